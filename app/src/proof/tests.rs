use super::api::{ProofFake, ProofKind, WaitingAct};
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::passkeys::api::{Passkey, PasskeysFake};
use crate::permission::Role;
use crate::second_factor::messages as sf;
use crate::tests::Visit;
use crate::tests::samples::at;
use crate::text::Words;
use unimock::{Clause, MockFn, matching};

/// The forms of the page, without those around it.
const FORMS: &str = "form[action^='/account/prove']";

fn waiting() -> WaitingAct {
    WaitingAct {
        id: "act-1".to_owned(),
        title: crate::consents::messages::GRANT,
        sentence: Some(Words::same("<i>調査</i>のための閲覧の許可")),
        facts: vec![(crate::consents::messages::REASON, Words::same("<b>調査</b>"))],
        page: "/consents".to_owned(),
    }
}

/// A console without passkeys.
fn asked(kind: ProofKind, waiting: Option<WaitingAct>) -> impl Clause {
    let kind = ProofFake::proof_kind.some_call(matching!()).returns(Ok(kind));
    let waiting = ProofFake::waiting_act.some_call(matching!()).returns(Ok(waiting));
    (kind, waiting, PasskeysFake::has_passkeys.some_call(matching!()).returns(false))
}

/// S1: the page says what will be done and to whom, from what the session keeps.
#[test]
fn the_act_that_waits_is_said_in_words() {
    let visit = || Visit::to("/account/prove?act=made-up&reason=typed").by(Role::Owner);
    let page = visit().show(asked(ProofKind::Code, Some(waiting())));
    assert_eq!(
        (page.text("[aria-labelledby=h-act] h2"), page.text("[aria-labelledby=h-act] dd")),
        (waiting().title.en.into(), "<b>調査</b>".into())
    );
    assert_eq!(page.values("act"), ["act-1", "act-1"], "in both forms");
    assert_eq!(page.attributes("main [autofocus]", "name"), ["code"]);
    assert_eq!(page.attributes(FORMS, "action"), ["/account/prove", "/account/prove/cancel"]);
    let sent = page.attributes(&format!("{FORMS} input"), "value");
    assert!(!sent.iter().any(|value| value.contains("made-up") || value.contains("typed")), "of the address: {sent:?}");
    let page = visit().in_japanese().show(asked(ProofKind::Password, Some(waiting())));
    assert_eq!(
        (page.text("h1"), page.count("input[name=password]"), page.count("input[name=code]")),
        (m::TITLE.ja.into(), 1, 0)
    );
}

#[test]
fn nothing_waits_and_the_way_back_is_a_link() {
    let page = Visit::to("/account/prove").by(Role::Desk).show(asked(ProofKind::Code, None));
    assert_eq!((page.count("[aria-labelledby=h-act]"), page.values("act")), (0, vec![String::new()]));
    assert_eq!(page.attributes(FORMS, "action"), ["/account/prove"]);
}

/// The form that was refused was for another act than the one that waits now.
#[test]
fn a_refused_code_stays_with_its_act() {
    for (id, named) in [("act-1", 1), ("act-0", 0)] {
        let wrong = AppError::Invalid(vec![FieldError::new("code", sf::CODE_WRONG)]);
        let refuses = ProofFake::prove.some_call(matching!(_)).returns(Err(wrong));
        let sent = Visit::sending("/account/prove", &[("code", "000000"), ("act", id)]).by(Role::Owner);
        let page = sent.show((refuses, asked(ProofKind::Code, Some(waiting()))));
        assert_eq!(page.field_error("code"), sf::CODE_WRONG.en);
        assert_eq!((page.status, page.count("[aria-labelledby=h-act]")), (422, named), "{id}");
    }
}

/// The page stands in the console, says in one sentence what is confirmed, and offers a recovery code by a link.
#[test]
fn it_stands_in_the_console_and_names_the_act() {
    let visit = |to: &str| Visit::to(to).by(Role::Owner).in_japanese();
    let page = visit("/account/prove").show(asked(ProofKind::Code, Some(waiting())));
    assert_eq!((page.count("#menu"), page.count("#menu a[href='/members']")), (1, 1));
    assert_eq!((page.text("h1"), page.text(".ask-act")), ("本人確認".into(), "<i>調査</i>のための閲覧の許可".into()));
    assert_eq!(page.text("form[action='/account/prove'] button"), "確認して続行");
    assert_eq!(page.attributes(".ask a", "href"), ["/account/prove?by=recovery"]);
    assert_eq!((page.count("label[for=code]"), page.count("input[name=by]")), (1, 0));
    assert_eq!(page.count("#code[inputmode=numeric]"), 1, "digits");
    let page = visit("/account/prove?by=recovery").show(asked(ProofKind::Code, Some(waiting())));
    assert_eq!(
        (page.text("label[for=code]").contains(sf::RECOVERY.ja), page.values("by")),
        (true, vec!["recovery".into()])
    );
    assert_eq!((page.count("#code"), page.count("#code[inputmode]")), (1, 0), "letters and digits");
    assert_eq!(page.attributes(".ask a", "href"), ["/account/prove"], "back to digits");
    assert_eq!(page.values("act"), ["act-1", "act-1"], "for the same action");
    let page = visit("/account/prove?by=recovery").show(asked(ProofKind::Password, None));
    assert_eq!((page.values("by").len(), page.count(".ask a")), (0, 1), "only the way back");
}

