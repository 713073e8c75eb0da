//! Changes of a company's service profile: one member of staff asks, another one carries it out. Completed changes
//! stay, so that the company sees them whatever log its profile shows.

crate::sql::migration!(
    "CREATE TABLE profile_change (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        before TEXT NOT NULL,
        wanted TEXT NOT NULL,
        sealed_reason $BYTES NOT NULL,
        asked_at $TIME NOT NULL,
        asked_by $UUID NOT NULL REFERENCES account (id),
        approved_at $TIME,
        approved_by $UUID REFERENCES account (id),
        closed_at $TIME
    )
;;
CREATE INDEX profile_change_by_tenant ON profile_change (tenant_id, id)
;;
CREATE UNIQUE INDEX profile_change_open_once ON profile_change (tenant_id) WHERE closed_at IS NULL"
);
