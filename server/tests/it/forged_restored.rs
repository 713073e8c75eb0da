//! A database that an operator has put back from a backup has older accounts. They open nothing until `sekisho log restart`
//! says that this is meant.

use crate::forged_older::row;
use crate::forged_restarts::{self, restarted};
use crate::log_rolled_back::run;
use crate::support::{TestApp, put_back};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ActiveModelTrait, Database, EntityTrait, IntoActiveModel};
use server::cli::audit;
use server::cli::restart::restart_log;
use server::seal::keys::PROVIDER;
use server::storage::entity::account;
use std::net::SocketAddr;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const DESK: &str = "desk@sekisho.example";

/// The status of a sign-in with the correct password, after a while.
async fn tries(t: &TestApp, address: SocketAddr, email: &str) -> u16 {
    t.clock.advance(Duration::minutes(5));
    forged_restarts::tries(t, address, email).await
}

#[tokio::test]
async fn accounts_from_a_backup_count_again_once_the_log_of_their_company_is_restarted() {
    let t = TestApp::new().await;
    let viewer = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let desk = t.account(None, Role::Desk, DESK).await;
    for (id, email, log, other) in [(viewer, VIEWER, t.own.id, PROVIDER), (desk, DESK, PROVIDER, t.own.id)] {
        let oldest = row(&t, id).await;
        t.sign_in(email).await;
        let backup = row(&t, id).await;
        t.sign_in(email).await;
        let newest = row(&t, id).await;
        assert!(oldest.version < backup.version && backup.version < newest.version);
        put_back(&t, &backup).await;
        let (app, address) = restarted(&t).await;
        assert_eq!(tries(&t, address, email).await, 422, "{email}");
        restart_log(&app, other, "another company's").await.unwrap();
        assert_eq!(tries(&t, address, email).await, 422, "{email}");
        restart_log(&app, log, "put back from a backup").await.unwrap();
        assert!(audit::all(&app, &t.db).await.unwrap().older.is_empty(), "{email}");
        let (app, address) = restarted(&t).await;
        assert!(audit::all(&app, &t.db).await.unwrap().older.is_empty(), "{email}");
        put_back(&t, &oldest).await;
        assert_eq!(tries(&t, address, email).await, 422, "an older one than the backup's: {email}");
        put_back(&t, &backup).await;
        assert_eq!(tries(&t, address, email).await, 303, "{email}");
        // The other accounts have not become older.
        put_back(&t, &newest).await;
    }
}

/// The company of a forged row is what somebody says that it is.
#[tokio::test]
async fn s10_a_forged_account_is_not_taken_for_one_from_a_backup() {
    let t = TestApp::new().await;
    let viewer = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = row(&t, viewer).await;
    t.sign_in(VIEWER).await;
    put_back(&t, &account::Stored { tenant_id: Some(t.other.id), ..before.clone() }).await;
    let (app, address) = restarted(&t).await;
    restart_log(&app, t.other.id, "put back from a backup").await.unwrap();
    put_back(&t, &before).await;
    assert_eq!(tries(&t, address, VIEWER).await, 422);
}

#[tokio::test]
async fn an_operator_finds_older_accounts_and_takes_them_as_they_are() {
    if std::env::var("SEKISHO_TEST_DATABASE").is_ok_and(|d| d == "postgres") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let first = ["staff", "add", DESK, "--reason", "the first one"];
    assert_eq!(run(dir.path(), &first).0, Some(0));
    let db = Database::connect(format!("sqlite://{}", dir.path().join("sekisho.sqlite").display())).await.unwrap();
    let backup = account::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!(run(dir.path(), &["account", "reset", DESK, "--reason", "forgotten"]).0, Some(0));
    assert_eq!(run(dir.path(), &["log", "verify"]).0, Some(0));
    account::ActiveModel::update(backup.clone().into_active_model().reset_all(), &db).await.unwrap();
    let (code, said) = run(dir.path(), &["log", "verify"]);
    let older = format!("rows: account {}: older than the version this data directory knows", backup.id);
    assert!(code == Some(1) && said.contains(&older) && said.contains("sekisho log restart"), "{said}");
    let (code, said) = run(dir.path(), &["log", "restart", "--reason", "a backup was put back"]);
    assert!(code == Some(0) && said.contains("logs with new checkpoints: 1"), "{said}");
    let (code, said) = run(dir.path(), &["log", "verify"]);
    assert!(code == Some(0) && said.contains("a backup was put back"), "{said}");
}
