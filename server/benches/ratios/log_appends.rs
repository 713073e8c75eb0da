//! A log entry, with its chain, its sealed side row and its signed head, compared with a bare durable INSERT of the
//! same row into a table with the same columns and indexes.

use crate::report::{Aim, Report, middle, rate};
use app::end_users::acts;
use app::support::api::TENANTS;
use server::cli::start;
use server::door::Request;
use server::log::event::Event;
use server::state::AppState;
use server::state::config::Config;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

const ROUNDS: usize = 9;
const EACH: u32 = 400;

pub async fn measure(report: &mut Report) {
    let dir = tempfile::tempdir().unwrap();
    let app = start::open(Config { data_dir: dir.path().to_owned(), ..Config::default() }).await.unwrap();
    let company = server::features::tenants::add(&app, "株式会社 髙﨑屋", &app.config.profile).await.unwrap();
    let mut bare_db = bare_database(&dir.path().join("bare.sqlite"), &app.config.sqlite_path()).await;
    let mut last = 0;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(inserts(&mut bare_db, &mut last).await);
        ours.push(appends(&app, company).await);
    }
    app.close().await;
    let what = "log appends per second ÷ bare durable INSERTs per second";
    report.ratio(what, (middle(ours), middle(bare)), "per second", Aim::AtLeast(0.7));
}

/// Appends entries through the door, each in its own transaction.
async fn appends(app: &Arc<AppState>, company: Uuid) -> f64 {
    let request = Request::system(app, company, "benchmark");
    rate(EACH, async {
        for i in 0..EACH {
            let tx = request.write(TENANTS).await.unwrap();
            let event =
                Event::new(acts::VIEW).on("end_user", company, "株式会社 髙﨑屋").with(app::exports::acts::ROWS, i);
            tx.commit(event).await.unwrap();
        }
    })
    .await
}

/// A database with the same settings and the same table.
async fn bare_database(path: &Path, console: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).foreign_keys(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let mut db = options.pragma("secure_delete", "on").connect().await.unwrap();
    // The definitions of the migrations, without triggers.
    sqlx::query("ATTACH ? AS console").bind(console.display().to_string()).execute(&mut db).await.unwrap();
    let made = "SELECT sql FROM console.sqlite_schema WHERE tbl_name = 'operation_log' AND type IN ('table', 'index') \
                AND sql IS NOT NULL ORDER BY type DESC";
    let made: Vec<(String,)> = sqlx::query_as(made).fetch_all(&mut db).await.unwrap();
    for (sql,) in made {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut db).await.unwrap();
    }
    db
}

/// Inserts rows of the length of a log entry, each in its own transaction.
async fn inserts(db: &mut SqliteConnection, from: &mut i64) -> f64 {
    let tenant = Uuid::from_bytes([7; 16]).to_string();
    let insert = "INSERT INTO operation_log VALUES (?, ?, ?, 'system', NULL, 'tenant.add', 'tenant', ?, 'success', '', \
                  '{\"number\":1}', ?, ?, ?)";
    rate(EACH, async {
        for _ in 0..EACH {
            *from += 1;
            let row = sqlx::query(insert).bind([7_u8; 16].as_slice()).bind(*from).bind("2026-11-22T01:05:00+00:00");
            let row = row.bind(&tenant).bind([1_u8; 32].as_slice()).bind([2_u8; 32].as_slice());
            row.bind([3_u8; 32].as_slice()).execute(&mut *db).await.unwrap();
        }
    })
    .await
}
