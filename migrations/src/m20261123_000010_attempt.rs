//! Sign-in attempts: how many of an account's are in progress, and how often an address was tried recently.

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
