//! The only connection that writes on SQLite. A writer holds the lane until it commits or is dropped.
//!
//! Each call to the database's thread costs about as much as the work done there. So a transaction begins together with
//! its first statement and may commit together with its last one, in the same call. As on PostgreSQL, a failed
//! statement ends the transaction: the lane accepts no further statement and commits nothing.

use crate::base::share::{Permit, Strangers};
use futures_util::TryStreamExt;
use sea_orm::sea_query::Values;
use sea_orm::{DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::sqlite::{SqliteConnectOptions, SqliteQueryResult};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Either, Executor, SqliteConnection};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Longest wait for the lane.
const PATIENCE: Duration = Duration::from_secs(10);

const BEGIN: &str = "BEGIN IMMEDIATE; ";
const COMMIT: &str = "; COMMIT";

/// The write lane. Callers wait for it in order.
#[derive(Clone)]
pub struct Lane {
    connection: Arc<Mutex<WriteConnection>>,
    /// Lets one stranger at a time join the queue.
    strangers: Strangers,
}

struct WriteConnection {
    /// `None` once the lane is closed.
    db: Option<SqliteConnection>,
    /// True while a transaction is open. If it stays true, the owner was dropped before the end.
    left_open: bool,
}

/// Exclusive use of the lane.
pub struct LaneGuard {
    /// `None` only during drop.
    connection: Option<OwnedMutexGuard<WriteConnection>>,
    state: LaneState,
    /// Released together with the lane.
    _permit: Permit,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LaneState {
    /// No statement was sent yet.
    Fresh,
    Begun,
    /// A statement failed, or the transaction has ended.
    Over,
}

/// The result of a statement: its rows and the number of changed rows.
#[derive(Default)]
pub struct StatementResult {
    pub rows: Vec<QueryResult>,
    done: SqliteQueryResult,
}

impl StatementResult {
    pub fn changed(self) -> ExecResult {
        self.done.into()
    }
}

impl Lane {
    pub async fn open(options: SqliteConnectOptions) -> Result<Lane, DbErr> {
        let db = options.connect().await.map_err(failed)?;
        let connection = Arc::new(Mutex::new(WriteConnection { db: Some(db), left_open: false }));
        Ok(Lane { connection, strangers: Strangers::at_most(1) })
    }

    /// Waits for the lane. Serves everybody in order, and only one stranger at a time.
    pub async fn acquire(&self) -> Result<LaneGuard, DbErr> {
        let wait = tokio::time::timeout(PATIENCE, async {
            let permit = self.strangers.permit().await;
            (permit, self.connection.clone().lock_owned().await)
        });
        let (permit, mut connection) =
            wait.await.map_err(|_| DbErr::ConnectionAcquire(sea_orm::ConnAcquireErr::Timeout))?;
        connection.clear().await;
        Ok(LaneGuard { connection: Some(connection), state: LaneState::Fresh, _permit: permit })
    }

    /// Runs one statement as a transaction of its own.
    pub async fn alone(&self, statement: Statement) -> Result<StatementResult, DbErr> {
        self.acquire().await?.connection()?.run(&statement.sql, statement.values).await
    }

    pub async fn close(self) -> Result<(), DbErr> {
        let db = self.connection.lock().await.db.take();
        match db {
            Some(db) => db.close().await.map_err(failed),
            None => Ok(()),
        }
    }
}

impl LaneGuard {
    /// Runs a statement of the transaction.
    pub async fn run(&mut self, statement: Statement) -> Result<StatementResult, DbErr> {
        self.send(statement, "", LaneState::Begun).await
    }

    /// Runs the last statement and commits: both succeed, or neither.
    pub async fn run_and_commit(&mut self, statement: Statement) -> Result<(), DbErr> {
        self.send(statement, COMMIT, LaneState::Over).await?;
        self.connection()?.left_open = false;
        Ok(())
    }

