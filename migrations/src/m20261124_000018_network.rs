//! Networks from which people may sign in: a company's own, or one person's. The company chooses whom they limit. Two
//! members of staff together may lift the limits for some hours; each such request is a row.

crate::sql::migration!(
    "CREATE TABLE network (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        account_id $UUID REFERENCES account (id),
        cidr TEXT NOT NULL,
        note TEXT NOT NULL,
        created_at $TIME NOT NULL
    )
;;
CREATE INDEX network_by_tenant ON network (tenant_id, account_id, id)
;;
ALTER TABLE tenant ADD COLUMN networks_for TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE tenant ADD COLUMN networks_lifted_until $TIME
;;
CREATE TABLE network_lift (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        evidence TEXT NOT NULL,
        sealed_reason $BYTES NOT NULL,
        asked_at $TIME NOT NULL,
        asked_by $UUID NOT NULL REFERENCES account (id),
        closed_at $TIME
    )
;;
CREATE UNIQUE INDEX network_lift_open_once ON network_lift (tenant_id) WHERE closed_at IS NULL"
);
