//! The words of the names of a company's members, as blind indexes, so that staff find an account by a name. And the accounts
//! that are locked, so that nobody has to look through all of them.

crate::sql::migration!(
    "CREATE TABLE account_word (
        word_index $BYTES NOT NULL,
        account_id $UUID NOT NULL REFERENCES account (id),
        PRIMARY KEY (word_index, account_id)
    ) $CLUSTERED
;;
CREATE INDEX account_word_by_account ON account_word (account_id)
;;
CREATE INDEX account_locked ON account (id) WHERE locked_at IS NOT NULL OR unseen_locked_at IS NOT NULL"
);