    /// Commits the transaction, if one was begun.
    pub async fn commit(&mut self) -> Result<(), DbErr> {
        match std::mem::replace(&mut self.state, LaneState::Over) {
            LaneState::Over => Err(over()),
            LaneState::Fresh => Ok(()),
            LaneState::Begun => {
                let connection = self.connection()?;
                connection.run("COMMIT", None).await?;
                connection.left_open = false;
                Ok(())
            }
        }
    }

    async fn send(&mut self, statement: Statement, end: &str, next: LaneState) -> Result<StatementResult, DbErr> {
        let start = match std::mem::replace(&mut self.state, LaneState::Over) {
            LaneState::Over => return Err(over()),
            LaneState::Fresh => BEGIN,
            LaneState::Begun => "",
        };
        let sql =
            if start.is_empty() && end.is_empty() { statement.sql } else { [start, &statement.sql, end].concat() };
        let connection = self.connection()?;
        connection.left_open = true;
        let answer = connection.run(&sql, statement.values).await?;
        self.state = next;
        Ok(answer)
    }

    fn connection(&mut self) -> Result<&mut WriteConnection, DbErr> {
        self.connection.as_deref_mut().ok_or_else(over)
    }
}

impl Drop for LaneGuard {
    /// Rolls back an uncommitted transaction at once. The lane stays locked until this is done.
    fn drop(&mut self) {
        if let Some(mut connection) = self.connection.take().filter(|connection| connection.left_open)
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(async move { connection.clear().await });
        }
    }
}

impl WriteConnection {
    /// Rolls back an abandoned transaction. Any statement in flight has finished by now, possibly the COMMIT itself.
    async fn clear(&mut self) {
        if self.left_open {
            self.run("ROLLBACK", None).await.ok();
            self.left_open = false;
        }
    }

    async fn run(&mut self, sql: &str, values: Option<Values>) -> Result<StatementResult, DbErr> {
        let db = self.db.as_mut().ok_or_else(|| DbErr::Custom("the database is closed".into()))?;
        run(db, sql, values).await
    }
}

/// Runs one or more statements to the end. The count of changed rows is that of the last one.
pub(super) async fn run(
    db: &mut SqliteConnection,
    sql: &str,
    values: Option<Values>,
) -> Result<StatementResult, DbErr> {
    let mut parts =
        db.fetch_many(sqlx::query_with(AssertSqlSafe(sql), SqlxValues(values.unwrap_or(Values(Vec::new())))));
    let mut answer = StatementResult::default();
    while let Some(part) = parts.try_next().await.map_err(failed)? {
        match part {
            Either::Left(done) => answer.done = done,
            Either::Right(row) => answer.rows.push(row.into()),
        }
    }
    Ok(answer)
}

fn over() -> DbErr {
    DbErr::Custom("the transaction is over".into())
}

