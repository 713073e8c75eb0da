//! Notification contacts, and one-time links. Only the hash of a link is stored, and it works once, for its purpose.

crate::sql::migration!(
    "CREATE TABLE one_time_link (
        token_hash $BYTES NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL,
        purpose TEXT NOT NULL,
        subject_id $UUID NOT NULL,
        until $TIME NOT NULL,
        used_at $TIME,
        created_at $TIME NOT NULL
    )
;;
CREATE INDEX one_time_link_by_subject ON one_time_link (subject_id, purpose)
;;
CREATE INDEX one_time_link_by_end ON one_time_link (until)
;;
CREATE TABLE contact (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        sealed $BYTES NOT NULL,
        address_index $BYTES NOT NULL,
        kinds TEXT NOT NULL,
        language TEXT NOT NULL,
        confirmed_at $TIME,
        written_at $TIME NOT NULL,
        created_at $TIME NOT NULL
    )
;;
CREATE UNIQUE INDEX contact_by_address ON contact (tenant_id, address_index)"
);
