//! Requests of support staff for access to a company's data. A request opens nothing: what the company allows is a consent,
//! which is signed. One request of a person waits at a company at a time.

crate::sql::migration!(
    "CREATE TABLE consent_request (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        asked_by $UUID NOT NULL REFERENCES account (id),
        sealed $BYTES NOT NULL,
        closed_at $TIME,
        closed_by $UUID REFERENCES account (id),
        answer TEXT,
        sealed_why $BYTES
    )
;;
CREATE INDEX consent_request_by_tenant ON consent_request (tenant_id, id)
;;
CREATE UNIQUE INDEX consent_request_open_once ON consent_request (tenant_id, asked_by) WHERE closed_at IS NULL"
);
