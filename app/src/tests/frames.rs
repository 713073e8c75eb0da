//! What surrounds every page, for each role and in both languages.

use super::Visit;
use super::samples::{at, password_facts};
use crate::account::api::AccountFake;
use crate::cases::api::{CaseList, CasesFake};
use crate::error::{AppError, Flash};
use crate::frame::{Environment, SessionLimits, SessionSummary, Theme};
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
    let operator = ["/", "/announcements", "/inquiries", "/end-users", "/exports"];
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
        "/support/announcements",
        "/support/inquiries",
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
        (Role::Viewer, &["/", "/announcements", "/inquiries"], "Home", "ホーム"),
        (Role::Support, &support, "Support home", "ダッシュボード（運営）"),
        (Role::Desk, &desk, "Support home", "ダッシュボード（運営）"),
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
    assert_eq!((denied.status, denied.text("h1")), (403, "You don't have permission to do this".to_owned()));
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
        assert!(page.body.contains("Select a value from the list."), "{address}: {}", page.body);
    }
    let no_mails =
        MailList { rows: vec![], around: super::samples::alone(), counts: vec![], kinds: vec![], kind: None };
    let mails = MailFake::mails.some_call(matching!(_, _, _)).returns(Ok(no_mails));
    assert_eq!(Visit::to("/support/outbox?state=dead").by(Role::Support).show(mails).status, 200);
    let no_cases = CaseList { rows: vec![], around: super::samples::alone() };
    let cases = CasesFake::cases.some_call(matching!((filter, _) if !filter.open)).returns(Ok(no_cases));
    let figures = CasesFake::desk_figures.some_call(matching!()).returns(Ok(None));
    assert_eq!(Visit::to("/support/cases?show=all").by(Role::Support).show((cases, figures)).status, 200);
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
    let home = Home {
        now: at(20),
        todo: vec![],
        announcements: vec![],
        recent: None,
        end_users: None,
        standing: None,
        month: None,
        own: None,
    };
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
    let why = |me: &mut SessionSummary| {
        me.staff_access_until = Some(at(30));
        me.staff_access_why = Some("件数の調査".to_owned());
    };
    let page = sessions(Role::Owner).in_japanese().knowing(why).show(no_sessions());
    assert!(page.text(".staff-banner").contains("理由：件数の調査"), "{}", page.text(".staff-banner"));
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
    assert_eq!(page.count(".flash[role=status][tabindex='-1'][autofocus]"), 1, "where a screen reader begins");
    assert_eq!(page.text("title"), "Active sessions | 株式会社 髙﨑屋 | Sekisho");
}

/// The warning before the session ends is on every page of a signed-in person, shut, with the limits as data.
#[test]
fn the_limits_of_the_session_are_on_the_page() {
    let limits = Some(SessionLimits { idle_seconds: 1740, left_seconds: 43200 });
    let page = sessions(Role::Viewer).framed(|frame| frame.limits = limits).show(no_sessions());
    let data = |name| page.attribute("dialog#session", name);
    assert_eq!((data("data-idle"), data("data-left"), data("data-who")), ("1740".into(), "43200".into(), "me".into()));
    assert_eq!(page.attributes("dialog#session form", "action"), ["/account/sessions/extend"]);
    assert_eq!(page.attributes("dialog#session a", "target"), ["_blank"]);
    assert_eq!(page.count("dialog#session[open]"), 0);
    assert_eq!(Visit::to("/made-up").framed(|frame| frame.limits = limits).show(()).count("#session"), 0, "no person");
}

#[test]
fn the_environment_is_in_the_bar_if_it_has_a_name() {
    for (environment, ja, en) in
        [(Environment::Production, "本番", "Production"), (Environment::Staging, "検証", "Staging")]
    {
        let named = |visit: Visit| visit.framed(|frame| frame.environment = Some(environment)).show(no_sessions());
        assert_eq!(named(sessions(Role::Desk)).text(".shell-env"), en);
        assert_eq!(named(sessions(Role::Owner).in_japanese()).text(".shell-env"), ja);
    }
    assert_eq!(sessions(Role::Owner).show(no_sessions()).count(".shell-env"), 0);
}

