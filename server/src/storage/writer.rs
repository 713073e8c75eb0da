//! Write access: one lane on SQLite, a pool on PostgreSQL, with the same interface for both.

use super::lane::{Lane, LaneGuard, StatementResult};
use crate::base::share::{Permit, Strangers};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    TransactionTrait,
};
use tokio::sync::Mutex;

/// Runs statements that change data. Outside a transaction, each statement is a transaction of its own.
#[derive(Clone)]
pub enum Writer {
    Sqlite(Lane),
    /// Strangers may use only a part of the pool.
    Postgres(DatabaseConnection, Strangers),
    /// The database is open read-only.
    Closed,
}

/// A transaction. Dropping it without a commit rolls it back.
pub enum Transaction {
    Sqlite(Mutex<LaneGuard>),
    Postgres(DatabaseTransaction, Permit),
}

fn closed() -> DbErr {
    DbErr::Custom("the database was opened for reading".into())
}

impl Writer {
    pub async fn begin(&self) -> Result<Transaction, DbErr> {
        match self {
            Writer::Sqlite(lane) => Ok(Transaction::Sqlite(Mutex::new(lane.acquire().await?))),
            Writer::Postgres(pool, strangers) => {
                let permit = strangers.permit().await;
                Ok(Transaction::Postgres(pool.begin().await?, permit))
            }
            Writer::Closed => Err(closed()),
        }
    }

    pub(super) async fn close(self) -> Result<(), DbErr> {
        match self {
            Writer::Sqlite(lane) => lane.close().await,
            Writer::Postgres(pool, _) => pool.close().await,
            Writer::Closed => Ok(()),
        }
    }
}

impl Transaction {
    pub async fn commit(self) -> Result<(), DbErr> {
        match self {
            Transaction::Sqlite(guard) => guard.into_inner().commit().await,
            Transaction::Postgres(tx, _) => tx.commit().await,
        }
    }

    /// Runs the last statement, which writes one row, and commits. On SQLite, `then` runs before any other writer gets the
    /// lane. Statement and commit are one call there, so a statement that must not be committed has to fail. On
    /// PostgreSQL, a statement that does not write exactly one row returns the transaction instead.
    pub async fn run_and_commit(
        self,
        last: Statement,
        then: impl FnOnce() + Send,
    ) -> Result<Option<Transaction>, DbErr> {
        match self {
            Transaction::Sqlite(guard) => {
                let mut guard = guard.into_inner();
                guard.run_and_commit(last).await?;
                then();
            }
            Transaction::Postgres(tx, permit) => {
                if tx.execute_raw(last).await?.rows_affected() != 1 {
                    return Ok(Some(Transaction::Postgres(tx, permit)));
                }
                tx.commit().await?;
                then();
            }
        }
        Ok(None)
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Writer {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Writer::Postgres(..) => DbBackend::Postgres,
            Writer::Sqlite(_) | Writer::Closed => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Writer::Sqlite(lane) => lane.alone(statement).await.map(StatementResult::changed),
            Writer::Postgres(pool, strangers) => {
                let _permit = strangers.permit().await;
                pool.execute_raw(statement).await
            }
            Writer::Closed => Err(closed()),
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.execute_raw(Statement::from_string(self.get_database_backend(), sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Writer::Sqlite(lane) => Ok(lane.alone(statement).await?.rows),
            Writer::Postgres(pool, strangers) => {
                let _permit = strangers.permit().await;
                pool.query_all_raw(statement).await
            }
            Writer::Closed => Err(closed()),
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Transaction::Sqlite(_) => DbBackend::Sqlite,
            Transaction::Postgres(..) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Transaction::Sqlite(guard) => guard.lock().await.run(statement).await.map(StatementResult::changed),
            Transaction::Postgres(tx, _) => tx.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Transaction::Sqlite(_) => self.execute_raw(Statement::from_string(DbBackend::Sqlite, sql)).await,
            Transaction::Postgres(tx, _) => tx.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Transaction::Sqlite(guard) => Ok(guard.lock().await.run(statement).await?.rows.into_iter().next()),
            Transaction::Postgres(tx, _) => tx.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Transaction::Sqlite(guard) => Ok(guard.lock().await.run(statement).await?.rows),
            Transaction::Postgres(tx, _) => tx.query_all_raw(statement).await,
        }
    }
}
