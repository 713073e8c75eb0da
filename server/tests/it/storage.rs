//! The database: who may open it, its settings, and its schema.

use crate::exports;
use crate::forged::uuid;
use crate::people;
use crate::support::{TestApp, only, put_back};
use app::permission::Role;
use server::storage::entity::export;
use server::storage::{Storage, StorageError};

/// The database as another process opens it. On SQLite the console holds its file, so this is a copy with a name.
pub async fn opened(t: &TestApp, name: &str) -> Storage {
    if let Some(url) = t.app.config.database_url.as_deref() {
        return Storage::open_postgres(url).await.unwrap();
    }
    let copy = t.dir.path().join(name);
    t.tamper(&format!("VACUUM INTO '{}'", copy.display())).await.unwrap();
    Storage::open_sqlite(&copy).await.unwrap()
}

#[tokio::test]
async fn a_second_process_on_the_same_file_is_refused() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        return;
    }
    let Err(StorageError::InUse(message)) = Storage::open_sqlite(&t.dir.path().join("sekisho.sqlite")).await else {
        panic!("opened twice");
    };
    assert!(message.ends_with("sekisho.sqlite"));
}

#[tokio::test]
async fn a_company_cannot_point_to_anothers_rows() {
    let t = TestApp::new().await;
    let (own, other) = if t.is_postgres() {
        (format!("'{}'", t.own.id), format!("'{}'", t.other.id))
    } else {
        (format!("X'{}'", t.own.id.simple()), format!("X'{}'", t.other.id.simple()))
    };
    let blob = if t.is_postgres() { "'\\x00'" } else { "X'00'" };
    let person = format!(
        "INSERT INTO end_user (tenant_id, id, customer_index, personal, updated_at) \
         VALUES ({own}, {own}, {blob}, {blob}, '2026-11-22T00:00:00+00:00')"
    );
    t.tamper(&person).await.unwrap();
    let word = |tenant: &str| {
        format!("INSERT INTO end_user_word (tenant_id, word_index, end_user_id) VALUES ({tenant}, {blob}, {own})")
    };
    assert!(t.tamper(&word(&other)).await.is_err(), "another company's child under this company's parent");
    t.tamper(&word(&own)).await.unwrap();
}

#[tokio::test]
async fn migrations_run_twice_without_harm() {
    let t = TestApp::new().await;
    let storage = opened(&t, "copy.sqlite").await;
    assert!(storage.is_current().await.unwrap());
    storage.migrate().await.unwrap();
    assert!(storage.is_current().await.unwrap());
}

#[tokio::test]
async fn an_export_id_that_somebody_has_doubled_stops_the_migration_in_words() {
    let t = TestApp::new().await;
    people::fill(&t.app, &t.db, t.own.id, 1).await;
    exports::start(&t.signed_in(Role::Owner).await, &[]).await;
    let export = only::<export::Model>(&t).await;
    t.forge("DROP INDEX export_by_id").await.unwrap();
    put_back(&t, &export::Model { tenant_id: t.other.id, ..export.clone() }).await;
    // The schema of the version before.
    for table in ["export", "contact"] {
        t.forge(&format!("ALTER TABLE {table} DROP COLUMN version")).await.unwrap();
        t.forge(&format!("ALTER TABLE {table} DROP COLUMN mac")).await.unwrap();
    }
    t.forge("DELETE FROM seaql_migrations WHERE version LIKE '%_exports_signed'").await.unwrap();
    let storage = opened(&t, "doubled.sqlite").await;
    let said = storage.migrate().await.unwrap_err().to_string();
    assert!(said.contains("the table export") && said.contains(&export.id.to_string()), "{said}");
    assert!(
        said.contains("operation_log with the action export.start and this object_id")
            && said.contains("delete them all"),
        "{said}"
    );
    assert!(said.contains("then start again") && !storage.is_current().await.unwrap(), "{said}");
    let log = "SELECT tenant_id FROM operation_log WHERE action = 'export.start' AND object_id =";
    let (doubled, right) = (uuid(&t, export.id), format!("tenant_id IN ({log} '{}')", export.id));
    t.forge(&format!("DELETE FROM export WHERE id = {doubled} AND NOT {right}")).await.unwrap();
    assert_eq!(t.scalar(&format!("SELECT count(*) FROM export WHERE tenant_id = {}", uuid(&t, t.own.id))).await, 1);
    assert_eq!(t.scalar("SELECT count(*) FROM export").await, 1);
    let storage = opened(&t, "mended.sqlite").await;
    storage.migrate().await.unwrap();
    assert!(storage.is_current().await.unwrap());
}

#[tokio::test]
async fn an_older_version_does_not_start_on_the_schema_of_a_newer_one() {
    let t = TestApp::new().await;
    t.forge("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29991231_000001_later', 0)").await.unwrap();
    let storage = opened(&t, "newer.sqlite").await;
    let said = storage.migrate().await.unwrap_err().to_string();
    assert!(said.contains("m29991231_000001_later") && said.contains("its file is missing"), "{said}");
    assert!(storage.is_current().await.is_err(), "nor do commands that only read");
}
