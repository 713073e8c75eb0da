//! The operation log: append-only, without gaps per tenant, chained by hashes. Personal details are in an erasable side
//! row; the chain contains only a keyed hash of them. The head of each chain is signed with a key outside the database.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::sql::run(manager, TABLES).await?;
        crate::sql::run_for(manager, REFUSE_SQLITE, REFUSE_POSTGRES).await
    }
}

const TABLES: &str = "CREATE TABLE operation_log (
        tenant_id $UUID NOT NULL,
        seq $BIG NOT NULL,
        at $TIME NOT NULL,
        actor_kind TEXT NOT NULL,
        actor_id $UUID,
        action TEXT NOT NULL,
        object_kind TEXT NOT NULL,
        object_id TEXT NOT NULL,
        result TEXT NOT NULL,
        request_id TEXT NOT NULL,
        detail TEXT NOT NULL,
        personal_ref $BYTES NOT NULL,
        prev_hash $BYTES NOT NULL,
        hash $BYTES NOT NULL,
        PRIMARY KEY (tenant_id, seq)
    ) $CLUSTERED
;;
CREATE INDEX operation_log_by_action ON operation_log (tenant_id, action, seq)
;;
CREATE INDEX operation_log_by_actor ON operation_log (tenant_id, actor_id, seq)
;;
CREATE INDEX operation_log_by_object ON operation_log (tenant_id, object_kind, object_id, seq)
;;
CREATE INDEX operation_log_by_time ON operation_log (tenant_id, at)
;;
CREATE TABLE operation_log_personal (
        tenant_id $UUID NOT NULL,
        seq $BIG NOT NULL,
        sealed $BYTES NOT NULL,
        PRIMARY KEY (tenant_id, seq)
    ) $CLUSTERED
;;
CREATE TABLE operation_log_head (
        tenant_id $UUID NOT NULL PRIMARY KEY,
        seq $BIG NOT NULL,
        hash $BYTES NOT NULL,
        signature $BYTES NOT NULL
    )";

const REFUSE_SQLITE: &str = "CREATE TRIGGER operation_log_no_update BEFORE UPDATE ON operation_log
    BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END
;;
CREATE TRIGGER operation_log_no_delete BEFORE DELETE ON operation_log
    BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END";

const REFUSE_POSTGRES: &str = "CREATE FUNCTION operation_log_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the operation log is append-only'; END $$
;;
CREATE TRIGGER operation_log_no_change BEFORE UPDATE OR DELETE ON operation_log
    FOR EACH ROW EXECUTE FUNCTION operation_log_append_only()
;;
CREATE TRIGGER operation_log_no_truncate BEFORE TRUNCATE ON operation_log
    FOR EACH STATEMENT EXECUTE FUNCTION operation_log_append_only()";
