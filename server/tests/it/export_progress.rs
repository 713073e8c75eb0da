//! The progress of an export, sent to its watchers.

use crate::exports::{MANY, start, started, work};
use crate::people::fill;
use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use futures_util::StreamExt;
use std::time::Duration as Wait;

#[tokio::test]
async fn progress_is_pushed_to_the_end() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, MANY).await;
    let mut stream = owner.client.get(format!("{}{path}/progress", owner.base)).send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    // The state is sent at once; the work begins after that.
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
    let (owner, path) = started(&t, 20).await;
    let stream = owner.client.get(format!("{}{path}/progress", owner.base)).send().await.unwrap();
    let mut stream = stream.bytes_stream();
    assert!(stream.next().await.unwrap().unwrap().starts_with(b"data: waiting"));
    let seen = "SELECT COUNT(*) FROM session WHERE last_seen_at = created_at AND account_id IS NOT NULL";
    t.clock.advance(Duration::minutes(2));
    // Long enough for the watcher to have checked the session again.
    let rest = async { while stream.next().await.is_some() {} };
    tokio::pin!(rest);
    assert!(tokio::time::timeout(Wait::from_secs(17), &mut rest).await.is_err(), "it goes on");
    assert_eq!(t.scalar(seen).await, 1, "watching is not doing");
    t.tamper("DELETE FROM session").await.unwrap();
    assert!(tokio::time::timeout(Wait::from_secs(20), rest).await.is_ok(), "still watching without a session");
}

/// A stream, open until it is dropped.
async fn watch(browser: &Browser, path: &str) -> reqwest::Response {
    let mut request = browser.client.get(format!("{}{path}/progress", browser.base));
    request = request.header("accept", "text/event-stream");
    if let Some(place) = browser.place() {
        request = request.header("x-forwarded-for", place);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn many_who_watch_are_one_look_and_a_session_has_so_many_streams() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 20).await;
    let mut streams = Vec::new();
    for _ in 0..6 {
        let mut stream = watch(&owner, &path).await;
        assert!(stream.chunk().await.unwrap().unwrap().starts_with(b"data: waiting 0 20"));
        streams.push(stream);
    }
    assert_eq!(watch(&owner, &path).await.status().as_u16(), 429);
    let other = t.sign_in("owner@takasakiya.example.jp").await;
    let mut stream = watch(&other, &path).await;
    assert_eq!(stream.status().as_u16(), 200, "another session has its own");
    assert!(stream.chunk().await.unwrap().unwrap().starts_with(b"data: waiting"));
    streams.push(stream);
    assert_eq!(t.app.watchers.looks(), 1);
    work(&t, &owner, &path).await;
    for stream in streams {
        let told = stream.text().await.unwrap();
        assert!(told.trim_end().ends_with("data: done 20 20"), "{told}");
    }
    assert_eq!(t.app.watchers.looks(), 0, "nobody looks any more");
    assert_eq!(watch(&owner, &path).await.status().as_u16(), 200, "who has ended makes room");
}

#[tokio::test]
async fn watching_ends_where_one_may_not_be() {
    const OFFICE: &str = "203.0.113.7";
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.other.id, 20).await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let path = start(&owner, &[]).await;
    let mut stream = watch(&owner.at("192.0.2.9"), &path).await.bytes_stream();
    assert!(stream.next().await.unwrap().unwrap().starts_with(b"data: waiting"));
    let office = owner.at(OFFICE);
    let added = office.post("/security/networks/add", &[("network", "203.0.113.0/24"), ("note", "本社")]).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let on = office.post("/security/networks", &[("scope", "everyone")]).await;
    assert_eq!(on.status, 303, "{}", on.body);
    let rest = async { while stream.next().await.is_some() {} };
    assert!(tokio::time::timeout(Wait::from_mins(1), rest).await.is_ok(), "still watching from elsewhere");
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["access.denied:denied"]);
}
