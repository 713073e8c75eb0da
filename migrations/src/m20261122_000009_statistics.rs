//! Fixed statistics for SQLite's planner about the tables of end users: many rows, most of them of one company. Without
//! statistics it assumes ten rows per company and reads them all instead of using an index. They are fixed, as the
//! SQLite documentation suggests (queryplanner-ng, 4.1), so that a plan never changes while the program runs; no other
//! code runs `ANALYZE`. PostgreSQL keeps its own.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::sql::run_for(manager, FIGURES, "").await
    }
}

/// Table, index (a table without row ids has its own name for the primary key), then the number of rows, and of rows
/// that share the first one, two, three … columns of the index.
const FIGURES: &str = "ANALYZE
;;
DELETE FROM sqlite_stat1
;;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
        ('end_user', 'end_user', '1000000 100000 1'),
        ('end_user', 'sqlite_autoindex_end_user_2', '1000000 100000 1'),
        ('end_user', 'end_user_by_email', '1000000 100000 1 1'),
        ('end_user', 'end_user_by_phone', '1000000 100000 1 1'),
        ('end_user', 'end_user_by_prefecture', '1000000 100000 2000 1'),
        ('end_user_word', 'end_user_word', '3000000 300000 100 1'),
        ('end_user_word', 'end_user_word_by_user', '3000000 300000 3 1'),
        ('identity', 'identity', '1000000 100000 20000 1'),
        ('identity', 'identity_by_user', '1000000 100000 20000 1 1')
;;
ANALYZE sqlite_schema";
