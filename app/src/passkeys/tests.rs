use super::api::{Passkey, PasskeysFake};
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::permission::Role;
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use unimock::{MockFn, matching};

fn passkey(id: &str) -> Passkey {
    Passkey { id: id.to_owned(), name: Some("会社のPC".into()), added: at(20), last_used: None, altered: false }
}

fn list(visit: Visit, passkeys: Vec<Passkey>, possible: bool) -> Shown {
    let own = PasskeysFake::passkeys.some_call(matching!()).returns(Ok(passkeys));
    visit.by(Role::Viewer).show((own, PasskeysFake::has_passkeys.some_call(matching!()).returns(possible)))
}

#[test]
fn each_passkey_can_be_removed_also_a_forged_one() {
    let used = Passkey { last_used: Some(at(21)), ..passkey("2") };
    let altered = Passkey { altered: true, name: None, ..passkey("3") };
    let page = list(Visit::to("/account/passkeys"), vec![passkey("1"), used, altered], true);
    assert_eq!(page.values("id"), ["1", "2", "3"]);
    let used = page.texts("td[data-label='Last used']");
    assert_eq!(used[..2], [m::NEVER.en, "Nov 21, 2026, 10:05 JST"]);
    assert_eq!(page.attributes("tbody form button", "aria-label")[..2], ["Remove 会社のPC", "Remove 会社のPC"]);
    assert!(page.texts("tbody th")[2].contains("Altered"));
    assert_eq!(page.count("form[action='/account/passkeys/start']"), 1);
}

#[test]
fn a_console_without_a_name_offers_none() {
    let page = list(Visit::to("/account/passkeys").in_japanese(), vec![], false);
    assert_eq!((page.text(".empty-title"), page.count("main form")), (m::NONE.ja.to_owned(), 0));
    assert!(page.text("main .notice").contains(m::NOT_HERE.ja));
}

#[test]
fn a_passkey_needs_a_name() {
    let wrong = AppError::Invalid(vec![FieldError::new("name", m::NAME_MISSING)]);
    let refuses = PasskeysFake::start_passkey.some_call(matching!(_)).returns(Err(wrong));
    let own = PasskeysFake::passkeys.some_call(matching!()).returns(Ok(vec![]));
    let has = PasskeysFake::has_passkeys.some_call(matching!()).returns(true);
    let page = Visit::sending("/account/passkeys/start", &[("name", " ")]).by(Role::Desk).show((refuses, own, has));
    assert_eq!((page.status, page.field_error("name")), (422, m::NAME_MISSING.en.to_owned()));
}

#[test]
fn the_device_is_asked_by_a_script_and_people_without_one_are_told() {
    let wanted = PasskeysFake::passkey_wanted.some_call(matching!()).returns(Ok("{\"made\":\"<new>\"}".to_owned()));
    let page = Visit::to("/account/passkeys/new").by(Role::Viewer).show(wanted);
    assert_eq!(page.attribute("#passkey", "data-options"), "{\"made\":\"<new>\"}");
    assert_eq!(
        (page.attribute("#passkey", "data-act"), page.text("#passkey-script")),
        ("create".into(), m::NO_SCRIPT.en.into())
    );
    let asked = PasskeysFake::passkey_asked.some_call(matching!()).returns(Ok("{}".to_owned()));
    let page = Visit::to("/sign-in/passkey").in_japanese().show(asked);
    assert_eq!(
        (page.attribute("#passkey", "action"), page.text("h1")),
        ("/sign-in/passkey".into(), m::SIGN_IN_TITLE.ja.into())
    );
}
