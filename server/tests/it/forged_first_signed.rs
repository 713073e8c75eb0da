//! S10: exports and notification contacts from before they were signed are signed once, and never again.

use crate::contacts::contact;
use crate::exports::{start, work};
use crate::forged_shown::marked;
use crate::support::{Browser, TestApp};
use app::permission::Role;
use server::cli::{audit, upgrade};
use server::seal::keys::PROVIDER;

const ADDRESS: &str = "jimu@takasakiya.example.jp";
const UNSIGN: [&str; 2] = ["UPDATE export SET mac = NULL", "UPDATE contact SET mac = NULL"];
const UNSIGNED: &str = "SELECT (SELECT count(*) FROM export WHERE mac IS NULL) + \
                        (SELECT count(*) FROM contact WHERE mac IS NULL)";

/// A waiting export and a contact, from before they were signed, when accounts and companies already were.
async fn of_before(t: &TestApp) -> (Browser, String) {
    crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    contact(t, &owner, ADDRESS, &["urgent"], false).await;
    let path = start(&owner, &[]).await;
    unsign(t).await;
    let mark = t.dir.path().join("signed-rows");
    let lines = std::fs::read_to_string(&mark).unwrap();
    std::fs::write(&mark, lines.lines().take(4).collect::<Vec<_>>().join("\n")).unwrap();
    (owner, path)
}

async fn unsign(t: &TestApp) {
    for change in UNSIGN {
        t.forge(change).await.unwrap();
    }
}

#[tokio::test]
async fn s10_exports_and_contacts_from_before_are_signed_once_and_count() {
    let t = TestApp::new().await;
    let (owner, path) = of_before(&t).await;
    assert!(audit::all(&t.app, &t.db).await.unwrap().is_clean(), "before the first start");
    upgrade::run(&t.app).await.unwrap();
    assert_eq!((t.scalar(UNSIGNED).await, t.newest_acts(PROVIDER, 1).await), (0, vec!["rows.sign:success".to_owned()]));
    let entry = "SELECT count(*) FROM operation_log WHERE action = 'rows.sign' AND detail LIKE '%\"exports\":%1%' \
                 AND detail LIKE '%\"contacts\":%1%'";
    assert_eq!(t.scalar(entry).await, 1);
    assert!(audit::all(&t.app, &t.db).await.unwrap().is_clean());
    assert!(!marked(&owner, "/exports").await && !marked(&owner, "/contacts").await);
    assert_eq!(work(&t, &owner, &path).await.text(".badge").as_deref(), Some("Done"));
    server::outbox::work(&t.app).await.unwrap();
    let reader = t.browser();
    reader.get(&t.link_in_mail(ADDRESS)).await;
    assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 303);
    let entries = t.log_len(PROVIDER).await;
    upgrade::run(&t.app).await.unwrap();
    assert_eq!(t.log_len(PROVIDER).await, entries);
    // Neither one of them nor all are signed again.
    for change in UNSIGN {
        t.forge(change).await.unwrap();
        upgrade::run(&t.app).await.unwrap();
    }
    assert_eq!((t.scalar(UNSIGNED).await, t.log_len(PROVIDER).await), (2, entries));
    assert!(marked(&owner, "/exports").await && marked(&owner, "/contacts").await);
    assert_eq!(audit::all(&t.app, &t.db).await.unwrap().forged.len(), 2);
}

/// A database may have neither, until somebody else writes the first one.
#[tokio::test]
async fn s10_a_first_row_that_somebody_else_has_written_is_not_signed_and_stops_no_start() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    upgrade::run(&t.app).await.unwrap();
    contact(&t, &owner, ADDRESS, &["urgent"], false).await;
    unsign(&t).await;
    for there in [true, false] {
        upgrade::run(&t.app).await.unwrap();
        assert_eq!(t.scalar(UNSIGNED).await, 1, "{there}");
        let _ = std::fs::remove_file(t.dir.path().join("signed-rows"));
    }
    assert!(marked(&owner, "/contacts").await);
}

#[tokio::test]
async fn s10_a_database_without_these_signatures_is_not_signed_where_the_file_says_that_it_was() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    contact(&t, &owner, ADDRESS, &["urgent"], false).await;
    unsign(&t).await;
    let refused = upgrade::run(&t.app).await.unwrap_err().to_string();
    assert!(refused.contains("exports and contacts") && refused.ends_with("signed-rows"), "{refused}");
    assert_eq!(t.scalar(UNSIGNED).await, 1);
}
