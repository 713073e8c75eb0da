use super::api::{AccountFacts, AccountFake, PasswordChangeReason, PasswordFacts};
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::permission::Role;
use crate::tests::samples::{at, password_facts as facts};
use crate::tests::{Shown, Visit};
use unimock::{Clause, MockFn, matching};

const PAGE: &str = "/account/password";

fn answers(facts: PasswordFacts) -> impl Clause {
    AccountFake::password_facts.some_call(matching!()).returns(Ok(facts))
}

fn shown(visit: Visit, facts: PasswordFacts) -> Shown {
    visit.by(Role::Viewer).show(answers(facts))
}

#[test]
fn the_rules_stand_beside_the_fields() {
    let page = shown(Visit::to(PAGE), facts());
    for rule in ["8 to 128 characters", m::RULE_LETTER.en, "last 4 passwords", "expire after 90 days", "Nov 30, 2026"] {
        assert!(page.text("main").contains(rule), "{rule}: {}", page.text("main"));
    }
    let page = shown(Visit::to(PAGE).in_japanese(), facts());
    for rule in ["8文字以上、128文字以下", m::RULE_LETTER.ja, "直近4回分", "有効期間は90日です", "2026/11/30"]
    {
        assert!(page.text("main").contains(rule), "{rule}");
    }
    let strict = || PasswordFacts { history: 1, lasts_until: Some(at(29)), ..facts() };
    let page = shown(Visit::to(PAGE), strict());
    for rule in [m::RULE_NOT_CURRENT.en, "set today is valid until Nov 29, 2026"] {
        assert!(page.text("main").contains(rule), "{rule}: {}", page.text("main"));
    }
    assert!(!page.text("main").contains("valid for 90 days"), "the day says it");
    let page = shown(Visit::to(PAGE).in_japanese(), strict());
    assert!(page.text("main").contains(m::RULE_NOT_CURRENT.ja) && !page.text("main").contains("直近1回分"));
}

#[test]
fn who_must_change_it_sees_why_and_no_menu() {
    let why = [
        (PasswordChangeReason::Issued, m::ISSUED),
        (PasswordChangeReason::Wanted, m::WANTED),
        (PasswordChangeReason::Expired, m::EXPIRED),
    ];
    for (forced, words) in why {
        let page = shown(Visit::to(PAGE), PasswordFacts { forced: Some(forced), ..facts() });
        assert_eq!((page.text(".notice"), page.count("nav")), (words.en.to_owned(), 0), "{forced:?}");
        assert!(page.count("a[href='/sign-in/help']") > 0, "who does not know the current one");
    }
    let page = shown(Visit::to(PAGE), PasswordFacts { needs_current: false, ..facts() });
    assert_eq!((page.count("#current"), page.text("main .note").is_empty()), (0, false));
    assert!(page.body.contains(m::BY_PASSKEY.en));
    let issued = PasswordFacts { needs_current: false, forced: Some(PasswordChangeReason::Issued), ..facts() };
    let page = shown(Visit::to(PAGE), issued);
    assert_eq!((page.count("#current"), page.count("input[type=password]")), (0, 2), "it has just been typed");
    assert_eq!(page.count("[data-spare] #again"), 1, "where a switch shows the first entry, the second is optional");
    assert!(!page.body.contains(m::BY_PASSKEY.en));
}

#[test]
fn a_refused_password_is_never_sent_back() {
    let typed = [("current", "old secret 1"), ("new", "new secret 2"), ("again", "new secret 3")];
    let errors = vec![FieldError::new("current", m::CURRENT_WRONG), FieldError::new("again", m::NOT_EQUAL)];
    let refuses = AccountFake::change_password.some_call(matching!(_)).returns(Err(AppError::Invalid(errors)));
    let page = Visit::sending(PAGE, &typed).by(Role::Viewer).show((refuses, answers(facts())));
    assert_eq!((page.status, page.attributes(".errs a", "href")), (422, vec!["#current".into(), "#again".into()]));
    assert_eq!(page.field_error("current"), m::CURRENT_WRONG.en);
    assert_eq!(page.field_error("again"), m::NOT_EQUAL.en);
    assert!(!page.body.contains("secret"), "{}", page.body);
    let errors = vec![FieldError::new("again", m::NOT_EQUAL)];
    let refuses = AccountFake::change_password.some_call(matching!(_)).returns(Err(AppError::Invalid(errors)));
    let forced = PasswordFacts { forced: Some(PasswordChangeReason::Wanted), ..facts() };
    let page = Visit::sending(PAGE, &typed).by(Role::Viewer).show((refuses, answers(forced)));
    assert_eq!((page.count("#again"), page.count("[data-spare]")), (1, 0), "a refused field stays on its page");
}

fn account(visit: Visit, facts: AccountFacts) -> Shown {
    visit.by(Role::Owner).show(AccountFake::account_facts.some_call(matching!()).returns(Ok(facts)))
}

#[test]
fn each_page_of_the_account_stands_with_its_state() {
    let all = AccountFacts {
        password_expires: Some(at(30)),
        two_step: Some(at(2)),
        sessions: 2,
        passkeys: Some(0),
        certificates: Some(1),
    };
    let page = account(Visit::to("/account"), all.clone());
    let lines = page.texts(".list--state li");
    assert!(lines[0].contains("Valid until Nov 30, 2026") && lines[1].contains("On since Nov 2, 2026"), "{lines:?}");
    assert!(lines[2].contains(m::NONE_SET.en) && lines[3].contains("1 registered"), "{lines:?}");
    assert!(lines[4].contains("2 active sessions"), "{lines:?}");
    assert_eq!(page.texts(".list--state .badge"), [m::ON.en, m::NONE_SET.en]);
    let none = AccountFacts { two_step: None, passkeys: None, certificates: None, password_expires: None, sessions: 1 };
    let page = account(Visit::to("/account").in_japanese(), none);
    let paths = ["/account/password", "/account/two-step", "/account/sessions", "/account/activity"];
    assert_eq!(page.attributes(".list--state a", "href"), paths, "no page that one cannot have");
    assert_eq!(page.texts(".list--state .badge"), [m::OFF.ja]);
    assert!(
        page.text(".list--state").contains("有効期限なし") && page.text(".list--state").contains("1台でログイン中")
    );
    assert_eq!(page.text("#h-safe"), "セキュリティとログイン");
    let page = account(Visit::to("/account").framed(|frame| frame.display.keys_off = true), all);
    assert_eq!((page.values("keys"), page.attribute("html", "data-keys")), (vec!["off".into()], "off".into()));
}
