//! Client certificates: each one is bound to a person and identified by its SHA-256, until it expires or is revoked.

crate::sql::migration!(
    "CREATE TABLE client_certificate (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        account_id $UUID NOT NULL REFERENCES account (id),
        fingerprint $BYTES NOT NULL,
        sealed $BYTES NOT NULL,
        not_before $TIME NOT NULL,
        not_after $TIME NOT NULL,
        created_at $TIME NOT NULL,
        created_by $UUID NOT NULL REFERENCES account (id),
        revoked_at $TIME
    )
;;
CREATE UNIQUE INDEX client_certificate_once ON client_certificate (fingerprint) WHERE revoked_at IS NULL
;;
CREATE INDEX client_certificate_by_account ON client_certificate (account_id, id)"
);
