//! Support cases: one reset, from the request to its end. Each step is an UPDATE that requires the previous state.

crate::sql::migration!(
    "CREATE TABLE support_case (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        account_id $UUID NOT NULL REFERENCES account (id),
        removes_second_factor $BOOL NOT NULL,
        state TEXT NOT NULL,
        opened_at $TIME NOT NULL,
        opened_by $UUID NOT NULL,
        evidence TEXT,
        sealed_reason $BYTES,
        checked_at $TIME,
        checked_by $UUID,
        cooling_until $TIME,
        consented_at $TIME,
        consented_by $UUID,
        approved_at $TIME,
        approved_by $UUID,
        closed_at $TIME,
        outcome TEXT
    )
;;
CREATE INDEX support_case_by_state ON support_case (state, id)
;;
CREATE INDEX support_case_by_tenant ON support_case (tenant_id, id)
;;
CREATE UNIQUE INDEX support_case_open_once ON support_case (account_id) WHERE closed_at IS NULL"
);
