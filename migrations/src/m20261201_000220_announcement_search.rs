//! The search in announcements: the folded words of the version that readers see, and an index that finds any three characters in
//! a row, because Japanese has no spaces between words. SQLite has FTS5 for that, PostgreSQL `pg_trgm`. A PostgreSQL without that
//! extension finds the same, only by reading all texts.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::sql::run_for(manager, SQLITE, POSTGRES).await
    }
}

const SQLITE: &str = "CREATE TABLE announcement_text (
        place INTEGER PRIMARY KEY,
        announcement_id $UUID NOT NULL UNIQUE REFERENCES announcement (id),
        number $BIG NOT NULL,
        folded TEXT NOT NULL
    )
;;
CREATE VIRTUAL TABLE announcement_search USING fts5
    (folded, content = 'announcement_text', content_rowid = 'place', tokenize = 'trigram')
;;
CREATE TRIGGER announcement_text_added AFTER INSERT ON announcement_text BEGIN
    INSERT INTO announcement_search (rowid, folded) VALUES (NEW.place, NEW.folded); END
;;
CREATE TRIGGER announcement_text_removed AFTER DELETE ON announcement_text BEGIN
    INSERT INTO announcement_search (announcement_search, rowid, folded) VALUES ('delete', OLD.place, OLD.folded); END
;;
CREATE TRIGGER announcement_text_changed AFTER UPDATE ON announcement_text BEGIN
    INSERT INTO announcement_search (announcement_search, rowid, folded) VALUES ('delete', OLD.place, OLD.folded);
    INSERT INTO announcement_search (rowid, folded) VALUES (NEW.place, NEW.folded); END";

const POSTGRES: &str = "CREATE TABLE announcement_text (
        announcement_id $UUID NOT NULL PRIMARY KEY REFERENCES announcement (id),
        number $BIG NOT NULL,
        folded TEXT NOT NULL
    )
;;
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX announcement_text_search ON announcement_text USING gin (folded gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'without pg_trgm, the search in announcements reads all texts';
END $$";
