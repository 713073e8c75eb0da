//! S10: a person who can write to the database puts back an older row that the program wrote. The row opens nothing.

use crate::forged::alarms;
use crate::support::{PASSWORD, TestApp, put_back};
use app::permission::Role;
use futures_util::future::join_all;
use server::storage::entity::account;
use uuid::Uuid;

const VIEWER: &str = "viewer@takasakiya.example.jp";

pub async fn row(t: &TestApp, id: Uuid) -> account::Stored {
    crate::support::row(t, id).await
}

async fn tries(t: &TestApp) -> u16 {
    t.browser().post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await.status
}

#[tokio::test]
async fn s10_an_account_from_before_its_suspension_is_not_put_back() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let open = t.sign_in(VIEWER).await;
    let before = row(&t, id).await;
    assert_eq!(owner.post("/members/suspend", &[("id", &id.to_string())]).await.status, 303);
    let suspended = row(&t, id).await;
    put_back(&t, &before).await;
    assert_eq!((tries(&t).await, open.get("/account").await.status), (422, 303));
    assert!(crate::forged_shown::marked(&owner, "/members").await);
    assert_eq!(alarms(&t).await, [("account".to_owned(), id.to_string())]);
    // The old row is not changed, so it does not get the signature of a newer one.
    owner.post("/members/sign-out", &[("id", &id.to_string())]).await;
    assert_eq!(row(&t, id).await.version, before.version);
    put_back(&t, &suspended).await;
    assert_eq!(owner.post("/members/resume", &[("id", &id.to_string())]).await.status, 303);
    assert_eq!(tries(&t).await, 303, "the right row is good again");
}

#[tokio::test]
async fn s10_no_session_that_was_ended_comes_back_with_the_row_of_its_account() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.sign_in(VIEWER).await;
    let before = row(&t, id).await;
    let here = t.sign_in(VIEWER).await;
    here.post("/sign-out", &[]).await;
    put_back(&t, &before).await;
    assert_eq!(tries(&t).await, 422, "what a sign-in has changed is newer as well");
    assert_eq!(alarms(&t).await.len(), 1);
}

/// A change that is rolled back, or a row read a moment too early, does not count as an older row.
#[tokio::test]
async fn rows_that_change_while_they_are_read_raise_no_alarm() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let looks = join_all((0..40).map(|_| owner.get("/members")));
    let (pages, sign_ins) = futures_util::join!(looks, join_all((0..8).map(|_| tries(&t))));
    assert!(
        pages.iter().all(|page| page.status == 200) && sign_ins.iter().all(|status| *status == 303),
        "{sign_ins:?}"
    );
    assert!(alarms(&t).await.is_empty());
}
