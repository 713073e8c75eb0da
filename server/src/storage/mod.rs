//! The database: SQLite in the data directory, or PostgreSQL. Every connection gets durable settings, and the start
//! checks them. A second process on the same SQLite file is refused.

pub mod blocks;
pub mod counted;
mod doubled;
pub mod entity;
mod lane;
pub mod place;
pub mod reach;
mod reader;
mod room;
pub mod rows;
mod writer;

pub use reader::Reader;
pub use room::{Room, is_lacking};
pub use writer::{Transaction, Writer};

use crate::base::private;
use crate::base::share::Strangers;
use chrono::{DateTime, Utc};
use lane::Lane;
use migrations::{Migrator, MigratorTrait};
use rustix::fs::{FlockOperation, flock};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use std::fs::File;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// Connections to the database. On SQLite all writes use one connection, so that no transaction waits for a lock
/// halfway. Reads have a separate pool.
#[derive(Clone)]
pub struct Storage {
    pub(crate) reader: Reader,
    pub(crate) writer: Writer,
    /// Records whether the last write found disk space.
    pub(crate) room: Arc<Room>,
    /// Address of the database, for connections that run migrations.
    url: String,
    /// Locks the SQLite file for the lifetime of this process.
    _lock: Option<Arc<File>>,
}

/// Why the database cannot be used, as one line.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("{0} is in use by another process; stop it first, or use PostgreSQL for several processes")]
    InUse(String),
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    #[error("the database setting {0} is {1}, expected {2}")]
    Setting(&'static str, String, &'static str),
    #[error(
        "several rows of the table {0} have the id {1}, which the console never writes; the right one has the tenant_id of the \
         row of operation_log with the action {0}.start and this object_id: delete the others, then start again. If there is no \
         such row, delete them all: the company can order the {0} again"
    )]
    Doubled(&'static str, String),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Number of connections to PostgreSQL.
const POOL: u32 = 16;
/// Number of connections that read a SQLite file.
const READERS: usize = 4;

/// Values that SQLite must report on every connection (security.md finding 10).
const SQLITE_SETTINGS: &[(&str, &str)] =
    &[("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("busy_timeout", "5000")];

impl Storage {
    /// Opens a SQLite file for exclusive use by this process.
    pub async fn open_sqlite(path: &Path) -> Result<Storage, StorageError> {
        let lock = lock_file(path)?;
        // SQLite gives its other files the permissions of this one.
        let named = |e| StorageError::File(path.display().to_string(), e);
        private::options().create(true).write(true).truncate(false).open(path).map_err(named)?;
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let options = durable(sqlite_options(&url)?);
        let writer = Writer::Sqlite(Lane::open(options.clone()).await?);
        let reader = Reader::open_sqlite(options, READERS).await?;
        let storage = Storage { reader, writer, room: Arc::default(), url, _lock: Some(Arc::new(lock)) };
        storage.assert_sqlite().await?;
        Ok(storage)
    }

    /// Opens a SQLite file read-only, while the console may be running.
    pub async fn open_sqlite_read_only(path: &Path) -> Result<Storage, StorageError> {
        let url = format!("sqlite://{}?mode=ro", path.display());
        let reader = Reader::open_sqlite(usual(sqlite_options(&url)?), 1).await?;
        Ok(Storage { writer: Writer::Closed, reader, room: Arc::default(), url, _lock: None })
    }

    /// Opens a PostgreSQL database. Several processes may share it.
    pub async fn open_postgres(url: &str) -> Result<Storage, StorageError> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(POOL).acquire_timeout(Duration::from_secs(5)).sqlx_logging(false);
        let pool = Database::connect(options).await?;
        let writer = Writer::Postgres(pool.clone(), Strangers::half_of(POOL as usize));
        Ok(Storage { reader: Reader::Postgres(pool), writer, room: Arc::default(), url: url.to_owned(), _lock: None })
    }

    pub fn backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    /// Brings the schema up to date. Only one process migrates at a time: PostgreSQL uses an advisory lock, and a
    /// SQLite file belongs to one process anyway.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        const LOCK: i64 = 0x5EC1_5404;
        let one = self.connection().await?;
        if self.backend() == DbBackend::Postgres {
            one.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})")).await?;
        }
        let done = up(&one).await;
        if self.backend() == DbBackend::Postgres {
            one.execute_unprepared(&format!("SELECT pg_advisory_unlock({LOCK})")).await?;
        }
        one.close().await?;
        done
    }

    /// Opens a connection of the type that migrations need.
    async fn connection(&self) -> Result<DatabaseConnection, DbErr> {
        let mut options = ConnectOptions::new(&self.url);
        options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(durable);
        Database::connect(options).await
    }

    /// Removes deleted rows of a table from the database files too. This rewrites the whole table, and on SQLite the
    /// whole database, so it is only for rare cases in which no trace may remain.
    pub async fn forget_deleted(&self, table: &'static str) -> Result<(), DbErr> {
        let one = self.connection().await?;
        if self.backend() == DbBackend::Postgres {
            one.execute_unprepared(&format!("VACUUM FULL {table}")).await?;
        } else {
            one.execute_unprepared("VACUUM").await?;
            one.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        one.close().await
    }

    /// True if every migration has run. This only reads, so it works on a database that is opened read-only as well.
    pub async fn is_current(&self) -> Result<bool, DbErr> {
        Ok(Migrator::get_pending_migrations_read_only(&self.reader).await?.is_empty())
    }

    /// True if there is disk space to write. Tries a write if the last one failed for lack of space.
    pub async fn has_room(&self, now: DateTime<Utc>) -> bool {
        self.room.is_there(&self.writer, now).await
    }

    /// Closes all connections. SQLite merges its journal into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }

    async fn assert_sqlite(&self) -> Result<(), StorageError> {
        for (name, expected) in SQLITE_SETTINGS {
            for actual in [setting(&self.writer, name).await?, setting(&self.reader, name).await?] {
                if actual != *expected {
                    return Err(StorageError::Setting(name, actual, expected));
                }
            }
        }
        Ok(())
    }
}

