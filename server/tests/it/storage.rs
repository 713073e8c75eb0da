//! The database: who may open it, and its settings.

use crate::support::TestApp;
use server::storage::{Storage, StorageError};

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
    let storage = if let Some(url) = t.app.config.database_url.as_deref() {
        Storage::open_postgres(url).await.unwrap()
    } else {
        // The console holds the file, so this uses a copy.
        let copy = t.dir.path().join("copy.sqlite");
        t.tamper(&format!("VACUUM INTO '{}'", copy.display())).await.unwrap();
        Storage::open_sqlite(&copy).await.unwrap()
    };
    assert!(storage.is_current().await.unwrap());
    storage.migrate().await.unwrap();
    assert!(storage.is_current().await.unwrap());
}
