//! The log's chain: every kind of tampering is found; erasing personal details is not tampering.

use crate::support::{PASSWORD, TestApp};
use app::operation_logs::acts;
use app::permission::Role;
use app::support::api::TENANTS;
use server::door::Request;
use server::log::event::Event;
use server::log::{Checkpoints, Finding, Verdict, Which, verify_tenant};
use uuid::Uuid;

const APPEND_ONLY: &str = "the operation log is append-only";

pub async fn verdict(t: &TestApp) -> Verdict {
    verdict_of(t, t.own.id).await
}

pub async fn verdict_of(t: &TestApp, tenant: Uuid) -> Verdict {
    let keys = t.app.keys.tenant(&t.db, tenant).await.unwrap();
    let checkpoints = Checkpoints::read(&t.app.config.checkpoint_path(), &t.app.keys).unwrap().witnessed;
    let own = checkpoints.get(&tenant).cloned().unwrap_or_default();
    verify_tenant(&t.db, &t.app.keys, Some(&keys), tenant, Some(&own)).await.unwrap()
}

/// Writes checkpoints. Returns the number of logs that contradict earlier ones.
pub async fn witness(t: &TestApp) -> u64 {
    t.app.witness.look(&t.db, &t.app.keys, t.now(), Which::Grown).await.unwrap()
}

/// Tampers with the log of a company with some entries, on a database that allows it.
async fn tampered(sql: &str) -> Verdict {
    let t = TestApp::new().await;
    for _ in 0..3 {
        t.browser().get("/").await;
    }
    let browser = t.signed_in(Role::Viewer).await;
    browser.post("/sign-out", &[]).await;
    t.sign_in("viewer@takasakiya.example.jp").await;
    assert_eq!(verdict(&t).await, Verdict::Good(5));
    witness(&t).await;
    drop_guards(&t).await;
    for statement in sql.split(";;") {
        let own = if t.is_postgres() { format!("'{}'", t.own.id) } else { format!("X'{}'", t.own.id.simple()) };
        t.tamper(&statement.replace("$OWN", &own)).await.unwrap();
    }
    verdict(&t).await
}

pub async fn drop_guards(t: &TestApp) {
    let statements: &[&str] = if t.is_postgres() {
        &["DROP TRIGGER operation_log_no_change ON operation_log"]
    } else {
        &["DROP TRIGGER operation_log_no_update", "DROP TRIGGER operation_log_no_delete"]
    };
    for statement in statements {
        t.tamper(statement).await.unwrap();
    }
}

#[tokio::test]
async fn the_database_refuses_update_and_delete() {
    let t = TestApp::new().await;
    t.signed_in(Role::Viewer).await;
    for sql in ["UPDATE operation_log SET result = 'success'", "DELETE FROM operation_log"] {
        let refused = t.tamper(sql).await.unwrap_err().to_string();
        assert!(refused.contains(APPEND_ONLY), "{refused}");
    }
}

#[tokio::test]
async fn an_edited_entry_is_named() {
    let edit = "UPDATE operation_log SET result = 'denied' WHERE tenant_id = $OWN AND seq = 2";
    assert_eq!(tampered(edit).await, Verdict::Bad(2, Finding::Changed));
}

#[tokio::test]
async fn a_deleted_entry_is_named() {
    let delete = "DELETE FROM operation_log WHERE tenant_id = $OWN AND seq = 3";
    assert_eq!(tampered(delete).await, Verdict::Bad(3, Finding::Missing));
}

#[tokio::test]
async fn the_newest_entry_is_protected_too() {
    let delete = "DELETE FROM operation_log WHERE tenant_id = $OWN AND seq = 5";
    assert_eq!(tampered(delete).await, Verdict::Bad(5, Finding::Missing));
    let edit = "UPDATE operation_log SET object_id = 'x' WHERE tenant_id = $OWN AND seq = 5";
    assert_eq!(tampered(edit).await, Verdict::Bad(5, Finding::Changed));
}

#[tokio::test]
async fn moving_the_head_back_needs_a_signature() {
    let back = "DELETE FROM operation_log WHERE tenant_id = $OWN AND seq = 5;;\
        UPDATE operation_log_head SET seq = 4, hash = (SELECT hash FROM operation_log WHERE tenant_id = $OWN AND seq = 4) \
        WHERE tenant_id = $OWN";
    assert_eq!(tampered(back).await, Verdict::Bad(4, Finding::HeadForged));
    let gone = "DELETE FROM operation_log_head WHERE tenant_id = $OWN";
    assert_eq!(tampered(gone).await, Verdict::Bad(5, Finding::HeadMissing));
}

#[tokio::test]
async fn swapped_and_foreign_entries_are_named() {
    let swap = "UPDATE operation_log SET seq = 99 WHERE tenant_id = $OWN AND seq = 2;;\
        UPDATE operation_log SET seq = 2 WHERE tenant_id = $OWN AND seq = 3;;\
        UPDATE operation_log SET seq = 3 WHERE tenant_id = $OWN AND seq = 99";
    assert_eq!(tampered(swap).await, Verdict::Bad(2, Finding::Changed));
}

#[tokio::test]
async fn changed_personal_details_are_named() {
    let swap = "UPDATE operation_log_personal SET sealed = \
        (SELECT p.sealed FROM operation_log_personal p WHERE p.tenant_id = $OWN AND p.seq = 1) WHERE tenant_id = $OWN AND seq = 4";
    assert_eq!(tampered(swap).await, Verdict::Bad(4, Finding::PersonalChanged));
}

#[tokio::test]
async fn erasure_of_personal_details_is_fine_if_the_log_tells_of_it() {
    let erase = "DELETE FROM operation_log_personal WHERE tenant_id = $OWN AND seq < 4";
    assert_eq!(tampered(erase).await, Verdict::Bad(1, Finding::PersonalMissing));
    let t = TestApp::new().await;
    t.signed_in(Role::Viewer).await;
    let tx = Request::system(&t.app, t.own.id, "test").write(TENANTS).await.unwrap();
    tx.commit(Event::new(acts::ERASE_PERSONAL).with(acts::FROM, 1).with(acts::TO, 3)).await.unwrap();
    t.tamper("DELETE FROM operation_log_personal WHERE seq <= 3").await.unwrap();
    assert_eq!(verdict(&t).await, Verdict::Good(4));
}

#[tokio::test]
async fn numbers_have_no_gap_when_many_write_at_once() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, "a@example.jp").await;
    let before = t.log_len(t.own.id).await;
    let sign_ins = (0..20).map(|_| async {
        t.browser().post("/sign-in", &[("email", "a@example.jp"), ("password", PASSWORD)]).await.status
    });
    let statuses = futures_util::future::join_all(sign_ins).await;
    assert!(statuses.iter().all(|s| *s == 303), "{statuses:?}");
    assert_eq!(verdict(&t).await, Verdict::Good(u64::try_from(before).unwrap() + 20));
}