pub(super) fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(Arc::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::share::Asker;
    use sea_orm::DbBackend;

    fn sql(text: &str) -> Statement {
        Statement::from_string(DbBackend::Sqlite, text)
    }

    async fn lane(dir: &tempfile::TempDir) -> Lane {
        let file = SqliteConnectOptions::new().filename(dir.path().join("lane.sqlite")).create_if_missing(true);
        let lane = Lane::open(file).await.unwrap();
        lane.alone(sql("CREATE TABLE t (n INTEGER PRIMARY KEY)")).await.unwrap();
        lane
    }

    async fn numbers(lane: &Lane) -> Vec<i64> {
        let rows = lane.alone(sql("SELECT n FROM t ORDER BY n")).await.unwrap().rows;
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    #[tokio::test]
    async fn what_is_not_committed_never_happened() {
        let dir = tempfile::tempdir().unwrap();
        let lane = lane(&dir).await;
        let mut guard = lane.acquire().await.unwrap();
        guard.run(sql("INSERT INTO t VALUES (1)")).await.unwrap();
        drop(guard);
        assert_eq!(numbers(&lane).await, [] as [i64; 0]);
        let mut guard = lane.acquire().await.unwrap();
        guard.run(sql("INSERT INTO t VALUES (2)")).await.unwrap();
        guard.commit().await.unwrap();
        assert!(guard.run(sql("INSERT INTO t VALUES (3)")).await.is_err(), "after the end there is nothing");
        drop(guard);
        lane.acquire().await.unwrap().run_and_commit(sql("INSERT INTO t VALUES (4)")).await.unwrap();
        assert_eq!(numbers(&lane).await, [2, 4]);
    }

    /// However many strangers wait, a known sender waits only for the current holder and one stranger.
    #[tokio::test]
    async fn a_known_one_waits_for_one_stranger_and_no_stranger_for_ever() {
        let dir = tempfile::tempdir().unwrap();
        let lane = lane(&dir).await;
        let first = lane.acquire().await.unwrap();
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        let asks = |name: &'static str, asker: Asker| {
            let (lane, tell) = (lane.clone(), tell.clone());
            tokio::spawn(asker.does(async move {
                let _guard = lane.acquire().await.unwrap();
                tell.send(name).unwrap();
            }))
        };
        for _ in 0..20 {
            asks("stranger", Asker::default());
        }
        tokio::task::yield_now().await;
        for _ in 0..3 {
            asks("known", Asker::now());
        }
        tokio::task::yield_now().await;
        drop(first);
        let mut order = Vec::new();
        while order.len() < 23 {
            order.push(told.recv().await.unwrap());
        }
        assert_eq!(order[..5], ["stranger", "known", "known", "known", "stranger"]);
    }

    #[tokio::test]
    async fn a_statement_that_fails_ends_the_transaction() {
        let dir = tempfile::tempdir().unwrap();
        let lane = lane(&dir).await;
        for last in ["INSERT INTO t VALUES (7), (7)", "INSERT INTO t VALUES (8); INSERT INTO t VALUES (7)"] {
            let mut guard = lane.acquire().await.unwrap();
            guard.run(sql("INSERT INTO t VALUES (7)")).await.unwrap();
            assert!(guard.run_and_commit(sql(last)).await.is_err());
            assert!(guard.run(sql("INSERT INTO t VALUES (9)")).await.is_err());
            assert!(guard.commit().await.is_err());
        }
        assert_eq!(numbers(&lane).await, [] as [i64; 0]);
    }

    #[tokio::test]
    async fn what_is_counted_is_the_last_statement() {
        let dir = tempfile::tempdir().unwrap();
        let lane = lane(&dir).await;
        lane.alone(sql("INSERT INTO t VALUES (1), (2)")).await.unwrap();
        let mut guard = lane.acquire().await.unwrap();
        let none = guard.run(sql("UPDATE t SET n = 9 WHERE n = 8")).await.unwrap();
        assert_eq!(none.changed().rows_affected(), 0, "the statement that begins counts for nothing");
        assert_eq!(guard.run(sql("DELETE FROM t WHERE n = 1")).await.unwrap().changed().rows_affected(), 1);
    }

    #[tokio::test]
    async fn an_interrupted_writer_leaves_the_lane_clean() {
        let dir = tempfile::tempdir().unwrap();
        let lane = lane(&dir).await;
        for n in 0..200 {
            let statements = async {
                let mut guard = lane.acquire().await.unwrap();
                guard.run(sql(&format!("INSERT INTO t VALUES ({})", 1000 + n))).await.unwrap();
                guard.run_and_commit(sql(&format!("INSERT INTO t VALUES ({})", 2000 + n))).await.unwrap();
            };
            // The future is polled a few times and then dropped, one poll later in each round.
            let mut statements = std::pin::pin!(statements);
            for _ in 0..n % 8 {
                if futures_util::poll!(&mut statements).is_ready() {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        let all = numbers(&lane).await;
        let (one, two): (Vec<i64>, Vec<i64>) = all.iter().partition(|n| **n < 2000);
        assert_eq!(one.iter().map(|n| n + 1000).collect::<Vec<_>>(), two, "both or nothing");
    }
}
