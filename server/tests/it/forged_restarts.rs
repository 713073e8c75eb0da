//! S10: a person who can write to the database waits until the console is stopped, and puts older rows of the program back.
//! The next process over the same data folder still knows the newer ones.

use crate::forged::alarms;
use crate::forged_ends::dead;
use crate::forged_older::row;
use crate::forged_sessions::{Stubborn, copy};
use crate::support::{Browser, PASSWORD, TestApp, put_all_back, put_back};
use app::permission::Role;
use chrono::Duration;
use server::cli::audit;
use server::http::listen::Listening;
use server::state::AppState;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

const VIEWER: &str = "viewer@takasakiya.example.jp";

/// The console, started again over the same data folder and database.
pub async fn restarted(t: &TestApp) -> (Arc<AppState>, SocketAddr) {
    let app = t.app.by(t.clock.clone()).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(Listening::new(&app, listener).unwrap().serve());
    (app, address)
}

/// The status of a sign-in with the correct password.
pub async fn tries(t: &TestApp, address: SocketAddr, email: &str) -> u16 {
    let browser = Browser::new(address, t.app.config.origin());
    browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await.status
}

#[tokio::test]
async fn s10_no_older_account_is_put_back_while_the_console_is_stopped() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.sign_in(VIEWER).await;
    let before = row(&t, id).await;
    assert_eq!(owner.post("/members/suspend", &[("id", &id.to_string())]).await.status, 303);
    let suspended = row(&t, id).await;
    put_back(&t, &before).await;
    let (app, address) = restarted(&t).await;
    assert_eq!(tries(&t, address, VIEWER).await, 422);
    assert_eq!(alarms(&t).await, [("account".to_owned(), id.to_string())]);
    let found = audit::all(&app, &t.db).await.unwrap();
    let older = [("account", id.to_string())];
    assert_eq!((found.older.as_slice(), found.forged.len(), found.is_clean()), (older.as_slice(), 0, false));
    put_back(&t, &suspended).await;
    assert!(audit::all(&app, &t.db).await.unwrap().is_clean(), "the right row is good again");
}

#[tokio::test]
async fn s10_no_ended_session_is_put_back_with_its_account_while_the_console_is_stopped() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let here = t.sign_in(VIEWER).await;
    for how in ["signed out", "ended from another device", "ended with all others"] {
        let mut thief = Stubborn::new(&t).await;
        let (before, rows) = (row(&t, id).await, copy(&t).await);
        let rows: Vec<_> = rows.into_iter().filter(|row| row.id_hash == thief.id_hash()).collect();
        let theirs = hex::encode(thief.id_hash());
        match how {
            "signed out" => assert_eq!(thief.post("/sign-out", &[], false).await, 303),
            "ended with all others" => {
                assert_eq!(here.post("/account/sessions/end-others", &[]).await.status, 303);
            }
            _ => assert_eq!(here.post("/account/sessions/end", &[("id", &theirs)]).await.status, 303),
        }
        let after = row(&t, id).await;
        put_all_back(&t, &rows).await;
        put_back(&t, &before).await;
        let thief = thief.to(restarted(&t).await.1);
        assert!(!thief.opens().await && !thief.opens().await, "{how}");
        put_back(&t, &after).await;
        assert!(!thief.opens().await, "{how}");
    }
}

#[tokio::test]
async fn s10_no_id_that_was_replaced_is_put_back_while_the_console_is_stopped() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let mut viewer = Stubborn::new(&t).await;
    let (thief, rows) = (viewer.to(t.address), copy(&t).await);
    assert_eq!(viewer.post("/account/prove", &[("password", PASSWORD)], true).await, 303);
    put_all_back(&t, &rows).await;
    let (_, address) = restarted(&t).await;
    assert!(viewer.to(address).opens().await && !thief.to(address).opens().await);
}

#[tokio::test]
async fn what_is_known_of_sessions_is_dropped_once_no_copy_is_valid() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    for _ in 0..5 {
        let browser = t.sign_in(VIEWER).await;
        assert_eq!(browser.post("/account/prove", &[("password", PASSWORD)]).await.status, 303);
        browser.post("/sign-out", &[]).await;
    }
    let known = || std::fs::read_to_string(t.app.config.known_rows_path()).unwrap().lines().count();
    assert_eq!(dead(&t), 10);
    t.app.sessions.forget().await.unwrap();
    assert_eq!((dead(&t), known()), (10, 11), "the account once, in its newest version");
    t.clock.advance(Duration::hours(1));
    t.app.sessions.forget().await.unwrap();
    assert_eq!((dead(&t), known()), (0, 1), "the hourly sweep");
    t.sign_in(VIEWER).await.post("/sign-out", &[]).await;
    assert_eq!(dead(&t), 1);
    t.clock.advance(Duration::hours(1));
    t.app.by(t.clock.clone()).await.unwrap();
    assert_eq!((dead(&t), known()), (0, 1), "the start");
}
