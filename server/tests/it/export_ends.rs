//! How data exports end: after a crash, failed, cancelled, or removed when their time is over.

use crate::exports::{MANY, bytes, files, id, start, started, work};
use crate::forged::uuid;
use crate::people::{assert_holds, fill};
use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;

#[tokio::test]
async fn a_crash_loses_and_doubles_nothing() {
    let t = TestApp::new().await;
    let people = fill(&t.app, &t.db, t.own.id, MANY).await;
    let owner = t.signed_in(Role::Owner).await;
    let path = start(&owner, &[]).await;
    work(&t, &owner, &path).await;
    let (whole, part) = files(&t, &path);
    let truth = bytes(&owner, &format!("{path}/file"), &[]).await.2;
    assert_holds(&truth, &people);
    let (ends, long) = (ends(&truth), std::fs::read(&whole).unwrap().len());
    // Recorded rows, and the length of the file when the process died.
    let (some, block) = (1_000, 70_000);
    for (rows, left) in [(0, 0), (0, long), (some, long), (some, 5 * block), (some, 10), (MANY, long), (MANY, block)] {
        std::fs::rename(&whole, &part).unwrap();
        let mut torn = std::fs::read(&part).unwrap();
        torn.resize(left, b'x');
        std::fs::write(&part, &torn).unwrap();
        let cursor = if rows == 0 { "NULL".into() } else { uuid(&t, people[rows - 1].0) };
        crash(&t, rows, if rows == 0 { 0 } else { ends[rows] }, &cursor).await;
        check(&t, &owner, &path, &truth).await;
    }
    // The crash comes after the file is renamed and before this is recorded.
    crash(&t, MANY, truth.len(), &uuid(&t, people[MANY - 1].0)).await;
    check(&t, &owner, &path, &truth).await;
}

/// The end positions of the heading and of each row.
fn ends(file: &[u8]) -> Vec<usize> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(file);
    let mut row = csv::ByteRecord::new();
    let mut ends = Vec::new();
    while rows.read_byte_record(&mut row).unwrap() {
        // The reader stops between CR and LF.
        ends.push(usize::try_from(rows.position().byte()).unwrap() + 1);
    }
    ends
}

async fn crash(t: &TestApp, rows: usize, bytes: usize, cursor: &str) {
    let update = format!(
        "UPDATE export SET state = 'running', rows_done = {rows}, bytes_done = {bytes}, cursor_id = {cursor}, \
         sha256 = NULL, finished_at = NULL, expires_at = NULL, lease_by = 'dead', lease_until = NULL"
    );
    t.tamper(&update).await.unwrap();
}

async fn check(t: &TestApp, owner: &Browser, path: &str, truth: &[u8]) {
    let page = work(t, owner, path).await;
    assert_eq!(page.text(".badge").as_deref(), Some("Done"), "{}", page.body);
    assert!(bytes(owner, &format!("{path}/file"), &[]).await.2 == truth, "another file than without a crash");
    let acts = t.newest_acts(t.own.id, 3).await;
    assert_eq!(acts, ["export.download:success", "export.finish:success", "export.progress:success"]);
}

#[tokio::test]
async fn changed_data_fails_visibly() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 20).await;
    t.tamper("DELETE FROM end_user WHERE id = (SELECT id FROM end_user LIMIT 1)").await.unwrap();
    let page = work(&t, &owner, &path).await;
    assert_eq!(page.text(".badge").as_deref(), Some("Failed"));
    assert!(page.text(".notice--danger").unwrap().starts_with("The data changed during the export"));
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["export.fail:failure"]);
    let (whole, part) = files(&t, &path);
    assert!(!whole.exists() && !part.exists());
    assert_eq!(owner.get(&format!("{path}/file")).await.status, 404);
}

#[tokio::test]
async fn cancelling_removes_the_file() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 20).await;
    let (_, part) = files(&t, &path);
    std::fs::create_dir_all(part.parent().unwrap()).unwrap();
    std::fs::write(&part, "half").unwrap();
    t.tamper("UPDATE export SET state = 'running', lease_by = 'another'").await.unwrap();
    let answer = owner.post("/exports/cancel", &[("id", id(&path))]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some(path.as_str())));
    assert!(!part.exists());
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["export.cancel:success"]);
    assert_eq!(work(&t, &owner, &path).await.text(".badge").as_deref(), Some("Stopped"));
    let late = owner.post("/exports/cancel", &[("id", id(&path))]).await;
    assert_eq!((late.status, late.location.as_deref()), (303, Some(path.as_str())));
    assert_eq!(
        owner.get(&path).await.text(".flash .notice--warn").as_deref(),
        Some("This export has already finished.")
    );
    assert_eq!(owner.get(&format!("{path}/file")).await.status, 404);
}

#[tokio::test]
async fn files_go_after_seven_days() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 20).await;
    work(&t, &owner, &path).await;
    let (whole, _) = files(&t, &path);
    t.clock.advance(Duration::days(7) - Duration::seconds(1));
    server::features::exports::expire(&t.app).await.unwrap();
    assert!(whole.exists());
    t.clock.advance(Duration::seconds(1));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    assert_eq!(owner.get(&format!("{path}/file")).await.status, 404, "over, even before the file is gone");
    server::features::exports::expire(&t.app).await.unwrap();
    assert!(!whole.exists());
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["export.expire:success"]);
    assert_eq!(owner.get(&path).await.text(".badge").as_deref(), Some("Deleted"));
}

#[tokio::test]
async fn nothing_is_left_of_exports_that_ended_badly() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 20).await;
    work(&t, &owner, &path).await;
    let (whole, part) = files(&t, &path);
    let stray = whole.with_file_name(format!("{}.sealed.part", uuid::Uuid::nil()));
    std::fs::write(&stray, "of no export").unwrap();
    server::features::exports::sweep(&t.app).await.unwrap();
    assert!(whole.exists() && !stray.exists());
    std::fs::write(&part, "left by a crash").unwrap();
    t.tamper("UPDATE export SET state = 'cancelled'").await.unwrap();
    server::features::exports::sweep(&t.app).await.unwrap();
    assert!(!whole.exists() && !part.exists());
}
