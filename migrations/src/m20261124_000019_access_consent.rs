//! Access consents: a company lets support staff view some of its data for some hours. The company's row contains the
//! end of the last consent, so that every page can show it.

crate::sql::migration!(
    "CREATE TABLE access_consent (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        scopes TEXT NOT NULL,
        sealed_reason $BYTES NOT NULL,
        granted_at $TIME NOT NULL,
        granted_by $UUID NOT NULL REFERENCES account (id),
        until $TIME NOT NULL,
        ended_at $TIME,
        ended_by $UUID REFERENCES account (id)
    )
;;
CREATE INDEX access_consent_by_tenant ON access_consent (tenant_id, id)
;;
ALTER TABLE tenant ADD COLUMN looked_at_until $TIME"
);