#[test]
fn the_palette_has_what_the_person_may_open_and_search() {
    let lines = |role| sessions(role).show(no_sessions()).attribute("#palette-lines", "data-lines");
    let owner = lines(Role::Owner);
    for expected in
        ["\n/members\n", "めんばー", "\n5\n/end-users\nSearch End users for “{typed}”\n", "\n#press-theme-dark\n"]
    {
        assert!(owner.contains(expected), "{expected}: {owner}");
    }
    for found in ["パスワード変更", "だいちょう", "台帳", "English", "英語", "用語", "\n/help/glossary\n"]
    {
        assert!(owner.contains(found), "{found}: {owner}");
    }
    let viewer = lines(Role::Viewer);
    assert!(!viewer.contains("/account-ledger"), "{viewer}");
    assert!(!viewer.contains("/members") && viewer.contains("/account/password"), "{viewer}");
    let operator = lines(Role::Operator);
    assert!(operator.contains("\n3\n/end-users\n"), "the log and the members are not for operators: {operator}");
    assert!(operator.contains("\nType a page, customer ID or inquiry number\n"), "{operator}");
    assert!(owner.contains("\nType a page, customer ID, name or IP address\n"), "{owner}");
    let acts_and_pages = ["#press-sign-out", "#press-switch-language", "/security/networks", "/operation-logs/verify"];
    for path in acts_and_pages.into_iter().chain(["/exports/new", "/inquiries/new", "/help/keyboard"]) {
        assert!(owner.contains(&format!("\n{path}\n")), "{path}: {owner}");
    }
    let staff = lines(Role::Support);
    for list in ["/support", "/support/accounts", "/support/cases", "/support/inquiries", "/help"] {
        assert!(staff.contains(&format!("\n{list}\nSearch ")), "{list}: {staff}");
    }
    assert!(!staff.contains("/security/") && !staff.contains("/exports/new"), "{staff}");
}

#[test]
fn the_help_on_keys_names_the_pages_that_the_person_may_open() {
    let page = sessions(Role::Operator).show(no_sessions());
    assert_eq!(page.attributes(".nav-link", "data-key"), ["h", "a", "q", "e", "x"]);
    assert_eq!(page.texts("#help-keys dt")[2..], ["j k", "Ctrl K", "g h", "g a", "g q", "g e", "g x"]);
    assert_eq!(page.attributes("[commandfor=help-keys]", "command"), ["show-modal"]);
    assert_eq!(page.attributes("#help-keys .note a", "href"), ["/account#h-display"], "they can be switched off");
    assert_eq!(page.text("#help-keys .note a"), crate::kit::messages::KEYS_OFF_OPEN.en);
}

#[test]
fn each_key_stands_for_one_page_of_a_menu_and_each_page_has_aliases() {
    for menu in [crate::product::MEMBER_MENU, crate::product::STAFF_MENU] {
        let screens: Vec<_> = menu.iter().flat_map(|(_, screens)| screens.iter()).collect();
        let keys: std::collections::BTreeSet<_> = screens.iter().map(|screen| screen.key).collect();
        assert_eq!(keys.len(), screens.len());
        for screen in screens {
            assert!(screen.key.len() == 1 && screen.aliases.split(' ').count() > 2, "{}", screen.path);
        }
    }
}

#[test]
fn the_account_menu_sets_the_theme_without_script() {
    let page = sessions(Role::Viewer).framed(|frame| frame.display.theme = Theme::Dark).show(no_sessions());
    assert_eq!(page.attributes(".menu-set button", "value"), ["system", "light", "dark"]);
    assert_eq!(page.attributes(".menu-set [aria-pressed=true]", "id"), ["theme-dark"]);
    assert_eq!(page.attribute(".menu-set [name=back]", "value"), "/account/sessions");
}

/// Whatever is printed says whose data it is, what it is, when and by whom.
#[test]
fn each_page_has_a_heading_on_paper() {
    let heading = |role| {
        let page = sessions(role).show(no_sessions());
        assert_eq!(page.count("main .print-head"), 1, "that of the list; the other stands beside the page");
        page.texts(".print-head.u-screen-none > div > :last-child")
    };
    let owner = heading(Role::Owner);
    assert_eq!(owner.len(), 4, "{owner:?}");
    assert!(owner[2].contains("Nov 30, 2026"), "{owner:?}");
    let staff = heading(Role::Support);
    assert_eq!((staff[0].as_str(), staff[3].ends_with("(support staff)")), ("Service provider", true), "{staff:?}");
}
