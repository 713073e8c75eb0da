//! A connection that reads. Whatever would write is refused before it reaches the database.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};

/// See the module.
pub struct ReadOnly(DatabaseConnection);

impl ReadOnly {
    pub(crate) fn new(db: DatabaseConnection) -> ReadOnly {
        ReadOnly(db)
    }
}

fn refused() -> DbErr {
    DbErr::Custom("this connection only reads".into())
}

/// Only statements that start by reading pass; `INSERT … RETURNING` and the like do not.
fn reads(statement: &Statement) -> Result<(), DbErr> {
    let sql = statement.sql.trim_start();
    let reads =
        ["SELECT", "WITH", "("].iter().any(|word| sql.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word)));
    let upper = sql.to_ascii_uppercase();
    let writes = ["INSERT ", "UPDATE ", "DELETE "].iter().any(|w| upper.contains(w));
    if reads && !writes { Ok(()) } else { Err(refused()) }
}

#[async_trait::async_trait]
impl ConnectionTrait for ReadOnly {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, _statement: Statement) -> Result<ExecResult, DbErr> {
        Err(refused())
    }

    async fn execute_unprepared(&self, _sql: &str) -> Result<ExecResult, DbErr> {
        Err(refused())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        reads(&statement)?;
        self.0.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        reads(&statement)?;
        self.0.query_all_raw(statement).await
    }
}
