use super::api::{OpenSession, SessionsFake};
use super::messages as m;
use crate::permission::Role;
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use crate::text::{Text, Words};
use unimock::{MockFn, matching};

fn session(id: &str, current: bool) -> OpenSession {
    OpenSession {
        id: id.to_owned(),
        device: Words::from(Text::new("Windows 10のChrome", "Chrome on Windows 10")),
        ip: "192.0.2.1".to_owned(),
        since: at(20),
        last_seen: at(21),
        until: at(22),
        current,
    }
}

fn shown(visit: Visit, sessions: Vec<OpenSession>) -> Shown {
    visit.by(Role::Viewer).show(SessionsFake::sessions.some_call(matching!()).returns(Ok(sessions)))
}

#[test]
fn each_other_device_has_a_button_and_this_one_a_badge() {
    let page = shown(Visit::to("/account/sessions"), vec![session("1", true), session("2", false)]);
    assert_eq!((page.texts("tbody .badge"), page.values("id")), (vec![m::CURRENT.en.to_owned()], vec!["2".to_owned()]));
    assert_eq!(page.text("tbody form button"), "Sign out (Chrome on Windows 10, 192.0.2.1)");
    assert_eq!(page.count("form[action='/account/sessions/end-others']"), 1);
    let page = shown(Visit::to("/account/sessions").in_japanese(), vec![session("1", true)]);
    assert_eq!((page.text("tbody th"), page.text("tbody .badge")), ("Windows 10のChrome".into(), m::CURRENT.ja.into()));
    assert_eq!(page.count("form[action='/account/sessions/end-others']"), 0, "there is no other");
}
