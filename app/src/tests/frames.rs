//! What surrounds every page, for each role and in both languages.

use super::Visit;
use super::samples::{at, password_facts};
use crate::account::api::AccountFake;
use crate::cases::api::{CaseList, CasesFake};
use crate::error::{AppError, Flash};
use crate::frame::Theme;
use crate::home::api::{Home, HomeFake};
use crate::mail::api::{MailFake, MailList};
use crate::members::api::MembersFake;
use crate::permission::Role;
use crate::sessions::api::SessionsFake;
use crate::text::Words;
use unimock::{Clause, MockFn, matching};

fn no_sessions() -> impl Clause {
    SessionsFake::sessions.some_call(matching!()).returns(Ok(vec![]))
}

fn sessions(role: Role) -> Visit {
    Visit::to("/account/sessions").by(role)
}

#[test]
fn each_role_sees_its_menu_in_both_languages() {
    let operator = ["/", "/end-users", "/exports"];
    let administrator = [
        &operator[..],
        &["/operation-logs", "/sign-in-history", "/members", "/contacts", "/cases", "/consents", "/security"],
    ]
    .concat();
    let desk = ["/support", "/support/cases", "/support/accounts", "/support/outbox", "/support/refused-input"];
    let support = [
        "/support",
        "/support/cases",
        "/support/accounts",
        "/support/profiles",
        "/support/staff",
        "/support/outbox",
        "/support/refused-input",
        "/support/logs",
    ];
    let menus: [(Role, &[&str], &str, &str); 6] = [
        (Role::Owner, &administrator, "Home", "ホーム"),
        (Role::Administrator, &administrator, "Home", "ホーム"),
        (Role::Operator, &operator, "Home", "ホーム"),
        (Role::Viewer, &["/"], "Home", "ホーム"),
        (Role::Support, &support, "Support home", "運営ホーム"),
        (Role::Desk, &desk, "Support home", "運営ホーム"),
    ];
    for (role, menu, en, ja) in menus {
        let page = sessions(role).show(no_sessions());
        assert_eq!(page.attributes(".nav a", "href"), menu, "{role:?}");
        assert_eq!(page.text(".nav a .nav-text"), en, "{role:?}");
        assert_eq!(page.count(".shell.staff"), usize::from(role.is_staff()), "{role:?}");
        let page = sessions(role).in_japanese().show(no_sessions());
        assert_eq!((page.text(".nav a .nav-text"), page.attribute("html", "lang")), (ja.into(), "ja".into()));
    }
}

#[test]
fn a_page_is_for_those_who_may_see_it() {
    let denied = Visit::to("/members").by(Role::Operator).show(());
    assert_eq!((denied.status, denied.text("h1")), (403, "You may not do this".to_owned()));
    assert_eq!(Visit::to("/members").show(()).status, 401, "nobody is signed in");
    assert_eq!(Visit::to("/made-up").by(Role::Owner).show(()).status, 404);
    let gone = MembersFake::member.some_call(matching!("7")).returns(Err(AppError::NotFound));
    let page = Visit::to("/members/7").by(Role::Owner).in_japanese().show(gone);
    assert_eq!((page.status, page.text("h1")), (404, "ページが見つかりません".to_owned()));
}

#[test]
#[should_panic(expected = "SessionsApi::sessions")]
fn a_call_that_a_test_does_not_name_fails_with_its_name() {
    sessions(Role::Viewer).show(());
}

/// Choices without a field (F15): a list must not look filtered although it is not. The backend is not even asked.
#[test]
fn unknown_choices_are_refused() {
    let bad = [
        (Role::Owner, "/members?state=lockd"),
        (Role::Support, "/support/outbox?state=ded"),
        (Role::Support, "/support/cases?show=al"),
        (Role::Support, "/support/cases?show=open"),
    ];
    for (role, address) in bad {
        let page = Visit::to(address).by(role).show(());
        assert_eq!(page.status, 422, "{address}");
        assert!(page.body.contains("Choose what to show from the list."), "{address}: {}", page.body);
    }
    let no_mails = MailList { rows: vec![], around: super::samples::alone(), counts: vec![] };
    let mails = MailFake::mails.some_call(matching!(_, _)).returns(Ok(no_mails));
    assert_eq!(Visit::to("/support/outbox?state=dead").by(Role::Support).show(mails).status, 200);
    let no_cases = CaseList { rows: vec![], around: super::samples::alone() };
    let cases = CasesFake::cases.some_call(matching!(false, _)).returns(Ok(no_cases));
    assert_eq!(Visit::to("/support/cases?show=all").by(Role::Support).show(cases).status, 200);
}

/// SL-20b: said on every page, except on the password page and on the home page, which has it in its list.
#[test]
fn a_password_that_runs_out_is_said_on_every_page() {
    let soon = |visit: Visit| visit.knowing(|me| me.password_expires = Some((at(30), 10)));
    for role in Role::ALL {
        let page = soon(sessions(role)).show(no_sessions());
        assert!(page.text(".flash").contains("Your password expires in 10 days"), "{role:?}: {}", page.text(".flash"));
        assert_eq!(page.attribute(".flash a", "href"), "/account/password");
        assert_eq!(sessions(role).show(no_sessions()).count(".flash"), 0, "{role:?}: not yet");
    }
    let japanese = soon(sessions(Role::Viewer).in_japanese()).show(no_sessions());
    assert!(japanese.text(".flash").contains("パスワードの期限まであと10日です"));
    let today = sessions(Role::Viewer).knowing(|me| me.password_expires = Some((at(30), 0)));
    assert!(today.show(no_sessions()).text(".flash").contains("Your password expires today"));
    let home = Home { now: at(20), todo: vec![], recent: None, end_users: None };
    let home = HomeFake::home.some_call(matching!()).returns(Ok(home));
    assert_eq!(soon(Visit::to("/").by(Role::Viewer)).show(home).count(".flash"), 0);
    let facts = AccountFake::password_facts.some_call(matching!()).returns(Ok(password_facts()));
    assert_eq!(soon(Visit::to("/account/password").by(Role::Viewer)).show(facts).count(".flash"), 0);
}

#[test]
fn a_company_sees_until_when_staff_may_look() {
    let looked = |role| sessions(role).knowing(|me| me.staff_access_until = Some(at(30))).show(no_sessions());
    let page = looked(Role::Owner);
    assert!(page.text(".staff-banner").contains("Nov 30, 2026, 10:05 JST"), "{}", page.text(".staff-banner"));
    assert_eq!(page.attributes(".staff-banner a", "href"), ["/consents"]);
    assert_eq!(looked(Role::Viewer).count(".staff-banner a"), 0, "who may not end it has no way there");
}

#[test]
fn the_display_settings_and_the_last_message_are_on_the_page() {
    let page = sessions(Role::Owner).framed(|frame| {
        frame.display.theme = Theme::Dark;
        frame.display.dense = true;
        frame.flash = Some(Flash { words: Words::same("<b>done</b>"), warns: true });
    });
    let page = page.show(no_sessions());
    assert_eq!(
        (page.attribute("html", "data-theme"), page.attribute("html", "data-density")),
        ("dark".into(), "dense".into())
    );
    assert_eq!(page.text(".flash .notice--warn"), "<b>done</b>", "as text");
    assert_eq!(page.text("title"), "Where you are signed in | 株式会社 髙﨑屋 | Sekisho");
}
