//! Imports of end users: the progress in the file, so that an interrupted import resumes, and the refused rows.

crate::sql::migration!(
    "CREATE TABLE end_user_import (
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        id $UUID NOT NULL,
        file_hash $BYTES NOT NULL,
        file_name TEXT NOT NULL,
        state TEXT NOT NULL,
        rows_read $BIG NOT NULL,
        rows_stored $BIG NOT NULL,
        rows_created $BIG NOT NULL,
        rows_refused $BIG NOT NULL,
        started_at $TIME NOT NULL,
        finished_at $TIME,
        PRIMARY KEY (tenant_id, id)
    )
;;
CREATE INDEX end_user_import_by_file ON end_user_import (tenant_id, file_hash, state)
;;
CREATE TABLE end_user_import_refusal (
        tenant_id $UUID NOT NULL,
        import_id $UUID NOT NULL,
        line $BIG NOT NULL,
        field TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (tenant_id, import_id, line),
        FOREIGN KEY (tenant_id, import_id) REFERENCES end_user_import (tenant_id, id) ON DELETE CASCADE
    )"
);
