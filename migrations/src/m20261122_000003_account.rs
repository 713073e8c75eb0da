//! Accounts: one per person (MS-13). Staff have no tenant. Passwords are stored only as argon2id hashes (SL-20e).

crate::sql::migration!(
    "CREATE TABLE account (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID REFERENCES tenant (id),
        email TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        status TEXT NOT NULL,
        password_hash TEXT NOT NULL,
        password_set_at $TIME NOT NULL,
        must_change_password $BOOL NOT NULL,
        failed_attempts INTEGER NOT NULL DEFAULT 0,
        locked_at $TIME,
        language TEXT,
        theme TEXT,
        density TEXT,
        last_sign_in_at $TIME,
        created_at $TIME NOT NULL
    )
;;
CREATE INDEX account_by_tenant ON account (tenant_id, id)
;;
CREATE TABLE password_history (
        account_id $UUID NOT NULL REFERENCES account (id),
        set_at $TIME NOT NULL,
        password_hash TEXT NOT NULL,
        PRIMARY KEY (account_id, set_at)
    )"
);
