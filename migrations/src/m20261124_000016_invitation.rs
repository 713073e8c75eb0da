//! Invitations: who is invited, by whom, approved by whom. Name and address stay sealed until the person joins. Also
//! adds to members the time since which a new password is required.

crate::sql::migration!(
    "CREATE TABLE invitation (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        sealed $BYTES NOT NULL,
        address_index $BYTES NOT NULL,
        role TEXT NOT NULL,
        state TEXT NOT NULL,
        invited_at $TIME NOT NULL,
        invited_by $UUID NOT NULL REFERENCES account (id),
        approved_at $TIME,
        approved_by $UUID REFERENCES account (id),
        written_at $TIME,
        until $TIME,
        closed_at $TIME
    )
;;
CREATE INDEX invitation_by_tenant ON invitation (tenant_id, id)
;;
CREATE UNIQUE INDEX invitation_open_once ON invitation (tenant_id, address_index) WHERE closed_at IS NULL
;;
ALTER TABLE account ADD COLUMN change_wanted_at $TIME"
);
