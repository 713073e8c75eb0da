//! The secret addresses under which programs get the announcements for a person: of each, a hash. And two indexes, for what is
//! unread and for what begins soon, which pages ask for all the time.

crate::sql::migration!(
    "CREATE TABLE announcement_feed (
        account_id $UUID NOT NULL PRIMARY KEY REFERENCES account (id),
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        nonce $BYTES NOT NULL,
        token_hash $BYTES NOT NULL UNIQUE,
        made_at $TIME NOT NULL,
        version $BIG NOT NULL DEFAULT 0,
        mac $BYTES
    )
;;
CREATE INDEX announcement_by_change ON announcement (changed_at, id)
;;
CREATE INDEX announcement_by_start ON announcement (starts_at, id)"
);
