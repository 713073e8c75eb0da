use super::api::{ProofFake, ProofKind, WaitingAct};
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::passkeys::api::PasskeysFake;
use crate::permission::Role;
use crate::tests::Visit;
use crate::text::Words;
use unimock::{Clause, MockFn, matching};

/// The forms of the page, without those around it.
const FORMS: &str = "form[action^='/account/prove']";

fn waiting() -> WaitingAct {
    WaitingAct {
        id: "act-1".to_owned(),
        title: crate::consents::messages::GRANT,
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
        let wrong = AppError::Invalid(vec![FieldError::new("code", crate::second_factor::messages::CODE_WRONG)]);
        let refuses = ProofFake::prove.some_call(matching!(_)).returns(Err(wrong));
        let sent = Visit::sending("/account/prove", &[("code", "000000"), ("act", id)]).by(Role::Owner);
        let page = sent.show((refuses, asked(ProofKind::Code, Some(waiting()))));
        assert_eq!(page.field_error("code"), crate::second_factor::messages::CODE_WRONG.en);
        assert_eq!((page.status, page.count("[aria-labelledby=h-act]")), (422, named), "{id}");
    }
}
