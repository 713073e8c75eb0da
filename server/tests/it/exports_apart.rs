//! A company's exports run one after another, whatever their rows went through.

use crate::exports::{id, start, work};
use crate::forged::uuid;
use crate::people::fill;
use crate::support::{Browser, TestApp, until};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ConnectionTrait, TransactionTrait};
use server::base::clock::Clock;
use tokio_util::sync::CancellationToken;

/// A company with end users and two exports that wait, its owner, and the addresses of the exports.
async fn two_waiting() -> (TestApp, Browser, [String; 2]) {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 5).await;
    let owner = t.signed_in(Role::Owner).await;
    let paths = [start(&owner, &[]).await, start(&owner, &[]).await];
    (t, owner, paths)
}

async fn set(t: &TestApp, path: &str, change: &str) {
    let at = uuid(t, id(path).parse().unwrap());
    t.tamper(&format!("UPDATE export SET {change} WHERE id = {at}")).await.unwrap();
}

async fn count(t: &TestApp, path: &str, state: &str) -> i64 {
    let at = uuid(t, id(path).parse().unwrap());
    t.scalar(&format!("SELECT count(*) FROM export WHERE state = '{state}' AND id = {at}")).await
}

/// One that was put right after another one had begun beside it, and the process ended.
#[tokio::test]
async fn exports_of_one_company_that_were_both_abandoned_are_resumed_one_after_another() {
    let (t, owner, [first, second]) = two_waiting().await;
    for path in [&first, &second] {
        set(&t, path, "state = 'running', lease_by = 'dead', lease_until = NULL").await;
    }
    let last = start(&owner, &[]).await;
    assert_eq!(work(&t, &owner, &last).await.text(".badge").as_deref(), Some("Done"));
    for path in [&first, &second] {
        assert_eq!(count(&t, path, "done").await, 1);
    }
    let log = owner.get("/operation-logs?action=export.progress").await;
    assert_eq!(log.count("tbody tr:not(.tbl-detail)"), 2, "each was resumed once: {}", log.body);
}

/// A process that has looked before another one began. What it found to do waits at the company's row.
#[tokio::test]
async fn of_two_processes_one_begins_while_the_other_waits() {
    let (t, owner, [first, second]) = two_waiting().await;
    if !t.is_postgres() {
        return;
    }
    set(&t, &first, "state = 'cancelled'").await;
    let company = t.db.begin().await.unwrap();
    let row = format!("SELECT id FROM tenant WHERE id = {} FOR UPDATE", uuid(&t, t.own.id));
    company.execute_unprepared(&row).await.unwrap();
    let stop = CancellationToken::new();
    let worker = tokio::spawn(server::features::exports::run(t.app.clone(), stop.clone()));
    let waits = "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) \
                 WHERE NOT granted AND datname = current_database()";
    until("the worker waits at the company", async || t.scalar(waits).await > 0).await;
    let until_then = (t.clock.now() + Duration::seconds(20)).to_rfc3339();
    let lease = format!("state = 'running', lease_by = 'another process', lease_until = '{until_then}'");
    set(&t, &first, &lease).await;
    company.rollback().await.unwrap();
    until("the worker has looked", async || t.scalar(waits).await == 0).await;
    // The other company's export shows that the worker goes on.
    fill(&t.app, &t.db, t.other.id, 1).await;
    let others = start(&t.signed_in_elsewhere(Role::Owner).await, &[]).await;
    until("another company's export is done", async || count(&t, &others, "done").await == 1).await;
    assert_eq!(count(&t, &second, "waiting").await, 1, "one after another");
    set(&t, &first, "state = 'cancelled'").await;
    until("the next one is done", async || count(&t, &second, "done").await == 1).await;
    stop.cancel();
    worker.await.unwrap();
    drop(owner);
}
