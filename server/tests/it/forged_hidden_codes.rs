//! S10: recovery codes whose rows somebody takes away while the set is replaced, removed or begun again. Their set is not the
//! one in force, so they count for nothing when they are put back.

use crate::forged_hidden::browser_at;
use crate::forged_put_back::is_told;
use crate::forged_restarts::restarted;
use crate::second_factor::{MANAGED_OWNER, VIEWER, half_way, secret, set_up, texts, verify};
use crate::support::{Answer, Browser, PASSWORD, TestApp, code_at, put_all_back, rows};
use app::permission::Role;
use chrono::Duration;
use sea_orm::EntityTrait;
use server::cli::audit;
use server::cli::restart::restart_log;
use server::storage::entity::recovery_code::{Entity, Model};
use uuid::Uuid;

async fn hide(t: &TestApp) -> Vec<Model> {
    let hidden = rows(t).await;
    Entity::delete_many().exec(&t.db).await.unwrap();
    hidden
}

/// Begins another second step with a code of the one in force. Returns its secret and its recovery codes.
async fn begin(t: &TestApp, by: &Browser, code: &str) -> (Vec<u8>, Vec<String>) {
    assert_eq!(by.post("/account/two-step/start", &[("code", code)]).await.status, 303);
    let new = secret(&by.get("/account/two-step").await);
    let proved = by.post("/account/two-step/prove", &[("code", &code_at(&new, t.now().timestamp()))]).await;
    assert_eq!(proved.status, 303, "{}", proved.body);
    (new, texts(&by.get("/account/two-step/codes").await, ".codes code"))
}

/// Sets up another second step up to its end.
async fn renew(t: &TestApp, by: &Browser, code: &str) -> Vec<String> {
    let (_, new) = begin(t, by, code).await;
    assert_eq!(by.post("/account/two-step/codes", &[("code", &new[0])]).await.status, 303);
    new
}

/// The answer to a code behind the password, a while later.
async fn tries(t: &TestApp, email: &str, code: &str) -> Answer {
    t.clock.advance(Duration::minutes(5));
    verify(&half_way(t, email).await, code).await
}

/// The rows that are older than the data folder has seen them: tables and ids.
async fn older(t: &TestApp) -> Vec<(&'static str, String)> {
    audit::all(&restarted(t).await.0, &t.db).await.unwrap().older
}

#[tokio::test]
async fn s10_codes_that_were_hidden_while_they_were_replaced_open_nothing() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (app, old) = set_up(&t, &viewer).await;
    let (id, hidden) = (t.id_of(VIEWER).await, hide(&t).await);
    t.clock.advance(Duration::seconds(60));
    let new = renew(&t, &viewer, &code_at(&app, t.now().timestamp())).await;
    put_all_back(&t, &hidden).await;
    assert_eq!(tries(&t, VIEWER, &old[7]).await.status, 422);
    is_told(&t, "recovery_code", id).await;
    let browser = half_way(&t, VIEWER).await;
    t.clock.advance(Duration::minutes(5));
    assert_eq!(verify(&browser, &new[1]).await.status, 303, "those of the new set do");
    assert!(browser.get("/account/two-step").await.text("dl").unwrap().contains('9'), "and are counted alone");
    let found = older(&t).await;
    assert_eq!(found, vec![("recovery_code", id.to_string()); hidden.len()]);
    restart_log(&restarted(&t).await.0, t.own.id, "put back from a backup").await.unwrap();
    assert_eq!(older(&t).await, []);
    // The account's row was not put back with them, so they stay those of another set.
    let there = browser_at(&t, restarted(&t).await.1);
    t.clock.advance(Duration::minutes(5));
    there.post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
    assert_eq!(verify(&there, &old[7]).await.status, 422);
}

#[tokio::test]
async fn s10_codes_that_were_hidden_while_two_steps_were_removed_open_nothing() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (app, old) = set_up(&t, &viewer).await;
    let hidden = hide(&t).await;
    t.clock.advance(Duration::seconds(60));
    let code = code_at(&app, t.now().timestamp());
    assert_eq!(viewer.post("/account/two-step/stop", &[("code", &code)]).await.status, 303);
    // In the same instant, and then with a clock that was put back.
    for back in [Duration::zero(), Duration::seconds(30)] {
        t.clock.advance(-back);
        let (app, new) = set_up(&t, &viewer).await;
        put_all_back(&t, &hidden).await;
        assert_eq!(tries(&t, VIEWER, &old[7]).await.status, 422);
        is_told(&t, "recovery_code", t.id_of(VIEWER).await).await;
        assert_eq!(tries(&t, VIEWER, &new[7]).await.status, 303);
        t.clock.advance(-Duration::minutes(9));
        let code = code_at(&app, t.now().timestamp());
        assert_eq!(viewer.post("/account/two-step/stop", &[("code", &code)]).await.status, 303);
    }
}

#[tokio::test]
async fn s10_codes_that_were_never_typed_back_open_nothing() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (app, old) = set_up(&t, &viewer).await;
    t.clock.advance(Duration::seconds(60));
    let (_, begun) = begin(&t, &viewer, &code_at(&app, t.now().timestamp())).await;
    t.forge("UPDATE recovery_code SET in_force = TRUE").await.unwrap();
    assert_eq!(tries(&t, VIEWER, &begun[7]).await.status, 422);
    is_told(&t, "recovery_code", t.id_of(VIEWER).await).await;
    assert_eq!(tries(&t, VIEWER, &old[7]).await.status, 303, "those of the set in force do");
}

/// A code as older versions stored it.
fn unbound(t: &TestApp, account_id: Uuid, code: &str) -> Model {
    let code_hash = t.app.keys.recovery_hash(account_id, code);
    Model { account_id, code_hash, in_force: true, used_at: None, created_at: t.now() - Duration::days(9) }
}

#[tokio::test]
async fn codes_of_older_versions_open_until_they_are_replaced() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.id_of(MANAGED_OWNER).await;
    let [one, two] = ["AAAABBBBCCCCDDDD", "EEEEFFFFGGGGHHHH"].map(|code| unbound(&t, id, code));
    put_all_back(&t, &[one, two.clone()]).await;
    assert_eq!(older(&t).await, []);
    t.clock.advance(Duration::seconds(60));
    let browser = half_way(&t, MANAGED_OWNER).await;
    assert_eq!(verify(&browser, "AAAA-BBBB-CCCC-DDDD").await.status, 303);
    assert!(browser.get("/account/two-step").await.text("dl").unwrap().contains('1'), "one is left");
    assert_eq!(hide(&t).await.len(), 1);
    renew(&t, &owner, &t.code()).await;
    put_all_back(&t, &[two]).await;
    assert_eq!(tries(&t, MANAGED_OWNER, "EEEE-FFFF-GGGG-HHHH").await.status, 422);
    is_told(&t, "recovery_code", id).await;
    assert_eq!(older(&t).await, [("recovery_code", id.to_string())]);
    restart_log(&restarted(&t).await.0, t.other.id, "put back from a backup").await.unwrap();
    let there = browser_at(&t, restarted(&t).await.1);
    t.clock.advance(Duration::minutes(5));
    there.post("/sign-in", &[("email", MANAGED_OWNER), ("password", PASSWORD)]).await;
    assert_eq!(verify(&there, "EEEE-FFFF-GGGG-HHHH").await.status, 303);
}
