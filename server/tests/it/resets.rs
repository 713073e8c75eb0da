//! A link to a new password that a company's administrator sends, where the profile lets them open locked accounts
//! (`lockout.unlock`).

use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::mail::work;
use uuid::Uuid;

const NEW: &str = "wet lattice 7 ravine";
const PERSON: &str = "watanabe@aoba.example.jp";

async fn send(by: &Browser, id: Uuid) -> Answer {
    by.post("/members/reset-password", &[("id", &id.to_string())]).await
}

async fn link(t: &TestApp) -> String {
    work(&t.app).await.unwrap();
    t.link_in_mail(PERSON)
}

async fn set(browser: &Browser, path: &str) -> Answer {
    browser.get(path).await;
    browser.post("/password/reset", &[("new", NEW), ("again", NEW)]).await
}

async fn lock(t: &TestApp) {
    let most = server::profile::built_in("managed-saas").unwrap().lockout.attempts;
    for _ in 0..most {
        t.clock.advance(Duration::minutes(31));
        let wrong = t.browser().post("/sign-in", &[("email", PERSON), ("password", "wrong")]).await;
        assert_eq!(wrong.status, 422);
    }
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn an_administrator_opens_a_locked_account_with_a_link() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    lock(&t).await;
    let admin = t.signed_in_elsewhere(Role::Administrator).await;
    work(&t.app).await.unwrap();
    assert!(
        t.newest_mail(PERSON).contains("administrator of your company") || t.newest_mail(PERSON).contains("管理者")
    );
    let home = admin.get("/").await;
    assert!(home.body.contains("1 member is locked on new devices"), "home tells of it");
    let page = admin.get(&format!("/members/{id}")).await;
    assert!(
        page.body.contains("Send a link to a new password") && page.body.contains("Once they have set a new password")
    );
    assert_eq!(send(&admin, id).await.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["password.reset_send:success"]);
    let page = admin.get(&format!("/members/{id}")).await;
    assert!(page.text(".notice--warn").unwrap().contains("A link has been sent; it is good until"));
    let path = link(&t).await;
    assert_eq!(
        t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await,
        1,
        "nothing changed yet"
    );
    let done = set(&t.browser(), &path).await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some("/sign-in")), "{}", done.body);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["password.renew:success"]);
    let fields = [("email", PERSON), ("password", NEW)];
    assert_eq!(t.browser().post("/sign-in", &fields).await.location.as_deref(), Some("/"));
    assert_eq!(set(&t.browser(), &path).await.status, 410, "a link works once");
    work(&t.app).await.unwrap();
}

#[tokio::test]
async fn a_link_of_an_administrator_ends_and_not_everybody_may_send_one() {
    let t = TestApp::new().await;
    let admin = t.signed_in_elsewhere(Role::Administrator).await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    let member = t.sign_in(PERSON).await;
    let owner = t.account(Some(t.other.id), Role::Owner, "owner@aoba.example.jp").await;
    assert_eq!(send(&member, owner).await.status, 403);
    assert_eq!(send(&admin, owner).await.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["password.reset_send:failure"], "an owner is an owner's matter");
    send(&admin, id).await;
    let first = link(&t).await;
    t.clock.advance(Duration::seconds(59));
    send(&admin, id).await;
    assert_eq!(t.scalar("SELECT count(*) FROM mail WHERE kind = 'password.reset_link'").await, 1, "one a minute");
    t.clock.advance(Duration::seconds(1));
    send(&admin, id).await;
    let second = link(&t).await;
    assert_eq!(set(&t.browser(), &first).await.status, 410, "the next one puts it out of use");
    t.clock.advance(Duration::minutes(30));
    assert_eq!(set(&t.browser(), &second).await.status, 410);
    assert_eq!(t.browser().post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await.status, 303);
}

/// SL-20c: under `social-login-manager` the support desk alone opens a lock.
#[tokio::test]
async fn sl_20c_administrators_open_no_lock_where_the_profile_leaves_it_to_the_desk() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    assert!(!owner.get(&format!("/members/{id}")).await.body.contains("/members/reset-password"));
    assert_eq!(send(&owner, id).await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["password.reset_send:failure"]);
    work(&t.app).await.unwrap();
    assert_eq!(t.scalar("SELECT count(*) FROM one_time_link").await, 0);
}

/// Whoever can sign in does not need the link: it is void with the next password, and when the person is out.
#[tokio::test]
async fn a_link_of_an_administrator_ends_with_the_password_it_replaces() {
    for out in [false, true] {
        let t = TestApp::new().await;
        let admin = t.signed_in_elsewhere(Role::Administrator).await;
        let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
        let member = t.sign_in(PERSON).await;
        t.rest().await;
        send(&admin, id).await;
        let path = link(&t).await;
        if out {
            admin.post("/members/suspend", &[("id", &id.to_string())]).await;
            admin.post("/members/resume", &[("id", &id.to_string())]).await;
        } else {
            let fields = [("current", PASSWORD), ("new", NEW), ("again", NEW)];
            assert_eq!(member.post("/account/password", &fields).await.status, 303);
        }
        assert_eq!(set(&t.browser(), &path).await.status, 410, "suspended: {out}");
    }
}

/// The page says who opens a lock, as it is: an administrator does not open an owner's.
#[tokio::test]
async fn a_locked_owner_is_opened_by_an_owner_or_the_desk() {
    let t = TestApp::new().await;
    let owner = t.account(Some(t.other.id), Role::Owner, "first@aoba.example.jp").await;
    t.tamper("UPDATE account SET locked_at = created_at").await.unwrap();
    let page = format!("/members/{owner}");
    let administrators = t.signed_in_elsewhere(Role::Administrator).await.get(&page).await;
    let owners = t.signed_in_elsewhere(Role::Owner).await.get(&page).await;
    for (page, reset) in [(administrators, false), (owners, true)] {
        assert_eq!(page.body.contains("/members/reset-password"), reset);
        assert_eq!(page.body.contains("Once they have set a new password"), reset);
        assert_eq!(page.body.contains("asks the support desk"), !reset);
    }
}

/// A limit that was lowered below what has failed already is no dead end.
#[tokio::test]
async fn more_failures_than_the_limit_leave_one_try_that_locks_or_opens() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    for (password, status, locked) in [(PASSWORD, 303, 0), ("wrong", 422, 1)] {
        t.tamper("UPDATE account SET failed_attempts = 20, unseen_failed = 20").await.unwrap();
        let answer = t.browser().post("/sign-in", &[("email", PERSON), ("password", password)]).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert_eq!(t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await, locked);
    }
}
