//! Stores all errors of an import's row, not only the first: `nth` counts the reasons of a line.

crate::sql::migration!(
    "CREATE TABLE end_user_import_reason (
        tenant_id $UUID NOT NULL,
        import_id $UUID NOT NULL,
        line $BIG NOT NULL,
        nth INTEGER NOT NULL,
        field TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (tenant_id, import_id, line, nth),
        FOREIGN KEY (tenant_id, import_id) REFERENCES end_user_import (tenant_id, id) ON DELETE CASCADE
    )
;;
INSERT INTO end_user_import_reason (tenant_id, import_id, line, nth, field, reason)
    SELECT tenant_id, import_id, line, 0, field, reason FROM end_user_import_refusal
;;
DROP TABLE end_user_import_refusal
;;
ALTER TABLE end_user_import_reason RENAME TO end_user_import_refusal"
);
