//! S10: what ends at a moment ends then, whatever somebody writes to the database; and what the database drops is not told as
//! done.

use crate::forged::{alarms, uuid};
use crate::forged_put_back::CONSENT;
use crate::invitations::{invite, link_to};
use crate::support::{Browser, PASSWORD, TestApp, only};
use app::permission::Role;
use chrono::{DateTime, Duration, Utc};
use server::storage::entity::{access_consent, one_time_link};

/// The same moment as a text that sorts later.
fn as_a_later_text(at: DateTime<Utc>) -> String {
    let zone = chrono::FixedOffset::east_opt(15 * 3600 + 59 * 60).unwrap();
    at.with_timezone(&zone).to_rfc3339()
}

#[tokio::test]
async fn s10_a_consent_ends_at_its_time_in_every_time_zone() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
    let until = only::<access_consent::Model>(&t).await.until;
    t.forge(&format!("UPDATE access_consent SET until = '{}'", as_a_later_text(until))).await.unwrap();
    t.clock.advance(until - t.now() + Duration::hours(1));
    let staff = t.signed_in(Role::Support).await;
    assert_eq!(staff.get(&format!("/support/tenants/{}/operation-logs", t.other.id)).await.status, 403);
    if !t.is_postgres() {
        assert!(!alarms(&t).await.is_empty(), "PostgreSQL knows no texts of times");
    }
}

#[tokio::test]
async fn s10_a_link_ends_at_its_time_in_every_time_zone() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(invite(&owner, "new@takasakiya.example.jp", "viewer").await.status, 303);
    let path = link_to(&t, "new@takasakiya.example.jp").await;
    let until = only::<one_time_link::Model>(&t).await.until;
    t.forge(&format!("UPDATE one_time_link SET until = '{}'", as_a_later_text(until))).await.unwrap();
    t.clock.advance(until - t.now() + Duration::hours(1));
    let browser = t.browser();
    let answer = browser.get(&path).await;
    let status = if answer.status == 303 { browser.get(&answer.location.unwrap()).await.status } else { answer.status };
    assert_eq!(status, 410);
}

/// True if the code after the password opens the console.
async fn enters(t: &TestApp, browser: &Browser) -> bool {
    browser.post("/sign-in", &[("email", "owner@takasakiya.example.jp"), ("password", PASSWORD)]).await;
    browser.post("/sign-in/verify", &[("code", &t.code())]).await.status == 303
}

#[tokio::test]
async fn s10_a_used_code_stays_used_although_its_step_is_put_back() {
    let t = TestApp::new().await;
    t.signed_in(Role::Owner).await;
    t.codes_again().await;
    assert!(enters(&t, &t.browser()).await);
    assert!(!enters(&t, &t.browser()).await);
    t.forge("UPDATE authenticator SET last_step = 0").await.unwrap();
    assert!(!enters(&t, &t.browser()).await);
    t.clock.advance(Duration::minutes(2));
    assert!(enters(&t, &t.browser()).await, "the next code");
}

#[tokio::test]
async fn s10_a_consent_is_over_although_the_database_drops_its_end() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    let list = format!("/support/tenants/{}/operation-logs", t.other.id);
    assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
    assert_eq!(staff.get(&list).await.status, 200);
    drops(&t, "UPDATE", "access_consent").await;
    let id = only::<access_consent::Model>(&t).await.id.to_string();
    assert_eq!(owner.post("/consents/end", &[("id", &id)]).await.status, 303);
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["consent.end:success"]);
    assert_eq!(staff.get(&list).await.status, 403);
    assert!(alarms(&t).await.contains(&("access_consent".to_owned(), id)));
}

/// Has the database drop statements on a table.
async fn drops(t: &TestApp, what: &str, table: &str) {
    if !t.is_postgres() {
        let sql = format!("CREATE TRIGGER dropping BEFORE {what} ON {table} BEGIN SELECT RAISE(IGNORE); END");
        t.forge(&sql).await.unwrap();
        return;
    }
    let function = "CREATE FUNCTION dropping() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'";
    t.forge(function).await.unwrap();
    let call = "FOR EACH ROW EXECUTE FUNCTION dropping()";
    t.forge(&format!("CREATE TRIGGER dropping BEFORE {what} ON {table} {call}")).await.unwrap();
}

#[tokio::test]
async fn s10_nobody_is_told_of_a_mail_that_the_database_drops() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let version = format!("SELECT version FROM account WHERE id = {}", uuid(&t, id));
    let before = t.scalar(&version).await;
    drops(&t, "INSERT", "mail").await;
    let answer = owner.post("/members/reset-password", &[("id", &id.to_string())]).await;
    assert_eq!(answer.status, 500, "nothing is said to have been sent");
    assert_eq!(t.scalar(&version).await, before, "and nothing has changed");
}
