//! The progress of an export, pushed to whoever watches.

use crate::exports::{MANY, start, work};
use crate::people::fill;
use crate::support::TestApp;
use app::permission::Role;
use chrono::Duration;
use futures_util::StreamExt;
use std::time::Duration as Wait;

#[tokio::test]
async fn progress_is_pushed_to_the_end() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, MANY).await;
    let owner = t.signed_in(Role::Owner).await;
    let path = start(&owner, &[]).await;
    let mut stream = owner.client.get(format!("{}{path}/progress", owner.base)).send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    // How it stands is told at once; the work begins after that.
    let first = stream.chunk().await.unwrap().unwrap();
    let told = tokio::spawn(async move { stream.text().await.unwrap() });
    work(&t, &owner, &path).await;
    let told = format!("{}{}", String::from_utf8_lossy(&first), told.await.unwrap());
    let told: Vec<&str> = told.lines().filter_map(|l| l.strip_prefix("data: ")).collect();
    assert_eq!((told.first(), told.last()), (Some(&"waiting 0 4500"), Some(&"done 4500 4500")), "{told:?}");
}

#[tokio::test]
async fn watching_ends_with_the_session_and_does_not_extend_it() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 20).await;
    let owner = t.signed_in(Role::Owner).await;
    let path = start(&owner, &[]).await;
    let stream = owner.client.get(format!("{}{path}/progress", owner.base)).send().await.unwrap();
    let mut stream = stream.bytes_stream();
    assert!(stream.next().await.unwrap().unwrap().starts_with(b"data: waiting"));
    let seen = "SELECT COUNT(*) FROM session WHERE last_seen_at = created_at AND account_id IS NOT NULL";
    t.clock.advance(Duration::minutes(2));
    // Long enough for the watcher to have checked the session anew.
    let rest = async { while stream.next().await.is_some() {} };
    tokio::pin!(rest);
    assert!(tokio::time::timeout(Wait::from_secs(17), &mut rest).await.is_err(), "it goes on");
    assert_eq!(t.scalar(seen).await, 1, "watching is not doing");
    t.tamper("DELETE FROM session").await.unwrap();
    assert!(tokio::time::timeout(Wait::from_secs(20), rest).await.is_ok(), "still watching without a session");
}
