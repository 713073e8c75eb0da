//! S10: a person who can write to the database empties the counters between two guesses. The limits hold all the same, and
//! a person whom the program lets in again is let in.

use crate::cases::{NEW, Scene, set_password};
use crate::lockout::{guess, known_and_outside};
use crate::mail_codes::{VIEWER, chosen, half_way};
use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;

const PERSON: &str = "a@example.jp";
const COUNTERS: [&str; 3] = [
    "DELETE FROM throttle",
    "DELETE FROM mail_code",
    "UPDATE account SET failed_attempts = 0, unseen_failed = 0, attempts_open = 0, unseen_open = 0",
];

async fn empty(t: &TestApp) {
    for sql in COUNTERS {
        t.forge(sql).await.unwrap();
    }
}

/// The statuses of posts with emptied counters between them.
async fn post(t: &TestApp, browser: &Browser, path: &str, fields: &[(&str, &str)], times: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..times {
        statuses.push(browser.post(path, fields).await.status);
        empty(t).await;
    }
    statuses
}

/// Wrong passwords, each after the wait for the one before, with emptied counters between them.
async fn guesses(t: &TestApp, browser: &Browser, email: &str, times: usize) {
    for n in 0..times {
        assert_eq!(guess(t, browser, email).await, 422, "{n}");
        empty(t).await;
    }
}

async fn locks(t: &TestApp, email: &str) -> (bool, bool) {
    let row = t.person(email).await.unwrap();
    (row.locked_at.is_some(), row.unseen_locked_at.is_some())
}

#[tokio::test]
async fn s10_wrong_passwords_lock_the_account() {
    let t = TestApp::new().await;
    let (known, outside) = known_and_outside(&t).await;
    for (browser, before, after) in [(&outside, (false, false), (false, true)), (&known, (false, true), (true, true))] {
        guesses(&t, browser, PERSON, 9).await;
        assert_eq!(locks(&t, PERSON).await, before);
        guesses(&t, browser, PERSON, 1).await;
        assert_eq!(locks(&t, PERSON).await, after);
    }
}

/// Lets the database refuse each entry of a failure in the log.
async fn refuse_entries(t: &TestApp) {
    let statements = if t.is_postgres() {
        vec![
            "CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN IF NEW.result <> 'success' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$",
            "CREATE TRIGGER refuses BEFORE INSERT ON operation_log FOR EACH ROW EXECUTE FUNCTION refuses()",
        ]
    } else {
        vec![
            "CREATE TRIGGER refuses BEFORE INSERT ON operation_log WHEN NEW.result <> 'success' \
             BEGIN SELECT RAISE(ABORT, 'no'); END",
        ]
    };
    for statement in statements {
        t.forge(statement).await.unwrap();
    }
}

#[tokio::test]
async fn s10_wrong_passwords_count_that_the_database_keeps_out_of_the_log() {
    let t = TestApp::new().await;
    let (known, outside) = known_and_outside(&t).await;
    refuse_entries(&t).await;
    for browser in [&outside, &known] {
        for n in 0..10 {
            assert_eq!(guess(&t, browser, PERSON).await, 500, "{n}");
            empty(&t).await;
        }
        t.clock.advance(Duration::minutes(31));
        let right = browser.post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await;
        assert_eq!((right.status, right.location), (500, None), "the limit holds, although no lock was written");
        empty(&t).await;
    }
}

#[tokio::test]
async fn s10_wrong_codes_count_that_the_database_keeps_out_of_the_log() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, PERSON).await;
    let half = t.browser();
    half.post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await;
    refuse_entries(&t).await;
    let statuses = post(&t, &half, "/sign-in/verify", &[("code", "000000")], 5).await;
    assert_eq!(statuses, [500, 500, 500, 500, 429], "the fifth has to wait");
}

#[tokio::test]
async fn s10_wrong_passwords_wait() {
    let t = TestApp::new().await;
    let (known, outside) = known_and_outside(&t).await;
    for email in [PERSON, "nobody@example.jp"] {
        let wrong = [("email", email), ("password", "wrong")];
        assert_eq!(post(&t, &outside, "/sign-in", &wrong, 6).await, [422, 422, 422, 422, 429, 429], "{email}");
    }
    let wrong = [("email", PERSON), ("password", "wrong")];
    assert_eq!(post(&t, &known, "/sign-in", &wrong, 12).await, [vec![422; 10], vec![429; 2]].concat());
}

