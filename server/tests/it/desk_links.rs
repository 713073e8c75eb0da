//! The link at the end of a case: what ends when it is sent, and what the desk sees of it.

use crate::cases::{PERSON, Scene, set_password};
use crate::support::PASSWORD;
use chrono::Duration;

/// The desk's reset ends the old password when the link is sent, not when it is used (MS-16).
#[tokio::test]
async fn ms_16_the_desks_reset_ends_the_old_password_and_all_sessions_at_once() {
    let s = Scene::new().await;
    s.t.tamper("UPDATE account SET locked_at = NULL, failed_attempts = 0").await.unwrap();
    let thief = s.t.sign_in(PERSON).await;
    assert_eq!(thief.get("/").await.status, 200);
    let path = s.approved().await;
    assert_eq!(thief.get("/").await.location.map(|to| to.starts_with("/sign-in")), Some(true));
    let old = [("email", PERSON), ("password", PASSWORD)];
    assert_eq!(s.t.browser().post("/sign-in", &old).await.status, 422);
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 303);
}

/// The desk sees at the case that the mail with the link failed, and sends another one.
#[tokio::test]
async fn a_link_that_did_not_arrive_is_seen_at_its_case() {
    let s = Scene::new().await;
    s.approved().await;
    let page = format!("/support/cases/{}", s.id);
    assert!(!s.second.get(&page).await.body.contains("Not delivered"));
    s.t.tamper("UPDATE mail SET state = 'dead', failure = 'smtp 550' WHERE about IS NOT NULL").await.unwrap();
    let shown = s.second.get(&page).await.body;
    assert!(shown.contains("Not delivered") && shown.contains("550"), "{shown}");
    s.t.clock.advance(Duration::seconds(1));
    s.step(&s.second, "/support/cases/send-again").await;
    assert!(!s.second.get(&page).await.body.contains("Not delivered"));
}
