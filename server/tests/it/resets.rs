//! A reset forced by a company's administrator: the password and all sessions end at once, and a mailed link leads to
//! the new password (MS-16). If the profile allows it, the reset also unlocks the account (`lockout.unlock`).

use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;
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
        page.body.contains("Reset password")
            && page.body.contains("once the person sets a new password using the emailed link")
    );
    assert_eq!(send(&admin, id).await.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["password.reset_send:success"]);
    let page = admin.get(&format!("/members/{id}")).await;
    assert!(page.body.contains("The link in the email is valid until"), "{}", page.body);
    let path = link(&t).await;
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await, 1, "not opened yet");
    let done = set(&t.browser(), &path).await;
    assert_eq!(
        (done.status, done.location.as_deref()),
        (303, Some("/sign-in/verify")),
        "two steps stay: {}",
        done.body
    );
    assert_eq!(t.newest_acts(t.other.id, 2).await, ["sign_in.password:success", "password.renew:success"]);
    let fields = [("email", PERSON), ("password", NEW)];
    assert_eq!(t.browser().post("/sign-in", &fields).await.location.as_deref(), Some("/sign-in/verify"));
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
    assert_eq!(t.newest_entry(t.other.id).await, "password.reset_send:failure:too_soon");
    t.clock.advance(Duration::seconds(1));
    send(&admin, id).await;
    let second = link(&t).await;
    assert_eq!(set(&t.browser(), &first).await.status, 410, "the next one puts it out of use");
    t.clock.advance(Duration::minutes(30));
    assert_eq!(set(&t.browser(), &second).await.status, 410);
    let page = admin.get(&format!("/members/{id}")).await;
    assert!(page.status == 303 || page.body.contains("The link has expired"), "{}", page.body);
}

async fn tried(t: &TestApp, password: &str) -> u16 {
    t.clock.advance(Duration::minutes(31));
    t.browser().post("/sign-in", &[("email", PERSON), ("password", password)]).await.status
}

