//! Passkeys: the public key and the owner's name for it, sealed, found by the hash of its id. The newest answered
//! challenge is stored, so that no answer counts twice.

crate::sql::migration!(
    "CREATE TABLE passkey (
        id $UUID NOT NULL PRIMARY KEY,
        account_id $UUID NOT NULL REFERENCES account (id),
        tenant_id $UUID NOT NULL,
        credential_hash $BYTES NOT NULL,
        sealed $BYTES NOT NULL,
        last_challenge $BYTES,
        last_used_at $TIME,
        created_at $TIME NOT NULL
    )
;;
CREATE UNIQUE INDEX passkey_once ON passkey (credential_hash)
;;
CREATE INDEX passkey_by_account ON passkey (account_id, id)"
);
