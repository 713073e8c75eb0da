//! S10: rows that nobody can read stop no export, and an export that nobody can read concerns itself alone.

use crate::exports::{bytes, start, work};
use crate::forged::{alarms, uuid};
use crate::forged_keys::impossible;
use crate::forged_shown::marked;
use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;

/// More than a block of the export.
const MANY: usize = 2_100;

#[tokio::test]
async fn s10_many_end_users_of_impossible_ids_stop_no_export() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        // Its columns take no value of another type.
        return;
    }
    let own = crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    impossible(&t, own[0].0, 0, "CAST(X'ff' || printf('%015d', i) AS TEXT)", MANY).await;
    impossible(&t, own[0].0, 1, "CAST(X'ff' || printf('%016d', i) AS BLOB)", MANY).await;
    let path = start(&owner, &[]).await;
    let page = work(&t, &owner, &path).await;
    assert_eq!(page.text(".badge").as_deref(), Some("Done"), "{}", page.body);
    assert!(page.text(".notice--danger").unwrap().starts_with("4,200 rows were altered"), "{}", page.body);
    let (_, _, file) = bytes(&owner, &format!("{path}/file"), &[]).await;
    let file = String::from_utf8(file).unwrap();
    assert_eq!(file.matches("読み取り不可 / unreadable").count(), 2 * MANY);
    for (_, person) in &own {
        assert!(file.contains(&person.customer_id), "{} is there", person.customer_id);
    }
    let (_, _, manifest) = bytes(&owner, &format!("{path}/manifest"), &[]).await;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let rows = (manifest["rows"].as_u64(), manifest["unreadable_rows"].as_u64());
    assert_eq!(rows, (Some(2 * MANY as u64 + 3), Some(2 * MANY as u64)));
    server::features::alarms::log_forged_rows(&t.app).await.unwrap();
    assert!(alarms(&t).await.iter().any(|(table, _)| table == "end_user"));
}

/// Makes an export's row unreadable.
async fn forge(t: &TestApp, path: &str) {
    let change = if t.is_postgres() { "requested_at = 'infinity'" } else { "bytes_done = 'x'" };
    let id = path.trim_start_matches("/exports/").parse().unwrap();
    t.forge(&format!("UPDATE export SET {change} WHERE id = {}", uuid(t, id))).await.unwrap();
}

async fn statuses(by: &Browser, paths: &[String]) -> Vec<u16> {
    let mut all = Vec::new();
    for path in paths {
        all.push(bytes(by, path, &[]).await.0);
    }
    all
}

#[tokio::test]
async fn s10_an_export_that_cannot_be_read_concerns_itself_alone() {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    let (forged, other) = (start(&owner, &[]).await, start(&owner, &[]).await);
    for path in [&forged, &other] {
        work(&t, &owner, path).await;
    }
    forge(&t, &forged).await;
    let of = |path: &str| ["/file", "/manifest", "/progress"].map(|part| format!("{path}{part}"));
    assert_eq!(statuses(&owner, &of(&forged)).await, [409; 3]);
    assert_eq!(statuses(&owner, &of(&other)).await, [200; 3]);
    assert!(marked(&owner, &forged).await && !marked(&owner, &other).await && marked(&owner, "/exports").await);
    assert_eq!(statuses(&owner, &["/".into(), "/exports".into(), "/end-users".into()]).await, [200; 3]);
    let next = start(&owner, &[]).await;
    assert_eq!(work(&t, &owner, &next).await.text(".badge").as_deref(), Some("Done"));
    let id = forged.trim_start_matches("/exports/").to_owned();
    server::features::alarms::log_forged_rows(&t.app).await.unwrap();
    assert!(alarms(&t).await.contains(&("export".to_owned(), id)));
    // Files are kept for their time, then deleted, this one too.
    let (file, _) = crate::exports::files(&t, &forged);
    server::features::exports::sweep(&t.app).await.unwrap();
    assert!(file.exists(), "it may be put right");
    t.clock.advance(Duration::days(8));
    server::features::exports::expire(&t.app).await.unwrap();
    assert!(!file.exists());
    assert_eq!(t.scalar("SELECT count(*) FROM export WHERE state = 'expired'").await, 2, "its row stays as it is");
    let entries = t.log_len(t.own.id).await;
    server::features::exports::expire(&t.app).await.unwrap();
    assert_eq!(t.log_len(t.own.id).await, entries, "told once");
}

#[tokio::test]
async fn s10_a_waiting_export_that_cannot_be_read_keeps_no_other_waiting() {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    let cancelled = start(&owner, &[]).await;
    forge(&t, &cancelled).await;
    let id = cancelled.trim_start_matches("/exports/").to_owned();
    assert_eq!(owner.post("/exports/cancel", &[("id", &id)]).await.status, 409, "it can only be removed");
    assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["export.cancel:failure"]);
    let first = start(&owner, &[]).await;
    forge(&t, &first).await;
    t.clock.advance(Duration::seconds(1));
    let next = start(&owner, &[]).await;
    let page = work(&t, &owner, &next).await;
    assert_eq!(page.text(".badge").as_deref(), Some("Done"), "{}", page.body);
    assert_eq!(t.scalar("SELECT count(*) FROM export WHERE state = 'waiting' AND failure IS NULL").await, 2);
}