/// The page that asked for the proof stays in the address of the other kind of code.
#[test]
fn the_other_code_leads_to_the_same_page() {
    let asks = || {
        let kind = ProofFake::proof_kind.some_call(matching!()).returns(Ok(ProofKind::Code));
        (kind, PasskeysFake::has_passkeys.some_call(matching!()).returns(false))
    };
    let own = "/account/prove?return_to=%2Faccount%2Fsessions";
    let other = format!("{own}&by=recovery");
    for (to, link) in [(own, other.as_str()), (other.as_str(), own)] {
        let page = Visit::to(to).by(Role::Owner).show(asks());
        assert_eq!(page.attributes(".ask a", "href"), [link, "/account/sessions"], "{to}");
        assert_eq!(page.values("return_to"), ["/account/sessions"], "{to}");
    }
}

/// A refused recovery code is asked for again.
#[test]
fn a_refused_recovery_code_is_asked_for_again() {
    let wrong = AppError::Invalid(vec![FieldError::new("code", sf::CODE_WRONG)]);
    let refuses = ProofFake::prove.some_call(matching!(_)).returns(Err(wrong));
    let sent = Visit::sending("/account/prove", &[("code", "x"), ("act", "act-1"), ("by", "recovery")]);
    let page = sent.by(Role::Owner).show((refuses, asked(ProofKind::Code, Some(waiting()))));
    assert_eq!((page.status, page.values("by")), (422, vec!["recovery".into()]));
}

/// A passkey comes before what has to be typed.
#[test]
fn a_passkey_comes_first() {
    let kind = ProofFake::proof_kind.some_call(matching!()).returns(Ok(ProofKind::Code));
    let waiting = ProofFake::waiting_act.some_call(matching!()).returns(Ok(Some(waiting())));
    let has = PasskeysFake::has_passkeys.some_call(matching!()).returns(true);
    let passkey = Passkey { id: "1".into(), name: None, added: at(20), last_used: None, altered: false };
    let own = PasskeysFake::passkeys.some_call(matching!()).returns(Ok(vec![passkey]));
    let page = Visit::to("/account/prove").by(Role::Owner).show((kind, waiting, has, own));
    let forms = page.attributes(".ask form", "action");
    assert_eq!(forms, ["/sign-in/passkey/start", "/account/prove", "/account/prove/cancel"]);
}

/// A download that needs step-up is named, and how it goes on.
#[test]
fn a_download_is_named() {
    let files = [
        ("/operation-logs?q=x", m::FILE_LOG),
        ("/support/logs", m::FILE_LOG),
        ("/sign-in-history", m::FILE_SIGN_INS),
        ("/account-ledger", m::FILE_LEDGER),
        ("/support/cases?state=opened", m::FILE_CASES),
        ("/exports/7", m::FILE_EXPORT),
    ];
    for (page, what) in files {
        assert_eq!(super::file::file_of(page).map(|text| text.ja), Some(what.ja), "{page}");
    }
    for page in ["/", "/account/sessions", "/exports", "/exports/new", "/operation-logs/verify"] {
        assert!(super::file::file_of(page).is_none(), "{page}");
    }
    let kind = ProofFake::proof_kind.some_call(matching!()).returns(Ok(ProofKind::Code));
    let none = PasskeysFake::has_passkeys.some_call(matching!()).returns(false);
    let visit = Visit::to("/account/prove?return_to=%2Foperation-logs").by(Role::Owner).in_japanese();
    let page = visit.show((kind, none));
    assert_eq!(page.text(".ask-act"), m::FILE_LOG.ja);
    assert!(page.text(".ask").contains(m::FILE_NEXT.ja));
}

/// A browser saves what comes for a link with `download`, also the step-up page that comes instead of a file. The answer's
/// own header says that a file is to be saved.
#[test]
fn no_link_saves_whatever_comes() {
    fn check(folder: &std::path::Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                check(&path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(!text.contains(concat!(" downl", "oad=")), "{}", path.display());
            }
        }
    }
    check(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
}
