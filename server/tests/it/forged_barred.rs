//! S10: the person whose account was altered is told so after the right password. Nobody else learns anything from it.

use crate::forged::{alarms, uuid};
use crate::support::{Answer, Browser, PASSWORD, TestApp, put_back, row};
use app::permission::Role;
use app::sign_in::messages::{ALTERED, REFUSED};
use chrono::Duration;
use server::storage::entity::account::Stored;
use uuid::Uuid;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const NOBODY: &str = "nobody@takasakiya.example.jp";
const WRONG: &str = "wet lattice 7 ravine";
/// Longer than anybody waits for earlier failures.
const WAIT: Duration = Duration::minutes(31);

async fn viewer() -> (TestApp, Uuid) {
    let t = TestApp::configured(|config| config.support_address = Some("help@sekisho.example".into())).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    (t, id)
}

async fn forge(t: &TestApp, id: Uuid, change: &str) {
    t.forge(&format!("UPDATE account SET {change} WHERE id = {}", uuid(t, id))).await.unwrap();
}

async fn tries(by: &Browser, email: &str, password: &str) -> Answer {
    by.post("/sign-in", &[("email", email), ("password", password)]).await
}

/// What an answer tells, and the address that it keeps.
fn told(answer: &Answer) -> (u16, Option<String>, Option<String>) {
    (answer.status, answer.text("#errors"), answer.field_error("email"))
}

/// The failures and the attempts that are open in an account's row.
async fn counted(t: &TestApp, id: Uuid) -> i64 {
    let sum = "failed_attempts + unseen_failed + attempts_open + unseen_open";
    t.scalar(&format!("SELECT CAST({sum} AS BIGINT) FROM account WHERE id = {}", uuid(t, id))).await
}

#[tokio::test]
async fn s10_who_knows_the_password_is_told_that_the_account_was_altered_and_whom_to_ask() {
    let (t, id) = viewer().await;
    let was = row::<Stored>(&t, id).await;
    for change in ["role = 'owner'", "may_download = TRUE", "mac = NULL", "second_factor_at = created_at"] {
        forge(&t, id, change).await;
        let by = t.browser();
        let answer = tries(&by, VIEWER, PASSWORD).await;
        let said = answer.text("#errors").unwrap();
        assert_eq!((answer.status, answer.count("[aria-invalid]")), (422, 0), "{change}");
        assert!(said.contains(ALTERED.en) && said.contains("help@sekisho.example"), "{change}: {said}");
        assert!(!answer.body.contains(PASSWORD), "{change}");
        assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["sign_in:failure"], "{change}");
        assert_eq!(by.get("/").await.location.as_deref(), Some("/sign-in"), "{change}: nobody has come in");
        put_back(&t, &was).await;
    }
    t.sign_in(VIEWER).await;
}

#[tokio::test]
async fn s10_strangers_learn_nothing_of_an_altered_account_and_guess_no_more_often() {
    let (t, id) = viewer().await;
    forge(&t, id, "role = 'owner'").await;
    let unknown = told(&tries(&t.browser(), NOBODY, WRONG).await);
    assert_eq!(told(&tries(&t.browser(), VIEWER, WRONG).await), unknown, "a wrong password");
    assert!(unknown.2.as_deref() == Some(REFUSED.en), "{unknown:?}");
    assert_eq!(counted(&t, id).await, 1, "a guess counts as ever");
    for _ in 0..3 {
        assert!(told(&tries(&t.browser(), VIEWER, PASSWORD).await).1.unwrap().contains(ALTERED.en));
        assert_eq!(counted(&t, id).await, 1, "what fits a forged row is no failure, and clears none");
    }
    let most = t.app.default_profile().lockout.attempts;
    for _ in 0..most {
        t.clock.advance(WAIT);
        tries(&t.browser(), VIEWER, WRONG).await;
    }
    t.clock.advance(WAIT);
    assert_eq!(told(&tries(&t.browser(), VIEWER, PASSWORD).await), unknown, "then not even the right one is checked");
}

#[tokio::test]
async fn s10_a_hash_that_somebody_has_written_is_checked_only_if_that_takes_as_long_as_ever() {
    let (t, id) = viewer().await;
    let was = row::<Stored>(&t, id).await;
    let cheap = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let usual = t.app.passwords.hash("known to the thief 1").await.unwrap();
    for hash in ["x", cheap, "$argon2id$v=19$m=19456,t=2,p=1$", "$argon2id$v=19$m=19456,t=2,p=1$AA$AA", &usual] {
        forge(&t, id, &format!("password_hash = '{hash}'")).await;
        let answer = told(&tries(&t.browser(), VIEWER, PASSWORD).await);
        assert_eq!((answer.0, answer.2.as_deref()), (422, Some(REFUSED.en)), "{hash}");
        put_back(&t, &was).await;
        t.clock.advance(WAIT);
    }
    assert!(!alarms(&t).await.is_empty());
    t.sign_in(VIEWER).await;
}

#[tokio::test]
async fn s10_who_is_between_the_steps_of_an_altered_account_is_told() {
    let t = TestApp::new().await;
    let email = "owner@takasakiya.example.jp";
    let id = t.account(Some(t.own.id), Role::Owner, email).await;
    let by = t.browser();
    assert_eq!(tries(&by, email, PASSWORD).await.location.as_deref(), Some("/sign-in/verify"));
    forge(&t, id, "may_download = TRUE").await;
    let ended = by.post("/sign-in/verify", &[("code", &t.code())]).await;
    assert_eq!(ended.sends_out_to(), Some("/sign-in?ended=account"));
    let page = by.get(&ended.location.unwrap()).await;
    assert_eq!(page.text(".notice--danger").as_deref(), Some(ALTERED.en));
}