/// A person who knows the old password is signed out at once. Only the mailed link lets the person in, under each
/// profile.
#[tokio::test]
async fn ms_16_a_forced_reset_ends_the_old_password_and_all_sessions_at_once() {
    for managed in [true, false] {
        let t = TestApp::new().await;
        let (tenant, owner) = (if managed { t.other.id } else { t.own.id }, "owner@futaba.example.jp");
        t.account(Some(tenant), Role::Owner, owner).await;
        let id = t.account(Some(tenant), Role::Operator, PERSON).await;
        let thief = t.sign_in(PERSON).await;
        assert_eq!(thief.get("/end-users").await.status, 200);
        t.rest().await;
        let owner = t.sign_in(owner).await;
        assert_eq!(send(&owner, id).await.status, 303);
        assert_eq!(thief.get("/end-users").await.location.map(|to| to.starts_with("/sign-in")), Some(true), "out");
        let change = [("current", PASSWORD), ("new", NEW), ("again", NEW)];
        assert_ne!(thief.post("/account/password", &change).await.location.as_deref(), Some("/"));
        let path = link(&t).await;
        assert!(t.newest_mail(PERSON).contains("これまでのパスワードは使えなくなり"), "{}", t.newest_mail(PERSON));
        let person = t.browser();
        person.get(&path).await;
        let same = person.post("/password/reset", &[("new", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!((same.status, same.field_error("new").is_some()), (422, true), "the one before stays refused");
        let refused = t.browser().post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await;
        assert_eq!((refused.status, refused.field_error("email").is_some()), (422, true), "as a wrong password looks");
        assert_eq!(person.post("/password/reset", &[("new", NEW)]).await.status, 303, "typed once");
        let fields = [("email", PERSON), ("password", NEW)];
        assert_eq!(t.browser().post("/sign-in", &fields).await.status, 303);
        assert_eq!(tried(&t, PASSWORD).await, 422);
    }
}

/// Without a password no guess counts as wrong, so guesses cannot lock an account after a reset.
#[tokio::test]
async fn ms_16_guesses_after_a_reset_lock_nobody() {
    let t = TestApp::new().await;
    let admin = t.signed_in_elsewhere(Role::Administrator).await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    send(&admin, id).await;
    for _ in 0..12 {
        assert_eq!(tried(&t, PASSWORD).await, 422);
    }
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE locked_at IS NOT NULL OR unseen_failed > 0").await, 0);
}

#[tokio::test]
async fn ms_16_a_reset_whose_mail_died_is_seen_and_sent_again() {
    let t = TestApp::new().await;
    let admin = t.signed_in_elsewhere(Role::Administrator).await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    send(&admin, id).await;
    let page = format!("/members/{id}");
    assert!(!admin.get(&page).await.body.contains("Not delivered"));
    t.tamper("UPDATE mail SET state = 'dead', failure = 'smtp 550' WHERE kind = 'password.reset_link'").await.unwrap();
    let shown = admin.get(&page).await.body;
    assert!(shown.contains("Not delivered") && shown.contains("550") && shown.contains("Resend link"), "{shown}");
    t.clock.advance(Duration::minutes(1));
    send(&admin, id).await;
    assert!(!admin.get(&page).await.body.contains("Not delivered"), "the next one is on its way");
    assert_eq!(set(&t.browser(), &link(&t).await).await.status, 303);
    assert!(!admin.get(&page).await.body.contains("The password has been reset"));
}

/// SL-20c: under `social-login-manager` only the support desk removes a lock. A forced reset sets a new password
/// (MS-16), and the account stays locked.
#[tokio::test]
async fn sl_20c_administrators_open_no_lock_where_the_profile_leaves_it_to_the_desk() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    t.lock(id).await;
    let page = owner.get(&format!("/members/{id}")).await.body;
    assert!(
        page.contains("To unlock the account, the person must contact Support")
            && page.contains("This doesn't unlock the account"),
        "{page}"
    );
    assert_eq!(send(&owner, id).await.status, 303);
    let path = link(&t).await;
    assert!(t.newest_mail(PERSON).contains("/sign-in/help"), "the letter says whom to ask");
    let person = t.browser();
    person.get(&path).await;
    assert!(person.get("/password/reset").await.body.contains("a new password doesn't unlock it"));
    assert_eq!(person.post("/password/reset", &[("new", NEW), ("again", NEW)]).await.status, 303);
    assert!(person.get("/sign-in").await.body.contains("the account is still locked"));
    assert_eq!(tried(&t, NEW).await, 422);
    let locked = "SELECT count(*) FROM account WHERE locked_at IS NOT NULL AND failed_attempts = 10";
    assert_eq!(t.scalar(locked).await, 1);
}

/// SL-20c: outsiders lock only unknown devices, and a reset does not extend that. The device that used the link becomes
/// known; the lock itself stays for the desk.
#[tokio::test]
async fn sl_20c_after_a_reset_the_device_of_the_link_is_known_and_lets_the_person_in() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    let known = t.sign_in(PERSON).await;
    known.post("/sign-out", &[]).await;
    for _ in 0..t.app.default_profile().lockout.attempts {
        assert_eq!(tried(&t, "wrong").await, 422);
    }
    let locked = "SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL AND locked_at IS NULL";
    assert_eq!(t.scalar(locked).await, 1);
    work(&t.app).await.unwrap();
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(send(&owner, id).await.status, 303);
    let path = link(&t).await;
    assert!(t.newest_mail(PERSON).contains("ログインに使う端末でリンクを開いてください"), "{}", t.newest_mail(PERSON));
    known.get(&path).await;
    let page = known.get("/password/reset").await.body;
    assert!(page.contains("You can sign in on the device where you set the new password"), "{page}");
    assert_eq!(known.post("/password/reset", &[("new", NEW), ("again", NEW)]).await.status, 303);
    assert!(known.get("/").await.body.contains("Sign-in on other new devices is still locked"), "inside");
    assert!(owner.get("/sign-in-history").await.body.contains("Reset or invitation link"), "not by a password");
    t.sign_in_with_password(&known, PERSON, NEW).await;
    assert_eq!(known.get("/").await.status, 200, "inside");
    assert_eq!(tried(&t, NEW).await, 422, "other new devices stay closed");
    assert_eq!(t.scalar(locked).await, 1, "until the desk opens it");
}

/// A suspended person has no use for the link.
#[tokio::test]
async fn a_link_of_an_administrator_ends_when_the_person_is_out() {
    let t = TestApp::new().await;
    let admin = t.signed_in_elsewhere(Role::Administrator).await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    send(&admin, id).await;
    let path = link(&t).await;
    admin.post("/members/suspend", &[("id", &id.to_string())]).await;
    admin.post("/members/resume", &[("id", &id.to_string())]).await;
    assert_eq!(set(&t.browser(), &path).await.status, 410);
}

/// The page says correctly who can unlock the account: an administrator cannot unlock an owner.
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
        assert_eq!(page.body.contains("once the person sets a new password using the emailed link"), reset);
        assert_eq!(page.body.contains("To unlock the account, the person must contact Support"), !reset);
    }
}

/// A limit that was lowered below the failures so far still allows one try.
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
