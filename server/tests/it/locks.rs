//! Two kinds of lock: wrong passwords on a known device lock every sign-in by password (SL-20c), those on unknown
//! devices lock only unknown devices. So nobody can lock a person out by guessing.

use crate::lockout::{guess, known_and_outside};
use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;

const PERSON: &str = "a@example.jp";
const NEW: &str = "wet lattice 7 ravine";

async fn right(t: &TestApp, browser: &Browser) -> Answer {
    t.clock.advance(Duration::minutes(31));
    browser.post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await
}

/// Sends wrong passwords until the lock.
async fn lock(t: &TestApp, browser: &Browser) {
    for _ in 0..t.app.default_profile().lockout.attempts {
        assert_eq!(guess(t, browser, PERSON).await, 422);
    }
}

#[tokio::test]
async fn sl_20c_wrong_passwords_on_the_owners_device_close_every_way_with_a_password() {
    let t = TestApp::new().await;
    let (known, outside) = known_and_outside(&t).await;
    lock(&t, &known).await;
    assert_eq!(t.newest_acts(t.own.id, 2).await, ["account.lock:success", "sign_in:failure"]);
    assert_eq!(right(&t, &known).await.status, 422, "the right password opens nothing");
    assert_eq!(right(&t, &outside).await.status, 422);
    work(&t.app).await.unwrap();
    let mail = t.newest_mail(PERSON);
    assert!(mail.contains("ご利用中の端末で") || mail.contains("on a device you've used before"), "{mail}");
}

#[tokio::test]
async fn sl_20c_outsiders_close_the_way_of_new_devices_alone() {
    let t = TestApp::new().await;
    let (known, outside) = known_and_outside(&t).await;
    lock(&t, &outside).await;
    let acts = ["account.lock_new_devices:success", "sign_in:failure"];
    assert_eq!(t.newest_acts(t.own.id, 2).await, acts);
    assert_eq!(right(&t, &outside).await.status, 422, "the right password opens nothing there");
    assert_eq!(right(&t, &t.browser()).await.status, 422, "nor on any other new device");
    assert_eq!(right(&t, &known).await.status, 303, "the person is let in");
    assert_eq!(right(&t, &t.browser()).await.status, 422, "which opens nothing to others");
    work(&t.app).await.unwrap();
    let mail = t.newest_mail(PERSON);
    assert!(
        mail.contains("新しい端末からのパスワードでのログイン") || mail.contains("on new devices has been locked"),
        "{mail}"
    );
}

/// Pages say which lock applies, in both languages.
#[tokio::test]
async fn every_page_says_which_way_is_closed() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    let staff = t.signed_in(Role::Support).await;
    let pages = [
        (&owner, "/members".to_owned()),
        (&owner, format!("/members/{id}")),
        (&owner, "/".to_owned()),
        (&staff, format!("/support/accounts?email={PERSON}")),
    ];
    for (column, ja, en) in [
        ("unseen_locked_at", ["新しい端末はロック中", "新しい端末からの"], ["ocked on new devices"; 2]),
        ("locked_at", ["ロック"; 2], ["ocked"; 2]),
    ] {
        let lock = format!("UPDATE account SET {column} = created_at WHERE {}", t.whose(PERSON));
        t.tamper(&lock).await.unwrap();
        for (browser, path) in &pages {
            let page = browser.get_in(path, "ja").await;
            assert!(ja.iter().any(|words| page.body.contains(words)), "{column} {path}: {}", page.body);
            let page = browser.get(path).await;
            assert!(en.iter().any(|words| page.body.contains(words)), "{column} {path}: {}", page.body);
            let whole = page.body.contains("locked out") || page.body.contains("Locked since");
            assert!(!whole || column == "locked_at", "{column} {path}");
        }
    }
    assert!(
        owner.get(&format!("/members/{id}")).await.body.contains("on one of this person's own devices"),
        "the one that closes more"
    );
    let locked = owner.get("/members?state=locked").await;
    assert!(locked.body.contains(&id.to_string()) && locked.count("tbody tr") == 1, "{}", locked.body);
}

/// Both locks appear by name in the person's own sign-in history and in the log.
#[tokio::test]
async fn the_log_says_which_way_was_closed() {
    let t = TestApp::new().await;
    t.signed_in(Role::Owner).await;
    let (_, outside) = known_and_outside(&t).await;
    lock(&t, &outside).await;
    assert_eq!(right(&t, &outside).await.status, 422);
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    assert!(owner.get("/operation-logs").await.body.contains("New devices locked out"));
    assert!(owner.get_in("/operation-logs", "ja").await.body.contains("新しい端末からのログインをロック"));
    let history = owner.get("/sign-in-history").await;
    assert!(history.body.contains("Locked on new devices"), "why the right password opened nothing");
}

#[tokio::test]
async fn a_reset_opens_both_locks() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    t.tamper(&format!(
        "UPDATE account SET locked_at = created_at, unseen_locked_at = created_at WHERE {}",
        t.whose(PERSON)
    ))
    .await
    .unwrap();
    owner.post("/members/reset-password", &[("id", &id.to_string())]).await;
    work(&t.app).await.unwrap();
    let (person, link) = (t.browser(), t.link_in_mail(PERSON));
    person.get(&link).await;
    let set = person.post("/password/reset", &[("new", NEW), ("again", NEW)]).await;
    assert_eq!(set.status, 303, "{}", set.body);
    let open = "SELECT count(*) FROM account WHERE locked_at IS NULL AND unseen_locked_at IS NULL";
    assert_eq!(t.scalar(open).await, 2);
    t.sign_in_with_password(&t.browser(), PERSON, NEW).await;
}

#[tokio::test]
async fn the_command_line_opens_both_locks_of_staff() {
    let t = TestApp::new().await;
    t.account(None, Role::Support, PERSON).await;
    t.tamper("UPDATE account SET locked_at = created_at, unseen_locked_at = created_at").await.unwrap();
    let reset = server::features::tenants::reset(&t.app, PERSON, "seen in person", false).await.unwrap();
    let answer = t.browser().post("/sign-in", &[("email", PERSON), ("password", &reset.one_time_password)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// Fifty parallel guesses lock only unknown devices, and nothing of it is visible from outside.
#[tokio::test]
async fn f7_a_lock_that_comes_about_in_the_middle_counts_for_its_own_way() {
    let t = TestApp::new().await;
    let (known, _) = known_and_outside(&t).await;
    t.tamper("UPDATE account SET unseen_failed = 9").await.unwrap();
    t.clock.advance(Duration::minutes(31));
    let outside: Vec<Browser> = (0..20).map(|_| t.browser()).collect();
    let wrong = [("email", PERSON), ("password", "wrong")];
    futures_util::future::join_all(outside.iter().map(|b| b.post("/sign-in", &wrong))).await;
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await, 1);
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE locked_at IS NOT NULL").await, 0);
    assert_eq!(t.scalar("SELECT count(*) FROM operation_log WHERE action = 'account.lock_new_devices'").await, 1);
    assert_eq!(right(&t, &known).await.status, 303);
}