/// Rows with ids of no kind take no place in the queue.
#[tokio::test]
async fn s10_exports_of_impossible_ids_keep_no_other_waiting() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        return;
    }
    crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    let path = start(&owner, &[]).await;
    let columns = ["account_id", "columns", "filter", "purpose", "file_name", "rows_total", "rows_done", "bytes_done"];
    let columns: Vec<_> = columns.iter().chain(&["requested_at"]).map(|name| (*name, *name)).collect();
    let nobodys = [("tenant_id", "tenant_id"), ("id", "i"), ("state", "'waiting'")];
    let columns = [&nobodys[..], &columns].concat();
    let id = uuid(&t, path.trim_start_matches("/exports/").parse().unwrap());
    crate::forged_keys::copies(&t, "export", &columns, &id, 20).await;
    let page = work(&t, &owner, &path).await;
    assert_eq!(page.text(".badge").as_deref(), Some("Done"), "{}", page.body);
}

/// The ways to forge the row of an export.
fn changes(t: &TestApp) -> [&'static str; 3] {
    let odd = if t.is_postgres() { "requested_at = 'infinity'" } else { "state = X'ff'" };
    ["state = 'nonsense'", "state = ''", odd]
}

#[tokio::test]
async fn s10_an_export_of_no_state_is_marked_named_at_home_and_can_only_be_removed() {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let (owner, neighbour) = (t.signed_in(Role::Owner).await, t.signed_in_elsewhere(Role::Owner).await);
    let whole = start(&owner, &[]).await;
    work(&t, &owner, &whole).await;
    for change in changes(&t) {
        let path = start(&owner, &[]).await;
        work(&t, &owner, &path).await;
        let id = path.trim_start_matches("/exports/").to_owned();
        let at = format!("WHERE id = {}", uuid(&t, id.parse().unwrap()));
        assert!(!marked(&owner, &path).await && !marked(&owner, "/exports").await, "{change}");
        t.forge(&format!("UPDATE export SET {change} {at}")).await.unwrap();
        assert!(marked(&owner, &path).await && marked(&owner, "/exports").await, "{change}");
        assert!(alarms(&t).await.contains(&("export".to_owned(), id.clone())), "{change}");
        let row = crate::sessions::rows(&owner.get("/exports").await);
        let row = row.into_iter().find(|row| row.contains("Altered")).unwrap();
        for claim in ["Failed", "Done", "小山内", "3"] {
            let name = row.find(".csv").map_or(0, |at| at + 4);
            assert!(!row[name..].contains(claim), "{change}: {row}");
        }
        for (lang, button) in [("en", "Remove export"), ("ja", "エクスポートを削除")] {
            let page = owner.get_in(&path, lang).await;
            assert_eq!((page.status, page.text("main button[command=show-modal]").as_deref()), (200, Some(button)));
            assert!(page.text(".notice--danger").unwrap().contains(button), "{change}: {}", page.body);
            assert_eq!(page.count("main a[data-file], .meter, .steps, main time"), 0, "{change}: {}", page.body);
            let home = owner.get_in("/", lang).await;
            assert!(home.body.contains(button) && home.count(&format!("a[href='{path}']")) == 1, "{change}: {lang}");
        }
        let files = ["/file", "/manifest"].map(|part| format!("{path}{part}"));
        assert_eq!(statuses(&owner, &files).await, [409; 2], "{change}");
        assert_eq!(neighbour.post("/exports/remove", &[("id", &id)]).await.status, 404);
        let (file, _) = crate::exports::files(&t, &path);
        assert!(file.exists());
        let removed = owner.post("/exports/remove", &[("id", &id)]).await;
        assert_eq!(
            (removed.status, removed.location.as_deref()),
            (303, Some("/exports")),
            "{change}: {}",
            removed.body
        );
        assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["export.remove:success"]);
        assert_eq!((file.exists(), owner.get(&path).await.status), (false, 404), "{change}");
        assert!(!owner.get("/").await.body.contains("Remove export"), "{change}");
    }
    let id = whole.trim_start_matches("/exports/").to_owned();
    assert_eq!(owner.post("/exports/remove", &[("id", &id)]).await.status, 303);
    assert!(owner.get(&whole).await.body.contains("so it wasn't removed"));
    assert_eq!(owner.get(&whole).await.text(".badge").as_deref(), Some("Done"), "a genuine one stays");
    assert_eq!(statuses(&owner, &[format!("{whole}/file")]).await, [200]);
}

/// What asks for a fresh proof names it.
#[tokio::test]
async fn s10_removing_an_export_that_cannot_be_read_asks_for_the_proof_in_words() {
    const QUOTED: &str = ".csv” (the name in an altered record)";
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    let path = start(&owner, &[]).await;
    work(&t, &owner, &path).await;
    forge(&t, &path).await;
    crate::proof::later(&t).await;
    let id = path.trim_start_matches("/exports/").to_owned();
    let asked = owner.post("/exports/remove", &[("id", &id)]).await;
    assert_eq!(asked.status, 403, "{}", asked.body);
    assert!(asked.body.contains("Remove export") && asked.body.contains(QUOTED), "{}", asked.body);
    assert_eq!(crate::proof::confirm(&owner, &asked, &t.code()).await.status, 303);
    assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["export.remove:success"]);
}
