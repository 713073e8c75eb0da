//! Requests for staff: who is requested, by whom and why, and who approved it. They are kept as long as the account.
//! Name, address and reasons are sealed.

crate::sql::migration!(
    "CREATE TABLE staff_request (
        id $UUID NOT NULL PRIMARY KEY,
        sealed $BYTES NOT NULL,
        address_index $BYTES NOT NULL,
        role TEXT NOT NULL,
        state TEXT NOT NULL,
        asked_at $TIME NOT NULL,
        asked_by $UUID REFERENCES account (id),
        decided_at $TIME,
        decided_by $UUID REFERENCES account (id),
        sealed_decision $BYTES,
        account_id $UUID,
        written_at $TIME,
        until $TIME,
        closed_at $TIME
    )
;;
CREATE UNIQUE INDEX staff_request_open_once ON staff_request (address_index) WHERE closed_at IS NULL
;;
CREATE INDEX staff_request_by_account ON staff_request (account_id)"
);
