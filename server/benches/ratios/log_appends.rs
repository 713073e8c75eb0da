//! An entry in the log, with its chain, its sealed side row and its signed head, beside a bare durable INSERT.

use crate::report::{Aim, Report, middle, rate};
use app::permission::Permission;
use server::app_state::App;
use server::config::Config;
use server::door::Request;
use server::event::{Action, Event};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

const ROUNDS: usize = 5;
const EACH: u32 = 400;

pub async fn measure(report: &mut Report) {
    let dir = tempfile::tempdir().unwrap();
    let app = App::open(Config { data_dir: dir.path().to_owned(), ..Config::default() }).await.unwrap();
    let company = server::tenants::add(&app, "株式会社 髙﨑屋", &app.config.profile).await.unwrap();
    let mut bare_db = bare_database(&dir.path().join("bare.sqlite")).await;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(inserts(&mut bare_db).await);
        ours.push(appends(&app, company).await);
    }
    app.close().await;
    let what = "log appends per second ÷ bare durable INSERTs per second";
    report.ratio(what, (middle(ours), middle(bare)), "per second", Aim::AtLeast(0.7));
}

/// Each in a transaction of its own, through the door.
async fn appends(app: &Arc<App>, company: Uuid) -> f64 {
    let request = Request::system(app, company, "benchmark");
    rate(EACH, async {
        for i in 0..EACH {
            let tx = request.write(Permission::SupportTenants).await.unwrap();
            let event = Event::new(Action::TenantAdd).on("tenant", company, "株式会社 髙﨑屋").with("number", i);
            tx.commit(event).await.unwrap();
        }
    })
    .await
}

/// A database with the same settings and one plain table.
async fn bare_database(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).foreign_keys(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let mut db = options.pragma("secure_delete", "on").connect().await.unwrap();
    let table = "CREATE TABLE entry (tenant BLOB, seq INTEGER, at TEXT, detail TEXT, PRIMARY KEY (tenant, seq))";
    sqlx::query(table).execute(&mut db).await.unwrap();
    db
}

/// A row as long as an entry of the log, each in a transaction of its own.
async fn inserts(db: &mut SqliteConnection) -> f64 {
    let detail = "x".repeat(600);
    rate(EACH, async {
        for _ in 0..EACH {
            let insert = "INSERT INTO entry SELECT ?, coalesce(max(seq), 0) + 1, ?, ? FROM entry";
            let insert = sqlx::query(insert).bind([7_u8; 16].as_slice()).bind("2026-11-22T01:05:00Z").bind(&detail);
            insert.execute(&mut *db).await.unwrap();
        }
    })
    .await
}
