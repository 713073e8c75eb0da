//! Requests to the support desk from people who cannot sign in. Nobody has verified who they are, so a request is only
//! text and belongs to no account.

crate::sql::migration!(
    "CREATE TABLE help_request (
        id $UUID NOT NULL PRIMARY KEY,
        sealed $BYTES NOT NULL,
        address_index $BYTES NOT NULL,
        kind TEXT NOT NULL,
        asked_at $TIME NOT NULL,
        done_at $TIME,
        done_by $UUID REFERENCES account (id)
    )
;;
CREATE UNIQUE INDEX help_request_open_once ON help_request (address_index) WHERE done_at IS NULL
;;
CREATE INDEX help_request_by_end ON help_request (done_at, id)"
);
