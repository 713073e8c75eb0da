//! The database: SQLite in the data directory, or PostgreSQL. Durable settings are set on every connection and
//! asserted at start; a second process on the same file is refused.

use migrations::{Migrator, MigratorTrait};
use rustix::fs::{FlockOperation, flock};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use std::fs::File;
use std::path::Path;
use std::time::Duration;

/// Connections to the database. On SQLite all writes go through one connection, so that none waits for a lock in the
/// middle of a transaction; reads have a pool of their own.
#[derive(Clone)]
pub struct Storage {
    pub(crate) reader: DatabaseConnection,
    pub(crate) writer: DatabaseConnection,
    /// Address of a PostgreSQL database, for the migration's own connection.
    postgres_url: Option<String>,
    /// Held as long as the process uses the file.
    _lock: Option<std::sync::Arc<File>>,
}

/// Why the database cannot be used, in one line.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("{0} is in use by another process; stop it first, or use PostgreSQL for several processes")]
    InUse(String),
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    #[error("the database setting {0} is {1}, expected {2}")]
    Setting(&'static str, String, &'static str),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What SQLite must answer, on every connection (security.md finding 10).
const SQLITE_SETTINGS: &[(&str, &str)] =
    &[("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("busy_timeout", "5000")];

impl Storage {
    /// Opens a SQLite file for this process alone.
    pub async fn open_sqlite(path: &Path) -> Result<Storage, StorageError> {
        let lock = lock_file(path)?;
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let writer = connect_sqlite(&url, 1, false).await?;
        let reader = connect_sqlite(&url, 4, false).await?;
        let storage = Storage { reader, writer, postgres_url: None, _lock: Some(std::sync::Arc::new(lock)) };
        storage.assert_sqlite().await?;
        Ok(storage)
    }

    /// Opens a SQLite file for reading beside a running console.
    pub async fn open_sqlite_read_only(path: &Path) -> Result<Storage, StorageError> {
        let url = format!("sqlite://{}?mode=ro", path.display());
        let reader = connect_sqlite(&url, 2, true).await?;
        Ok(Storage { writer: reader.clone(), reader, postgres_url: None, _lock: None })
    }

    /// Opens a PostgreSQL database; several processes may share it.
    pub async fn open_postgres(url: &str) -> Result<Storage, StorageError> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(16).acquire_timeout(Duration::from_secs(5)).sqlx_logging(false);
        let pool = Database::connect(options).await?;
        Ok(Storage { reader: pool.clone(), writer: pool, postgres_url: Some(url.to_owned()), _lock: None })
    }

    pub fn backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    /// Brings the schema up to date. One process at a time: on PostgreSQL under an advisory lock, on SQLite the file
    /// belongs to this process anyway.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        const LOCK: i64 = 0x5EC1_5404;
        if let Some(url) = &self.postgres_url {
            let mut options = ConnectOptions::new(url);
            options.max_connections(1).sqlx_logging(false);
            let one = Database::connect(options).await?;
            one.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})")).await?;
            let done = Migrator::up(&one, None).await;
            one.execute_unprepared(&format!("SELECT pg_advisory_unlock({LOCK})")).await?;
            one.close().await?;
            return Ok(done?);
        }
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// Whether every migration has run.
    pub async fn is_current(&self) -> Result<bool, DbErr> {
        Ok(Migrator::get_pending_migrations(&self.reader).await?.is_empty())
    }

    /// Ends all connections; on SQLite the journal is folded into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }

    async fn assert_sqlite(&self) -> Result<(), StorageError> {
        for connection in [&self.writer, &self.reader] {
            for (name, expected) in SQLITE_SETTINGS {
                let statement = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {name}"));
                let row = connection.query_one_raw(statement).await?;
                let row = row.ok_or(StorageError::Setting(name, "unknown".into(), expected))?;
                let actual = row
                    .try_get_by_index::<String>(0)
                    .or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string()))?;
                if actual != *expected {
                    return Err(StorageError::Setting(name, actual, expected));
                }
            }
        }
        Ok(())
    }
}

async fn connect_sqlite(url: &str, connections: u32, read_only: bool) -> Result<DatabaseConnection, DbErr> {
    use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .idle_timeout(Duration::from_hours(1))
        // The database is in this process: there is no line that could have been cut meanwhile.
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |o| {
            let o = o
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .pragma("secure_delete", "on")
                .pragma("cache_size", "-65536")
                .statement_cache_capacity(200);
            if read_only { o } else { o.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full) }
        });
    Database::connect(options).await
}

/// Takes the file for this process. The lock stands beside the database, since SQLite locks the file itself.
fn lock_file(path: &Path) -> Result<File, StorageError> {
    let lock_path = path.with_extension("lock");
    let named = |e| StorageError::File(lock_path.display().to_string(), e);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(named)?;
    }
    let file = File::options().create(true).write(true).truncate(false).open(&lock_path).map_err(named)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive)
        .map_err(|_| StorageError::InUse(path.display().to_string()))?;
    Ok(file)
}
