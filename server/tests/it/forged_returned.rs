//! S10: what somebody writes into an account does not become a fact when the person is removed and invited again.

use crate::forged::uuid;
use crate::invitations::invite;
use crate::support::{Browser, TestApp, row};
use app::permission::Role;
use chrono::Duration;
use server::storage::entity::account::Stored;
use uuid::Uuid;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const OWNER: &str = "owner@takasakiya.example.jp";
const LONG_AGO: &str = "'2001-02-03T00:00:00+00:00'";
const NEW: &str = "wet lattice 7 ravine";

/// True if a page says the forged time in any form.
fn is_said(page: &str) -> bool {
    ["2001-0", "2001/0", "2001年"].iter().any(|year| page.contains(year))
}

async fn forge(t: &TestApp, id: Uuid, change: &str) {
    t.forge(&format!("UPDATE account SET {change} WHERE id = {}", uuid(t, id))).await.unwrap();
}

/// Removes a person and invites them again; they return.
async fn returns(t: &TestApp, owner: Browser, id: Uuid) -> Browser {
    assert_eq!(owner.post("/members/leave", &[("id", &id.to_string()), ("confirmed", "yes")]).await.status, 303);
    t.clock.advance(Duration::days(1));
    let owner = t.sign_in(OWNER).await;
    assert_eq!(invite(&owner, VIEWER, "viewer").await.status, 303);
    server::outbox::work(&t.app).await.unwrap();
    let person = t.browser();
    person.get(&t.link_to_page(VIEWER, "/join")).await;
    assert_eq!(person.post("/join", &[("new", NEW), ("again", NEW)]).await.status, 303);
    owner
}

#[tokio::test]
async fn s10_no_forged_value_of_an_account_is_a_fact_after_the_person_returns() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = row::<Stored>(&t, id).await;
    let times = ["created_at", "last_sign_in_at", "change_wanted_at", "password_set_at", "locked_at", "devices_since"];
    let times = times.map(|column| format!("{column} = {LONG_AGO}")).join(", ");
    forge(&t, id, &format!("{times}, language = 'en', password_hash = 'x', sessions_no = 2147483647")).await;
    forge(&t, id, "may_download = TRUE, must_change_password = TRUE, password_no = -5").await;
    let left = t.now();
    let owner = returns(&t, owner, id).await;
    let now = row::<Stored>(&t, id).await;
    assert_eq!((now.created_at, now.last_sign_in_at, now.change_wanted_at), (before.joined_at(), None, None));
    assert_eq!(now.locked_at, Some(left), "a lock that it had stays, with the time that is known");
    assert!(!now.may_download && !now.must_change_password && now.language.is_none());
    assert!(now.sessions_version > before.sessions_version && now.sessions_version < i32::MAX, "sessions can be ended");
    assert!(now.password_version > before.password_version);
    assert_eq!(t.scalar("SELECT count(*) FROM password_history WHERE password_hash = 'x'").await, 0);
    for page in [format!("/members/{id}"), "/members".to_owned(), "/account-ledger".to_owned()] {
        let body = owner.get(&page).await.body;
        assert!(!is_said(&body), "{page}: {body}");
    }
}

/// The signature does not cover when an account was made. Its id tells that, and the signature covers the id.
#[tokio::test]
async fn s10_no_page_says_that_an_account_is_older_than_it_is() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    forge(&t, id, &format!("created_at = {LONG_AGO}")).await;
    for page in [format!("/members/{id}"), "/members".to_owned(), "/account-ledger".to_owned()] {
        let shown = owner.get(&page).await;
        assert_eq!(shown.status, 200, "{page}");
        assert!(!is_said(&shown.body), "{page}: {}", shown.body);
    }
    assert!(owner.get("/account-ledger").await.body.contains("2026"));
}