/// Runs the migrations that have not run yet.
async fn up(one: &DatabaseConnection) -> Result<(), StorageError> {
    if let Some(id) = doubled::export(one).await? {
        return Err(StorageError::Doubled("export", id));
    }
    Ok(Migrator::up(one, None).await?)
}

async fn setting(db: &impl ConnectionTrait, name: &str) -> Result<String, DbErr> {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {name}"))).await?;
    let Some(row) = row else { return Ok("unknown".into()) };
    row.try_get_by_index::<String>(0).or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string()))
}

/// Settings of every connection to a SQLite file.
fn usual(options: SqliteConnectOptions) -> SqliteConnectOptions {
    let options = options.foreign_keys(true).busy_timeout(Duration::from_secs(5)).statement_cache_capacity(200);
    options.pragma("secure_delete", "on").pragma("cache_size", "-65536")
}

/// Settings of every connection in the process that writes.
fn durable(options: SqliteConnectOptions) -> SqliteConnectOptions {
    usual(options).journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full)
}

fn sqlite_options(url: &str) -> Result<SqliteConnectOptions, DbErr> {
    SqliteConnectOptions::from_str(url).map_err(|e| DbErr::Custom(e.to_string()))
}

/// Locks the file for this process. The lock is a separate file, because SQLite uses its own locks on the database
/// file.
fn lock_file(path: &Path) -> Result<File, StorageError> {
    let lock_path = path.with_extension("lock");
    let named = |e| StorageError::File(lock_path.display().to_string(), e);
    if let Some(folder) = path.parent() {
        private::make_folder(folder).map_err(named)?;
    }
    let file = private::options().create(true).write(true).truncate(false).open(&lock_path).map_err(named)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive)
        .map_err(|_| StorageError::InUse(path.display().to_string()))?;
    Ok(file)
}
