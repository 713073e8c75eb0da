//! The seal above the log says what the program has verified, and no more.

use crate::log_chain::{drop_guards, witness};
use crate::support::TestApp;
use app::permission::Role;
use chrono::{DateTime, Duration, Utc};
use server::features::operation_logs::check_logs;

const LOG: &str = "/operation-logs";

#[tokio::test]
async fn the_seal_stands_for_a_verified_log_alone() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let seal = async || owner.get(LOG).await.text(".log-seal").unwrap();
    assert!(seal().await.contains("not verified yet"), "{}", seal().await);
    witness(&t).await;
    check_logs(&t.app).await.unwrap();
    let verified = seal().await;
    assert!(verified.contains("Tamper detection: verified") && verified.contains("Nov 22, 2026"), "{verified}");
    assert!(verified.contains("Matches checkpoint #"), "{verified}");
    drop_guards(&t).await;
    let own = if t.is_postgres() { format!("'{}'", t.own.id) } else { format!("X'{}'", t.own.id.simple()) };
    t.forge(&format!("UPDATE operation_log SET result = 'denied' WHERE tenant_id = {own} AND seq = 1")).await.unwrap();
    let page = owner.get(&format!("{LOG}?system=show&result=denied")).await;
    assert!(page.body.contains("doesn't match what was recorded"), "the entry itself: {}", page.body);
    t.forge(&format!("UPDATE operation_log_head SET seq = seq + 1 WHERE tenant_id = {own}")).await.unwrap();
    assert!(seal().await.contains("problem found"), "an unsigned head");
}

/// A process that reads the whole log for the first time finds what was altered before.
#[tokio::test]
async fn an_altered_entry_breaks_the_seal() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    drop_guards(&t).await;
    let own = if t.is_postgres() { format!("'{}'", t.own.id) } else { format!("X'{}'", t.own.id.simple()) };
    t.forge(&format!("UPDATE operation_log SET result = 'denied' WHERE tenant_id = {own} AND seq = 1")).await.unwrap();
    check_logs(&t.app).await.unwrap();
    assert!(owner.get(LOG).await.text(".log-seal").unwrap().contains("problem found"));
    assert!(t.app.alarms.found_in("operation_log").into_iter().any(|log| log == t.own.id));
}

#[tokio::test]
async fn the_page_about_verification_has_the_key_of_the_files() {
    let t = TestApp::new().await;
    let (owner, staff) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    let key = hex::encode(t.app.keys.public_key());
    for (by, path, log) in [(&owner, LOG, t.own.id), (&staff, "/support/logs", server::seal::keys::PROVIDER)] {
        assert!(!by.get(path).await.body.contains(&key), "no hexadecimal wall on {path}");
        let page = by.get(&format!("{path}/verify")).await;
        assert_eq!(page.status, 200);
        let command = |at: DateTime<Utc>| {
            let file = format!("operation_log_{}.csv", server::base::when::file_stamp(at));
            Some(format!("sekisho log verify --key {key} --tenant {log} {file}"))
        };
        assert_eq!(page.text("pre"), command(t.now()), "nothing is downloaded yet");
        let downloaded = t.now();
        assert_eq!(by.get(&format!("{path}/file")).await.status, 200);
        t.clock.advance(Duration::minutes(2));
        assert_eq!(by.get(&format!("{path}/verify")).await.text("pre"), command(downloaded), "the file that they have");
    }
    assert_eq!(t.signed_in(Role::Viewer).await.get("/operation-logs/verify").await.status, 403);
}
