//! Two-step verification: the sealed secret of an authenticator app with the newest accepted step, so that no step is
//! accepted twice; and recovery codes as keyed hashes. A new secret waits beside the one in force until it is
//! confirmed. `second_factor_at` is the time since which an account has a second step; a company may require it of
//! everybody.

crate::sql::migration!(
    "ALTER TABLE account ADD COLUMN second_factor_at $TIME
;;
ALTER TABLE tenant ADD COLUMN second_factor_for_all $BOOL NOT NULL DEFAULT FALSE
;;
CREATE TABLE authenticator (
        account_id $UUID NOT NULL PRIMARY KEY REFERENCES account (id),
        tenant_id $UUID NOT NULL,
        sealed $BYTES,
        last_step $BIG NOT NULL DEFAULT 0,
        sealed_new $BYTES,
        proved_step $BIG,
        changed_at $TIME NOT NULL
    )
;;
CREATE TABLE recovery_code (
        account_id $UUID NOT NULL REFERENCES account (id),
        code_hash $BYTES NOT NULL,
        in_force $BOOL NOT NULL,
        used_at $TIME,
        created_at $TIME NOT NULL,
        PRIMARY KEY (account_id, code_hash)
    )"
);
