//! Attempts to sign in: how many of an account's are still being checked, and how often an address was tried lately.

crate::sql::migration!(
    "ALTER TABLE account ADD COLUMN attempts_open INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE account ADD COLUMN attempts_opened_at $TIME
;;
CREATE TABLE throttle (
        key $BYTES NOT NULL PRIMARY KEY,
        count INTEGER NOT NULL,
        since $TIME NOT NULL
    )
;;
CREATE INDEX throttle_by_since ON throttle (since)"
);