#[tokio::test]
async fn s10_wrong_passwords_that_come_together_are_counted() {
    let t = TestApp::new().await;
    let (known, _) = known_and_outside(&t).await;
    // Each charge of an attempt is taken back at once, as somebody who writes in a loop would do.
    t.meanwhile(
        "UPDATE ON account",
        "UPDATE account SET failed_attempts = 0, attempts_open = 0 WHERE failed_attempts > 0",
    )
    .await;
    let wrong = [("email", PERSON), ("password", "wrong")];
    let answers = futures_util::future::join_all((0..40).map(|_| known.post("/sign-in", &wrong))).await;
    assert!(answers.iter().all(|answer| [422, 429].contains(&answer.status)));
    let verified = t.scalar("SELECT count(*) FROM operation_log WHERE detail LIKE '%wrong_password%'").await;
    assert_eq!((verified, locks(&t, PERSON).await.0), (10, true));
}

#[tokio::test]
async fn s10_wrong_codes_wait_and_end_the_attempt() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, PERSON).await;
    let half = t.browser();
    let signed_in = half.post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await;
    assert_eq!(signed_in.location.as_deref(), Some("/sign-in/verify"), "{}", signed_in.body);
    let wrong = [("code", "000000")];
    assert_eq!(post(&t, &half, "/sign-in/verify", &wrong, 5).await, [422, 422, 422, 422, 429]);
    t.clock.advance(Duration::seconds(61));
    let ended = half.post("/sign-in/verify", &wrong).await;
    assert_eq!(ended.location.as_deref(), Some("/sign-in"), "{}", ended.body);
}

#[tokio::test]
async fn s10_wrong_current_passwords_end_the_sessions() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let change = [("current", "wrong"), ("new", NEW), ("again", NEW)];
    assert_eq!(post(&t, &viewer, "/account/password", &change, 10).await, [422; 10]);
    assert_eq!(viewer.get("/").await.status, 200);
    viewer.post("/account/password", &change).await;
    assert_eq!(viewer.get("/").await.status, 303, "signed out");
}

#[tokio::test]
async fn s10_an_account_gets_no_more_codes_by_mail() {
    let t = TestApp::new().await;
    chosen(&t).await;
    let mailed = async || t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'sign_in.code'").await;
    let before = mailed().await;
    for _ in 0..12 {
        half_way(&t).await;
        empty(&t).await;
    }
    assert_eq!(mailed().await, before + 10);
    t.clock.advance(Duration::hours(1));
    half_way(&t).await;
    assert_eq!(mailed().await, before + 11);
    assert!(t.person(VIEWER).await.unwrap().is_active());
}

/// Another process of the console, if there can be one.
async fn elsewhere(t: &TestApp) -> Browser {
    let address = t.second_address().await.unwrap_or(t.address);
    t.browser().to(address)
}

async fn right(browser: &Browser, email: &str, password: &str) -> Answer {
    browser.post("/sign-in", &[("email", email), ("password", password)]).await
}

#[tokio::test]
async fn a_case_opens_the_lock_also_through_another_process() {
    let s = Scene::asked_for().await;
    let person = elsewhere(&s.t).await;
    let path = s.approved().await;
    assert_eq!(set_password(&person, &path).await.status, 303);
    assert_eq!(right(&s.t.browser(), crate::cases::PERSON, NEW).await.location.as_deref(), Some("/"), "without a wait");
    let outside = s.t.browser();
    guesses(&s.t, &outside, crate::cases::PERSON, 9).await;
    assert_eq!(locks(&s.t, crate::cases::PERSON).await, (false, false), "none of those before count");
    guesses(&s.t, &outside, crate::cases::PERSON, 1).await;
    assert_eq!(locks(&s.t, crate::cases::PERSON).await, (false, true));
}

#[tokio::test]
async fn the_right_password_forgets_failures_also_through_another_process() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    let (here, there) = (t.browser(), elsewhere(&t).await);
    for _ in 0..3 {
        for n in 0..9 {
            assert_eq!(guess(&t, &here, PERSON).await, 422, "{n}");
        }
        t.clock.advance(Duration::minutes(31));
        assert_eq!(right(&there, PERSON, PASSWORD).await.location.as_deref(), Some("/"));
        there.post("/sign-out", &[]).await;
    }
    assert_eq!(locks(&t, PERSON).await, (false, false));
}

/// A row that says that the person has signed in, but is not the program's, forgets no guess.
#[tokio::test]
async fn s10_a_forged_sign_in_forgets_no_guess() {
    let t = TestApp::new().await;
    let (_, outside) = known_and_outside(&t).await;
    guesses(&t, &outside, PERSON, 9).await;
    let before = t.person(PERSON).await.unwrap().last_sign_in_at.unwrap();
    let set = |at: chrono::DateTime<chrono::Utc>| format!("UPDATE account SET last_sign_in_at = '{}'", at.to_rfc3339());
    t.forge(&set(before + Duration::minutes(1))).await.unwrap();
    assert_eq!(guess(&t, &outside, PERSON).await, 422);
    t.forge(&set(before)).await.unwrap();
    guesses(&t, &outside, PERSON, 1).await;
    assert_eq!(locks(&t, PERSON).await, (false, true));
}
