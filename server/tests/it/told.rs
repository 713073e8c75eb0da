//! What people are told about their own account and company fits them: staff have no company, a first second step replaces
//! none, and the home page says what concerns its reader.

use crate::lockout::guess;
use crate::profile_changes::{ask, decide, put_in_force, waiting};
use crate::second_factor::set_up;
use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const STAFF: &str = "support@takasakiya.example.jp";

async fn mail(t: &TestApp, to: &str) -> String {
    server::outbox::work(&t.app).await.unwrap();
    t.newest_mail(to)
}

#[tokio::test]
async fn a_first_second_step_has_no_earlier_app() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (_, codes) = set_up(&t, &viewer).await;
    let first = mail(&t, VIEWER).await;
    assert!(first.contains("次回のログインから") && !first.contains("以前の認証アプリ"), "{first}");
    viewer.post("/account/two-step/start", &[("code", &codes[1])]).await;
    t.clock.advance(Duration::seconds(60));
    let page = viewer.get("/account/two-step").await;
    let code = crate::support::code_at(&crate::second_factor::secret(&page), t.now().timestamp());
    viewer.post("/account/two-step/prove", &[("code", &code)]).await;
    let new = viewer.get("/account/two-step/codes").await.text(".codes code").unwrap();
    assert_eq!(viewer.post("/account/two-step/codes", &[("code", &new)]).await.status, 303);
    let again = mail(&t, VIEWER).await;
    assert!(again.contains("以前の認証アプリとリカバリーコードは使えません"), "{again}");
}

#[tokio::test]
async fn staff_are_sent_to_nobody_of_a_company() {
    let t = TestApp::new().await;
    let (staff, viewer) = (t.signed_in(Role::Support).await, t.signed_in(Role::Viewer).await);
    t.rest().await;
    for (browser, email) in [(&staff, STAFF), (&viewer, VIEWER)] {
        let new = [("current", PASSWORD), ("new", "wet lattice 7 ravine"), ("again", "wet lattice 7 ravine")];
        assert_eq!(browser.post("/account/password", &new).await.status, 303);
        let letter = mail(&t, email).await;
        assert_eq!(letter.contains("貴社の契約管理者"), email == VIEWER, "{letter}");
        assert_eq!(letter.contains("ほかの運営スタッフと、このコンソールの運用担当者"), email == STAFF, "{letter}");
        let young = browser.get("/account/password").await;
        assert_eq!(young.body.contains("ask the operator of this console"), email == STAFF, "{}", young.body);
        let denied = browser.get(if email == STAFF { "/members" } else { "/support" }).await;
        assert_eq!(denied.status, 403);
        let words = "ask an administrator of your company";
        assert_eq!(denied.body.contains(words), email == VIEWER, "{}", denied.body);
    }
    let own = staff.get("/account/activity").await;
    assert!(own.body.contains("tell another support staff member and the operator of this console"), "{}", own.body);
    let step = staff.get("/account/two-step").await;
    assert!(step.body.contains("ask the operator of this console") && step.count("a[href^='/sign-in/help']") == 0);
}

#[tokio::test]
async fn staff_whose_account_is_locked_are_told_who_opens_it() {
    let t = TestApp::new().await;
    t.account(None, Role::Support, STAFF).await;
    let outside = t.browser();
    for _ in 0..10 {
        guess(&t, &outside, STAFF).await;
    }
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await, 1);
    let letter = mail(&t, STAFF).await;
    assert!(letter.contains("このコンソールの運用担当者が、本人確認のうえ"), "{letter}");
    assert!(!letter.contains("貴社") && !letter.contains("/sign-in/help"), "{letter}");
}

#[tokio::test]
async fn s5_home_says_that_ones_own_account_is_locked_and_whom_to_ask() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let staff = t.signed_in(Role::Support).await;
    assert!(!viewer.get("/").await.body.contains("Your account is locked"));
    for (column, words) in [
        (
            "unseen_locked_at",
            "Sign-in on new devices is locked after too many wrong passwords. This device still works",
        ),
        ("locked_at", "If you sign out, you won't be able to sign back in with your password"),
    ] {
        t.tamper(&format!("UPDATE account SET {column} = created_at")).await.unwrap();
        let home = viewer.get("/").await.text("section[aria-labelledby=h-todo]").unwrap();
        assert!(home.contains(words) && home.contains("unlock it"), "{home}");
        assert!(staff.get("/support").await.body.contains("Ask the operator of this console to unlock it"));
    }
}

#[tokio::test]
async fn home_tells_owners_of_a_change_of_their_profile() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let (staff, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    let todo = async || owner.get("/").await.text("section[aria-labelledby=h-todo]").unwrap();
    assert!(!todo().await.contains("service profile"));
    assert_eq!(ask(&staff, &company, "b2b-platform").await.status, 303);
    assert!(todo().await.contains("is awaiting approval by support staff"), "{}", todo().await);
    let change = waiting(&staff, &company).await;
    decide(&staff, "cancel", &company, &change).await;
    assert!(todo().await.contains("has been withdrawn"), "{}", todo().await);
    put_in_force(&t, &staff, &company, "workspace-saas").await;
    let title = &server::profile::built_in("workspace-saas").unwrap().title.en;
    let told = format!("Your service profile has been changed to “{title}”");
    assert!(todo().await.contains(&told), "{}", todo().await);
    t.forge("UPDATE profile_change SET wanted = 'managed-saas' WHERE approved_at IS NOT NULL").await.unwrap();
    let forged = todo().await;
    assert!(!forged.contains("has been changed to") && forged.contains("altered outside the console"), "{forged}");
    t.clock.advance(Duration::days(8));
    let owner = t.sign_in("owner@aoba.example.jp").await;
    let later = owner.get("/").await.text("section[aria-labelledby=h-todo]").unwrap();
    assert!(!later.contains("service profile"), "{later}");
}

#[tokio::test]
async fn staff_read_the_rules_in_a_letter_and_nothing_about_a_person() {
    let t = TestApp::new().await;
    t.signed_in_elsewhere(Role::Owner).await;
    let (staff, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    assert_eq!(ask(&staff, &company, "b2b-platform").await.status, 303);
    let list = staff.get("/support/outbox").await;
    let html = list.html();
    let links = scraper::Selector::parse("tbody a").unwrap();
    let kind = app::support::mails::PROFILE_ASKED.text().en;
    let link = html.select(&links).find(|link| link.text().collect::<String>() == kind).unwrap();
    let letter = staff.get(link.attr("href").unwrap()).await.text("section[aria-labelledby=h-letter]").unwrap();
    for profile in ["managed-saas", "b2b-platform"] {
        let title = &server::profile::built_in(profile).unwrap().title.en;
        assert!(letter.contains(title.as_str()), "{profile}: {letter}");
    }
    assert!(letter.contains("Passwords: ") && letter.contains(" → "), "the rules: {letter}");
    assert!(!letter.contains("契約の変更による") && !letter.contains("小山内"), "typed, and a name: {letter}");
    assert!(letter.contains("●●●●"), "{letter}");
}
