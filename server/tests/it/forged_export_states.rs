//! S10: an export whose row somebody else has written is left as it is by the program, and what its row says is told nobody as
//! a fact.

use crate::exports::{bytes, files, id, start, started, work};
use crate::forged::{alarms, uuid};
use crate::forged_shown::marked;
use crate::support::{Browser, TestApp, row};
use app::permission::Role;
use server::storage::entity::export::Model;

/// A company with a finished export, its owner, and the address of the export.
async fn finished() -> (TestApp, Browser, String) {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 5).await;
    work(&t, &owner, &path).await;
    (t, owner, path)
}

async fn forge(t: &TestApp, path: &str, change: &str) {
    let at = uuid(t, id(path).parse().unwrap());
    t.forge(&format!("UPDATE export SET {change} WHERE id = {at}")).await.unwrap();
}

/// The worker and the jobs look at rows by their state. What they find by a forged one they leave alone.
#[tokio::test]
async fn s10_an_export_is_good_again_once_its_forged_state_is_taken_back() {
    let (t, owner, path) = finished().await;
    let was = row::<Model>(&t, id(&path).parse().unwrap()).await;
    for state in ["running", "waiting", "failed", "cancelled", "expired", "nonsense"] {
        forge(&t, &path, &format!("state = '{state}'")).await;
        let next = start(&owner, &[]).await;
        assert_eq!(work(&t, &owner, &next).await.text(".badge").as_deref(), Some("Done"), "{state}: none waits for it");
        server::features::exports::sweep(&t.app).await.unwrap();
        server::features::exports::expire(&t.app).await.unwrap();
        assert_eq!(owner.post("/exports/cancel", &[("id", id(&path))]).await.status, 409, "{state}");
        let now = row::<Model>(&t, was.id).await;
        assert_eq!(now, Model { state: state.to_owned(), ..was.clone() }, "{state}: nothing else was written");
        assert!(marked(&owner, &path).await, "{state}");
        forge(&t, &path, "state = 'done'").await;
        assert!(!marked(&owner, &path).await, "{state}");
        assert_eq!(bytes(&owner, &format!("{path}/file"), &[]).await.0, 200, "{state}");
    }
}

#[tokio::test]
async fn s10_more_forged_exports_than_are_looked_at_at_once_keep_none_waiting() {
    let (t, owner, path) = finished().await;
    let was = row::<Model>(&t, id(&path).parse().unwrap()).await;
    for _ in 0..40 {
        let made_up = Model { id: t.app.new_id(), state: "waiting".into(), ..was.clone() };
        crate::support::put_back(&t, &made_up).await;
    }
    t.clock.advance(chrono::Duration::seconds(1));
    let next = start(&owner, &[]).await;
    assert_eq!(work(&t, &owner, &next).await.text(".badge").as_deref(), Some("Done"));
    assert_eq!(t.scalar("SELECT count(*) FROM export WHERE state = 'waiting'").await, 40);
}

#[tokio::test]
async fn s10_the_name_in_a_forged_export_is_quoted_and_stands_in_no_log() {
    const SAYS: &str = "至急 0120-000-000 に電話";
    let (t, owner, path) = finished().await;
    let staff = t.signed_in(Role::Support).await;
    forge(&t, &path, &format!("file_name = '{SAYS}'")).await;
    for (lang, quoted) in [
        ("en", format!("“{SAYS}” (the name in an altered record)")),
        ("ja", format!("「{SAYS}」（改ざんされた記録にある名称）")),
    ] {
        for page in ["/exports", &path] {
            let body = owner.get_in(page, lang).await.body;
            assert!(body.contains(&quoted), "{page}: {body}");
            assert_eq!(
                body.matches(SAYS).count(),
                body.matches(&quoted).count(),
                "{page}: never without the quotation"
            );
        }
        assert!(!owner.get_in("/", lang).await.body.contains(SAYS));
    }
    assert_eq!(alarms(&t).await, [("export".to_owned(), id(&path).to_owned())]);
    for (by, log) in [(&owner, "/operation-logs"), (&staff, "/support/logs")] {
        let body = by.get(&format!("{log}?action=row.forged")).await.body;
        assert!(body.contains("Detected") && !body.contains(SAYS), "{log}: {body}");
    }
    assert!(files(&t, &path).0.exists());
}
