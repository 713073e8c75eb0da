//! Stores the filtered columns beside the searched ones, so that a list with several filters needs no lookup per row:
//! the providers as a set of bits, and the prefecture with each word.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::sql::run(manager, COLUMNS).await?;
        crate::sql::run_for(manager, FIGURES, "").await
    }
}

const COLUMNS: &str = "ALTER TABLE end_user ADD COLUMN providers INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE end_user_word ADD COLUMN prefecture_index $BYTES
;;
ALTER TABLE end_user_word ADD COLUMN providers INTEGER NOT NULL DEFAULT 0
;;
UPDATE end_user SET providers = (
        SELECT CAST(coalesce(sum(DISTINCT CASE provider WHEN 'line' THEN 1 WHEN 'yahoo_japan' THEN 2 WHEN 'google' THEN 4
            WHEN 'apple' THEN 8 WHEN 'facebook' THEN 16 WHEN 'rakuten' THEN 32 WHEN 'x' THEN 64 ELSE 0 END), 0) AS INTEGER)
        FROM identity WHERE identity.tenant_id = end_user.tenant_id AND identity.end_user_id = end_user.id)
;;
UPDATE end_user_word SET
        prefecture_index = (SELECT prefecture_index FROM end_user
            WHERE end_user.tenant_id = end_user_word.tenant_id AND end_user.id = end_user_word.end_user_id),
        providers = (SELECT providers FROM end_user
            WHERE end_user.tenant_id = end_user_word.tenant_id AND end_user.id = end_user_word.end_user_id)
;;
DROP INDEX end_user_by_prefecture
;;
CREATE INDEX end_user_by_prefecture ON end_user (tenant_id, prefecture_index, id, providers)
;;
CREATE INDEX end_user_word_by_prefecture
        ON end_user_word (tenant_id, word_index, prefecture_index, end_user_id, providers)";

/// As in the migration of the statistics.
const FIGURES: &str = "DELETE FROM sqlite_stat1 WHERE idx IN ('end_user_by_prefecture', 'end_user_word_by_prefecture')
;;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
        ('end_user', 'end_user_by_prefecture', '1000000 100000 2000 1 1'),
        ('end_user_word', 'end_user_word_by_prefecture', '3000000 300000 100 10 1 1')
;;
ANALYZE sqlite_schema";
