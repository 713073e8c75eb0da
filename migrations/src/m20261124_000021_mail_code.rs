//! Codes by mail, a second step that is weaker than the others and offered only if a profile allows it: one code per
//! session, stored as a keyed hash. An authenticator row says whether the account's second step is by mail.

crate::sql::migration!(
    "CREATE TABLE mail_code (
        session_hash $BYTES NOT NULL PRIMARY KEY,
        account_id $UUID NOT NULL REFERENCES account (id),
        code_hash $BYTES NOT NULL,
        until $TIME NOT NULL,
        sent INTEGER NOT NULL,
        sent_at $TIME NOT NULL,
        used_at $TIME
    )
;;
ALTER TABLE authenticator ADD COLUMN by_mail $BOOL NOT NULL DEFAULT FALSE
;;
ALTER TABLE authenticator ADD COLUMN by_mail_new $BOOL NOT NULL DEFAULT FALSE"
);
