//! The search of the operation log: blind indexes of the words of each entry, which go with its personal details, and the
//! exact ids of objects and requests. Entries from before have no words yet: they are counted per log and get them later.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::sql::run(manager, TABLES).await?;
        crate::sql::run_for(manager, ERASE_SQLITE, ERASE_POSTGRES).await
    }
}

const TABLES: &str = "CREATE TABLE operation_log_word (
        tenant_id $UUID NOT NULL,
        word_index $BYTES NOT NULL,
        seq $BIG NOT NULL,
        PRIMARY KEY (tenant_id, word_index, seq)
    ) $CLUSTERED
;;
CREATE INDEX operation_log_word_by_entry ON operation_log_word (tenant_id, seq)
;;
CREATE INDEX operation_log_by_object_id ON operation_log (tenant_id, object_id, seq)
;;
CREATE INDEX operation_log_by_request ON operation_log (tenant_id, request_id, seq)
;;
CREATE TABLE operation_log_unindexed (
        tenant_id $UUID NOT NULL PRIMARY KEY,
        seq $BIG NOT NULL
    )
;;
INSERT INTO operation_log_unindexed (tenant_id, seq) SELECT tenant_id, seq FROM operation_log_head WHERE seq > 0";

const ERASE_SQLITE: &str = "CREATE TRIGGER operation_log_word_erased AFTER DELETE ON operation_log_personal
    BEGIN DELETE FROM operation_log_word WHERE tenant_id = OLD.tenant_id AND seq = OLD.seq; END";

const ERASE_POSTGRES: &str = "CREATE FUNCTION operation_log_word_erase() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN DELETE FROM operation_log_word WHERE tenant_id = OLD.tenant_id AND seq = OLD.seq; RETURN NULL; END $$
;;
CREATE TRIGGER operation_log_word_erased AFTER DELETE ON operation_log_personal
    FOR EACH ROW EXECUTE FUNCTION operation_log_word_erase()";
