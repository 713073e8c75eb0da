//! S10: a person who can write to the database, but has no key, chooses no data that is written into a file, and gets none
//! served: an export that is written or put back has no effect, is marked, and can only be removed.

use crate::exports::{bytes, files, id, start, work};
use crate::forged::uuid;
use crate::forged_put_back::is_told;
use crate::forged_restarts::restarted;
use crate::forged_shown::marked;
use crate::forged_triggers::alters;
use crate::support::{Browser, TestApp, only, put_back, row};
use app::permission::Role;
use chrono::Duration;
use server::cli::audit;
use server::cli::restart::restart_log;
use server::storage::entity::export::Model;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const DOWNLOADS: &str = "SELECT count(*) FROM operation_log WHERE action = 'export.download'";

/// A company with end users, and its owner.
async fn company() -> (TestApp, Browser) {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.own.id, 5).await;
    let owner = t.signed_in(Role::Owner).await;
    (t, owner)
}

/// Starts an export of one column.
async fn narrow(owner: &Browser) -> String {
    let answer = owner.post("/exports", &[("columns", "customer_id"), ("purpose", "x")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.unwrap()
}

fn key(path: &str) -> Uuid {
    id(path).parse().unwrap()
}

async fn forge(t: &TestApp, path: &str, change: &str) {
    t.forge(&format!("UPDATE export SET {change} WHERE id = {}", uuid(t, key(path)))).await.unwrap();
}

/// A company with a finished export, its owner, and the address of the export.
async fn finished() -> (TestApp, Browser, String) {
    let (t, owner) = company().await;
    let path = narrow(&owner).await;
    work(&t, &owner, &path).await;
    (t, owner, path)
}

/// Works on the exports until another one is done. The forged one before it keeps none waiting.
async fn another_is_done(t: &TestApp, owner: &Browser) {
    let next = narrow(owner).await;
    assert_eq!(work(t, owner, &next).await.text(".badge").as_deref(), Some("Done"));
}

/// Nothing of an export is served or said, in both languages, and home names it.
async fn is_closed(t: &TestApp, owner: &Browser, path: &str, what: &str) {
    assert!(marked(owner, path).await && marked(owner, "/exports").await, "{what}");
    for part in ["file", "manifest", "progress"] {
        let status = bytes(owner, &format!("{path}/{part}"), &[]).await.0;
        assert!([404, 409].contains(&status), "{what}: {part}: {status}");
    }
    for (lang, button) in [("en", "Remove export"), ("ja", "エクスポートを削除")] {
        let page = owner.get_in(path, lang).await;
        assert_eq!(page.text("main button[command=show-modal]").as_deref(), Some(button), "{what}");
        assert!(page.text(".notice--danger").unwrap().contains(button), "{what}: {}", page.body);
        assert_eq!(page.count("main a[data-file], .meter, .steps, main time, .hash"), 0, "{what}: {}", page.body);
        let home = owner.get_in("/", lang).await;
        assert!(home.body.contains(button) && home.count(&format!("a[href='{path}']")) == 1, "{what}: {}", home.body);
    }
    is_told(t, "export", id(path)).await;
}

#[tokio::test]
async fn s10_a_finished_export_that_somebody_changes_is_served_to_nobody() {
    let (t, owner, path) = finished().await;
    let was = only::<Model>(&t).await;
    let viewer = t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let opens = async || bytes(&owner, &format!("{path}/file"), &[]).await.0;
    for change in [
        "columns = 'customer_id,email,phone'".to_owned(),
        "file_name = 'elsewhere.csv'".to_owned(),
        "rows_total = 4, rows_done = 4".to_owned(),
        "rows_unreadable = 1".to_owned(),
        "bytes_done = bytes_done - 1".to_owned(),
        "sha256 = 'ab'".to_owned(),
        "failure = ''".to_owned(),
        "expires_at = '2030-01-01T00:00:00+00:00'".to_owned(),
        "finished_at = '2026-01-01T00:00:00+00:00'".to_owned(),
        format!("account_id = {}", uuid(&t, viewer)),
        "state = 'waiting'".to_owned(),
        "state = 'failed'".to_owned(),
        "state = 'cancelled'".to_owned(),
        "state = 'expired'".to_owned(),
        "mac = NULL".to_owned(),
    ] {
        let before = t.scalar(DOWNLOADS).await;
        forge(&t, &path, &change).await;
        is_closed(&t, &owner, &path, &change).await;
        assert_eq!(t.scalar(DOWNLOADS).await, before, "{change}: nothing was downloaded");
        server::features::exports::sweep(&t.app).await.unwrap();
        server::features::exports::expire(&t.app).await.unwrap();
        put_back(&t, &was).await;
        assert_eq!(opens().await, 200, "{change}: the right row is good again, and its file is there");
    }
    assert!(!marked(&owner, &path).await && !owner.get("/").await.body.contains("Remove export"));
    // What somebody writes as its end does not keep the file: it goes when the right one would have gone.
    forge(&t, &path, "expires_at = '2030-01-01T00:00:00+00:00'").await;
    t.clock.advance(Duration::days(7));
    server::features::exports::sweep(&t.app).await.unwrap();
    assert!(!files(&t, &path).0.exists());
}

#[tokio::test]
async fn s10_a_waiting_export_that_somebody_changes_writes_nothing() {
    let (t, owner, other) = finished().await;
    let theirs = row::<Model>(&t, key(&other)).await;
    let changes = [
        "columns = 'customer_id,email,phone'".to_owned(),
        format!("filter = '{}'", theirs.filter),
        "rows_total = 1".to_owned(),
        "last_id = NULL".to_owned(),
        "requested_at = '2030-01-01T00:00:00+00:00'".to_owned(),
    ];
    for change in changes {
        let path = narrow(&owner).await;
        forge(&t, &path, &change).await;
        another_is_done(&t, &owner).await;
        let (whole, part) = files(&t, &path);
        assert!(!whole.exists() && !part.exists(), "{change}");
        assert_eq!(row::<Model>(&t, key(&path)).await.state, "waiting", "{change}: its row stays as it is");
        is_closed(&t, &owner, &path, &change).await;
        assert_eq!(owner.post("/exports/remove", &[("id", id(&path))]).await.status, 303, "{change}");
        assert!(!marked(&owner, "/exports").await, "{change}");
    }
}

#[tokio::test]
async fn s10_no_progress_is_resumed_that_somebody_else_has_written() {
    let (t, owner) = company().await;
    let crashed = "UPDATE export SET state = 'running', lease_by = 'dead', lease_until = NULL WHERE state = 'waiting'";
    for change in ["rows_done = 4, cursor_id = last_id", "bytes_done = 3", "rows_unreadable = 5"] {
        let path = narrow(&owner).await;
        t.tamper(crashed).await.unwrap();
        forge(&t, &path, change).await;
        another_is_done(&t, &owner).await;
        is_closed(&t, &owner, &path, change).await;
        assert_eq!(owner.post("/exports/remove", &[("id", id(&path))]).await.status, 303, "{change}");
    }
    // Who works on it decides nothing of the file.
    let path = narrow(&owner).await;
    t.tamper(crashed).await.unwrap();
    forge(&t, &path, "lease_by = 'another'").await;
    assert_eq!(work(&t, &owner, &path).await.text(".badge").as_deref(), Some("Done"), "it is resumed");
    assert_eq!(bytes(&owner, &format!("{path}/file"), &[]).await.0, 200);
}

#[tokio::test]
async fn s10_an_export_that_nobody_has_asked_for_is_not_written() {
    let (t, owner, _) = finished().await;
    let was = only::<Model>(&t).await;
    let made_up = Model { id: t.app.new_id(), state: "waiting".into(), columns: "email,phone".into(), ..was.clone() };
    put_back(&t, &made_up).await;
    let moved = Model { id: t.app.new_id(), tenant_id: t.other.id, ..was };
    put_back(&t, &moved).await;
    another_is_done(&t, &owner).await;
    let path = format!("/exports/{}", made_up.id);
    let (whole, part) = files(&t, &path);
    assert!(!whole.exists() && !part.exists());
    is_closed(&t, &owner, &path, "made up").await;
    let neighbour = t.signed_in_elsewhere(Role::Owner).await;
    is_closed(&t, &neighbour, &format!("/exports/{}", moved.id), "moved").await;
    let mut forged = audit::all(&t.app, &t.db).await.unwrap().forged;
    forged.sort();
    let mut both = [made_up.id, moved.id].map(|id| ("export", id.to_string()));
    both.sort();
    assert_eq!(forged, both);
}

#[tokio::test]
async fn s10_no_export_is_put_back_after_its_end() {
    let (t, owner) = company().await;
    let path = narrow(&owner).await;
    let waiting = only::<Model>(&t).await;
    assert_eq!(owner.post("/exports/cancel", &[("id", id(&path))]).await.status, 303);
    put_back(&t, &waiting).await;
    another_is_done(&t, &owner).await;
    let (whole, part) = files(&t, &path);
    assert!(!whole.exists() && !part.exists(), "it stays cancelled");
    is_closed(&t, &owner, &path, "cancelled").await;
    assert_eq!(owner.post("/exports/remove", &[("id", id(&path))]).await.status, 303);
    put_back(&t, &waiting).await;
    let (app, address) = restarted(&t).await;
    assert!(marked(&owner.to(address), &path).await, "nor while the console is stopped");
    assert_eq!(audit::all(&app, &t.db).await.unwrap().older, [("export", id(&path).to_owned())]);
    assert_eq!(owner.post("/exports/remove", &[("id", id(&path))]).await.status, 303, "it can be removed again");
    assert!(audit::all(&app, &t.db).await.unwrap().is_clean());
    put_back(&t, &waiting).await;
    restart_log(&app, t.own.id, "put back from a backup").await.unwrap();
    assert!(audit::all(&app, &t.db).await.unwrap().is_clean());
    assert!(!marked(&owner.to(address), &path).await);
}

#[tokio::test]
async fn s10_an_expired_export_is_not_put_back_with_its_file() {
    let (t, _, path) = finished().await;
    let (done, file) = (only::<Model>(&t).await, files(&t, &path).0);
    let kept = std::fs::read(&file).unwrap();
    t.clock.advance(Duration::days(7));
    server::features::exports::expire(&t.app).await.unwrap();
    assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["export.expire:success"]);
    let later = Model { expires_at: Some(t.now() + Duration::days(7)), ..done.clone() };
    std::fs::write(&file, kept).unwrap();
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    for row in [done, later] {
        put_back(&t, &row).await;
        assert_ne!(bytes(&owner, &format!("{path}/file"), &[]).await.0, 200);
        assert!(marked(&owner, &path).await);
    }
    is_told(&t, "export", id(&path)).await;
}

/// The program writes from the row that it has in hand, and signs that one.
#[tokio::test]
async fn s10_no_trigger_widens_an_export_while_it_is_written() {
    for when in ["running", "done"] {
        let (t, owner) = company().await;
        let widened = format!("NEW.state = '{when}' AND NEW.columns = 'customer_id'");
        alters(&t, "export", &widened, &[("columns", "'customer_id,email'")]).await;
        let path = narrow(&owner).await;
        assert!(work(&t, &owner, &path).await.text(".badge").unwrap().starts_with("Altered"), "{when}");
        // The lease of the process that was stopped is over.
        t.clock.advance(Duration::minutes(1));
        let all = start(&owner, &[]).await;
        assert_eq!(work(&t, &owner, &all).await.text(".badge").as_deref(), Some("Done"), "{when}: {all}");
        is_closed(&t, &owner, &path, when).await;
        let running = t.scalar("SELECT count(*) FROM export WHERE state = 'running'").await;
        assert_eq!(running, i64::from(when == "running"), "{when}: its row stays as it is, and keeps none waiting");
    }
}

/// A row that is read a moment before its change counts neither as older nor as forged.
#[tokio::test]
async fn exports_that_are_written_while_they_are_read_raise_no_alarm() {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.own.id, crate::exports::MANY).await;
    let owner = t.signed_in(Role::Owner).await;
    let path = start(&owner, &[]).await;
    let looks = async {
        for _ in 0..20 {
            let pages = [&*path, "/exports", "/"].map(|page| owner.get(page));
            for page in futures_util::future::join_all(pages).await {
                assert!(page.status == 200 && !page.body.contains("Altered"), "{}", page.body);
            }
        }
    };
    let (page, ()) = futures_util::join!(work(&t, &owner, &path), looks);
    assert_eq!(page.text(".badge").as_deref(), Some("Done"));
    server::features::alarms::log_forged_rows(&t.app).await.unwrap();
    assert!(crate::forged::alarms(&t).await.is_empty());
}

/// What one process signs, the other one resumes.
#[tokio::test]
async fn exports_of_two_processes_stay_genuine() {
    let (t, owner) = company().await;
    let Some(second) = t.second_process().await else { return };
    for crashed in [false, true, true, false] {
        let path = start(&owner, &[]).await;
        if crashed {
            let dead =
                "UPDATE export SET state = 'running', lease_by = 'dead', lease_until = NULL WHERE state = 'waiting'";
            t.tamper(dead).await.unwrap();
        }
        let stop = CancellationToken::new();
        let other = tokio::spawn(server::features::exports::run(second.clone(), stop.clone()));
        assert_eq!(work(&t, &owner, &path).await.text(".badge").as_deref(), Some("Done"), "{crashed}");
        assert_eq!(bytes(&owner, &format!("{path}/file"), &[]).await.0, 200, "{crashed}");
        stop.cancel();
        other.await.unwrap();
    }
    for app in [&t.app, &second] {
        server::features::alarms::log_forged_rows(app).await.unwrap();
        assert!(audit::all(app, &t.db).await.unwrap().is_clean());
    }
    assert!(crate::forged::alarms(&t).await.is_empty());
}
