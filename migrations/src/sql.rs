//! One SQL text for both databases: the types that differ are written as placeholders.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// Types that differ: (word, SQLite, PostgreSQL).
const WORDS: &[(&str, &str, &str)] = &[
    ("$UUID", "uuid_blob", "UUID"),
    ("$BYTES", "BLOB", "BYTEA"),
    ("$TIME", "timestamp_with_timezone_text", "TIMESTAMPTZ"),
    ("$BIG", "BIGINT", "BIGINT"),
    ("$BOOL", "BOOLEAN", "BOOLEAN"),
    ("$CLUSTERED", "WITHOUT ROWID", ""),
];

/// Runs statements separated by lines that hold only `;;`.
pub async fn run(manager: &SchemaManager<'_>, statements: &str) -> Result<(), DbErr> {
    let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    for statement in statements.split("\n;;\n").map(str::trim).filter(|s| !s.is_empty()) {
        let mut text = statement.to_owned();
        for (word, lite, pg) in WORDS {
            text = text.replace(word, if sqlite { lite } else { pg });
        }
        manager.get_connection().execute_unprepared(&text).await?;
    }
    Ok(())
}

/// Runs the statements for the current database.
pub async fn run_for(manager: &SchemaManager<'_>, sqlite: &str, postgres: &str) -> Result<(), DbErr> {
    let lite = manager.get_database_backend() == DbBackend::Sqlite;
    run(manager, if lite { sqlite } else { postgres }).await
}

/// Declares the migration in a file: `up` runs one SQL text.
macro_rules! migration {
    ($sql:expr) => {
        #[derive(sea_orm_migration::prelude::DeriveMigrationName)]
        pub struct Migration;

        #[async_trait::async_trait]
        impl sea_orm_migration::MigrationTrait for Migration {
            async fn up(
                &self,
                manager: &sea_orm_migration::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                crate::sql::run(manager, $sql).await
            }
        }
    };
}
pub(crate) use migration;
