//! Sessions. The id is stored as a hash, so that a copy of the table opens no session. Account and tenant are columns,
//! so that all sessions of a person can be listed and ended (ASVS 7.4.2, 7.4.5). The profile sets the limits at
//! sign-in.

crate::sql::migration!(
    "CREATE TABLE session (
        id_hash $BYTES NOT NULL PRIMARY KEY,
        account_id $UUID REFERENCES account (id),
        tenant_id $UUID REFERENCES tenant (id),
        data TEXT NOT NULL,
        created_at $TIME NOT NULL,
        last_seen_at $TIME NOT NULL,
        idle_seconds INTEGER NOT NULL,
        absolute_at $TIME NOT NULL
    )
;;
CREATE INDEX session_by_account ON session (account_id)
;;
CREATE INDEX session_by_end ON session (absolute_at)"
);
