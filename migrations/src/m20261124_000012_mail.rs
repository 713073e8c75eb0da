//! The outbox: a mail is a row in the transaction that causes it. Address and letter are sealed; links and codes in it
//! are removed once the mail is sent. `once_key` names an occasion for which only one mail is sent.

crate::sql::migration!(
    "CREATE TABLE mail (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL,
        account_id $UUID,
        kind TEXT NOT NULL,
        language TEXT NOT NULL,
        sealed $BYTES NOT NULL,
        state TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        next_at $TIME NOT NULL,
        useless_at $TIME,
        failure TEXT,
        once_key TEXT UNIQUE,
        created_at $TIME NOT NULL,
        ended_at $TIME
    )
;;
CREATE INDEX mail_by_state ON mail (state, next_at)
;;
CREATE INDEX mail_by_state_id ON mail (state, id)"
);
