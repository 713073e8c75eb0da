//! Read connections: a few on SQLite that cannot write, a pool on PostgreSQL.

use super::lane::{failed, run};
use deadpool::unmanaged::{Object, Pool, PoolConfig};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::time::Duration;

/// Longest wait for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs queries that only read.
#[derive(Clone)]
pub enum Reader {
    Sqlite(Pool<SqliteConnection>),
    Postgres(DatabaseConnection),
}

impl Reader {
    /// Opens connections on which SQLite itself refuses every change.
    pub(super) async fn open_sqlite(options: SqliteConnectOptions, connections: usize) -> Result<Reader, DbErr> {
        let options = options.pragma("query_only", "on");
        let mut config = PoolConfig::new(connections);
        config.timeout = Some(PATIENCE);
        config.runtime = Some(deadpool::Runtime::Tokio1);
        let pool = Pool::from_config(&config);
        for _ in 0..connections {
            let db = options.connect().await.map_err(failed)?;
            pool.add(db).await.map_err(|(_, error)| DbErr::Custom(error.to_string()))?;
        }
        Ok(Reader::Sqlite(pool))
    }

    pub(super) async fn close(self) -> Result<(), DbErr> {
        match self {
            Reader::Sqlite(pool) => {
                let all = (0..pool.status().size).map(|_| pool.try_remove()).filter_map(Result::ok);
                for db in all.collect::<Vec<_>>() {
                    db.close().await.map_err(failed)?;
                }
                pool.close();
                Ok(())
            }
            Reader::Postgres(pool) => pool.close().await,
        }
    }
}

async fn one(pool: &Pool<SqliteConnection>) -> Result<Object<SqliteConnection>, DbErr> {
    pool.get().await.map_err(|_| DbErr::ConnectionAcquire(sea_orm::ConnAcquireErr::Timeout))
}

fn refused() -> DbErr {
    DbErr::Custom("this connection only reads".into())
}

/// Accepts only statements that start with a read; refuses `INSERT … RETURNING` and the like.
fn reads(statement: &Statement) -> Result<(), DbErr> {
    let sql = statement.sql.trim_start();
    let reads =
        ["SELECT", "WITH", "(", "PRAGMA"].iter().any(|w| sql.get(..w.len()).is_some_and(|s| s.eq_ignore_ascii_case(w)));
    let upper = sql.to_ascii_uppercase();
    let writes = ["INSERT ", "UPDATE ", "DELETE "].iter().any(|w| upper.contains(w));
    if reads && !writes { Ok(()) } else { Err(refused()) }
}

#[async_trait::async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Reader::Sqlite(_) => DbBackend::Sqlite,
            Reader::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, _statement: Statement) -> Result<ExecResult, DbErr> {
        Err(refused())
    }

    async fn execute_unprepared(&self, _sql: &str) -> Result<ExecResult, DbErr> {
        Err(refused())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        reads(&statement)?;
        match self {
            Reader::Sqlite(pool) => Ok(run(&mut *one(pool).await?, &statement.sql, statement.values).await?.rows),
            Reader::Postgres(pool) => pool.query_all_raw(statement).await,
        }
    }
}
