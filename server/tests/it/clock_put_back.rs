//! The clock was two hours ahead and is correct again: nobody has to wait those two hours, and nothing stays valid for
//! them.

use crate::support::{Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;

const PERSON: &str = "viewer@takasakiya.example.jp";
const AHEAD: Duration = Duration::hours(2);

async fn sign_in(browser: &Browser, password: &str) -> u16 {
    browser.post("/sign-in", &[("email", PERSON), ("password", password)]).await.status
}

fn put_back(t: &TestApp) {
    t.clock.advance(-AHEAD);
}

#[tokio::test]
async fn a_new_device_waits_for_nothing_that_was_counted_ahead() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    t.clock.advance(AHEAD);
    assert_eq!(sign_in(&t.browser(), PASSWORD).await, 303, "without a mistake");
    put_back(&t);
    assert_eq!(sign_in(&t.browser(), PASSWORD).await, 303);
    t.clock.advance(AHEAD);
    for _ in 0..4 {
        sign_in(&t.browser(), "wrong").await;
    }
    assert_eq!(sign_in(&t.browser(), PASSWORD).await, 429);
    put_back(&t);
    assert_eq!(sign_in(&t.browser(), "wrong").await, 422, "what was counted ahead says nothing");
    let waits = t.browser().post("/sign-in", &[("email", PERSON), ("password", "wrong")]).await;
    assert_eq!((waits.status, waits.header("retry-after")), (429, "121"), "and the next failure counts on");
}

#[tokio::test]
async fn places_and_accounts_wait_for_no_minute_that_is_to_come() {
    let t = TestApp::new().await;
    let rules = &t.app.default_profile().lockout;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    let known = t.sign_in(PERSON).await;
    known.post("/sign-out", &[]).await;
    t.clock.advance(AHEAD);
    for n in 0..rules.per_address_per_minute {
        let email = format!("nobody{n}@example.jp");
        t.browser().post("/sign-in", &[("email", &email), ("password", "wrong")]).await;
    }
    let help = async |n: u32| {
        let email = format!("nobody{n}@example.jp");
        t.browser().post("/sign-in/help", &[("email", &email), ("name", "x"), ("kind", "other")]).await.status
    };
    for n in 0..rules.help_per_address_per_minute {
        help(n).await;
    }
    assert_eq!((sign_in(&known, PASSWORD).await, help(99).await), (429, 429));
    put_back(&t);
    assert_eq!((sign_in(&known, PASSWORD).await, help(98).await), (303, 303));
}

#[tokio::test]
async fn a_code_is_taken_and_nothing_ahead_is_good() {
    let t = TestApp::new().await;
    let email = "owner@takasakiya.example.jp";
    t.account(Some(t.own.id), Role::Owner, email).await;
    t.clock.advance(AHEAD);
    let ahead = t.sign_in(email).await;
    put_back(&t);
    assert_eq!(ahead.get("/").await.status, 303, "a session that began then does not count");
    let owner = t.sign_in(email).await;
    assert_eq!(owner.get("/").await.status, 200, "the code of now is taken");
    let again = t.browser();
    again.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
    assert_eq!(again.post("/sign-in/verify", &[("code", &t.code())]).await.status, 422, "and none twice");
}

#[tokio::test]
async fn a_session_that_was_seen_ahead_goes_on_and_ends_in_its_time() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.clock.advance(Duration::minutes(20));
    assert_eq!(viewer.get("/").await.status, 200);
    t.clock.advance(-Duration::minutes(20));
    assert_eq!(viewer.get("/").await.status, 200);
    t.clock.advance(Duration::minutes(31));
    assert_eq!(viewer.get("/").await.status, 303, "the idle time began when it was right again");
}

#[tokio::test]
async fn mails_and_their_pauses_wait_for_no_time_that_is_to_come() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await.to_string();
    let reset = async |owner: &Browser| owner.post("/members/reset-password", &[("id", &id)]).await.status;
    let invited = [("name", "田中"), ("email", "tanaka@example.jp"), ("role", "viewer"), ("lang", "en")];
    t.clock.advance(AHEAD);
    let ahead = t.sign_in("owner@aoba.example.jp").await;
    assert_eq!(reset(&ahead).await, 303);
    assert_eq!(ahead.post("/members", &invited).await.status, 303);
    put_back(&t);
    work(&t.app).await.unwrap();
    assert_eq!(t.scalar("SELECT count(*) FROM mail WHERE state = 'waiting'").await, 0, "they are on their way");
    assert_eq!(reset(&owner).await, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM mail WHERE kind = 'password.reset_link'").await, 2, "no pause is left");
}
