//! S10: a person who can write to the database puts back a row that another process of the same data folder has changed or
//! ended: the command of an operator beside the console, or a second console. What one has seen, the others know as well.

use crate::forged_older::row;
use crate::forged_put_back::{CONSENT, is_told};
use crate::forged_restarts::tries;
use crate::support::{TestApp, only, put_all_back, put_back, rows};
use app::error::AppError;
use app::members::acts;
use app::permission::Role;
use app::support::api::LOGS;
use server::door::fault::Fault;
use server::door::{Request, people};
use server::features::tenants;
use server::log::event::Event;
use server::state::AppState;
use server::storage::entity::{access_consent, session};
use std::sync::Arc;

const STAFF: &str = "support@takasakiya.example.jp";
const VIEWER: &str = "viewer@takasakiya.example.jp";

/// Another process of the same data folder.
async fn beside(t: &TestApp) -> Arc<AppState> {
    match t.second_process().await {
        Some(process) => process,
        None => t.app.by(t.clock.clone()).await.unwrap(),
    }
}

#[tokio::test]
async fn s10_a_member_of_staff_who_left_by_a_command_is_not_put_back() {
    let t = TestApp::new().await;
    let command = beside(&t).await;
    let staff = t.signed_in(Role::Support).await;
    assert_eq!(staff.get("/support").await.status, 200);
    let id = t.id_of(STAFF).await;
    let (account, sessions) = (row(&t, id).await, rows::<session::Model>(&t).await);
    tenants::staff_leave(&command, STAFF, "異動").await.unwrap();
    put_back(&t, &account).await;
    put_all_back(&t, &sessions).await;
    assert_eq!(staff.get("/support").await.status, 303);
    is_told(&t, "account", id).await;
    assert_eq!(tries(&t, t.address, STAFF).await, 422);
    assert_eq!(row(&t, id).await.version, account.version, "nothing newer is signed on top of it");
}

#[tokio::test]
async fn s10_an_account_from_before_a_reset_by_a_command_is_not_put_back() {
    let t = TestApp::new().await;
    let command = beside(&t).await;
    t.signed_in(Role::Support).await;
    let id = t.id_of(STAFF).await;
    let account = row(&t, id).await;
    tenants::reset(&command, STAFF, "lost the phone", false).await.unwrap();
    put_back(&t, &account).await;
    assert_eq!(tries(&t, t.address, STAFF).await, 422, "with the password from before");
    is_told(&t, "account", id).await;
}

#[tokio::test]
async fn s10_a_consent_that_another_console_has_ended_is_not_put_back() {
    let t = TestApp::new().await;
    let Some(second) = t.second_address().await else { return };
    let (owner, staff) = (t.signed_in_elsewhere(Role::Owner).await, t.signed_in(Role::Support).await);
    let log = format!("/support/tenants/{}/operation-logs", t.other.id);
    assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
    let was = only::<access_consent::Model>(&t).await;
    assert_eq!((staff.get(&log).await.status, staff.to(second).get(&log).await.status), (200, 200));
    let ended = owner.to(second).post("/consents/end", &[("id", &was.id.to_string())]).await;
    assert_eq!(ended.status, 303, "{}", ended.body);
    put_back(&t, &was).await;
    assert_eq!((staff.get(&log).await.status, staff.to(second).get(&log).await.status), (403, 403));
    is_told(&t, "access_consent", was.id).await;
}

/// The other process has begun before the change, so it reads only before its commit that the row is an older one.
#[tokio::test]
async fn s10_no_transaction_signs_a_newer_version_on_top_of_a_row_that_was_put_back_meanwhile() {
    let t = TestApp::new().await;
    let Some(second) = t.second_process().await else { return };
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = row(&t, id).await;
    let tx = Request::system(&second, t.own.id, "sekisho").write(LOGS).await.unwrap();
    assert_eq!(owner.post("/members/suspend", &[("id", &id.to_string())]).await.status, 303);
    put_back(&t, &before).await;
    let allow = |row: &mut server::storage::entity::account::Stored| {
        row.may_download = true;
        true
    };
    assert!(people::change(&tx, id, allow).await.unwrap());
    let refused = tx.commit(Event::new(acts::SET_DOWNLOAD).on("account", id, "")).await;
    assert!(matches!(refused, Err(Fault::App(AppError::Altered))), "{refused:?}");
    assert_eq!(row(&t, id).await.version, before.version);
}

/// What pages and commands name as the way out works, however old the row is.
#[tokio::test]
async fn s10_an_account_that_was_put_back_can_be_removed_however_old_it_is() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let was = row(&t, id).await;
    for act in ["suspend", "resume", "suspend", "resume"] {
        assert_eq!(owner.post(&format!("/members/{act}"), &[("id", &id.to_string())]).await.status, 303, "{act}");
    }
    put_back(&t, &was).await;
    assert_eq!(owner.post("/members/leave", &[("id", &id.to_string()), ("confirmed", "yes")]).await.status, 303);
    assert!(row(&t, id).await.has_left());
    t.signed_in(Role::Support).await;
    let id = t.id_of(STAFF).await;
    let was = row(&t, id).await;
    for _ in 0..2 {
        tenants::reset(&t.app, STAFF, "lost the phone", false).await.unwrap();
    }
    put_back(&t, &was).await;
    tenants::staff_leave(&t.app, STAFF, "異動").await.unwrap();
    assert!(row(&t, id).await.has_left());
}
