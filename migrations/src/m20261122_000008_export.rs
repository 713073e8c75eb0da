//! Data exports: jobs with a cursor, so that a killed job resumes after the last written block. A company's exports run
//! one after another.

crate::sql::migration!(
    "CREATE TABLE export (
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        id $UUID NOT NULL,
        account_id $UUID NOT NULL REFERENCES account (id),
        state TEXT NOT NULL,
        columns TEXT NOT NULL,
        filter TEXT NOT NULL,
        purpose TEXT NOT NULL,
        file_name TEXT NOT NULL,
        rows_total $BIG NOT NULL,
        rows_done $BIG NOT NULL,
        bytes_done $BIG NOT NULL,
        cursor_id $UUID,
        last_id $UUID,
        sha256 TEXT,
        failure TEXT,
        requested_at $TIME NOT NULL,
        finished_at $TIME,
        expires_at $TIME,
        lease_until $TIME,
        lease_by TEXT,
        PRIMARY KEY (tenant_id, id)
    )
;;
CREATE INDEX export_by_state ON export (state, lease_until)
;;
CREATE UNIQUE INDEX export_one_running ON export (tenant_id) WHERE state = 'running'"
);
