//! Names and addresses of accounts are sealed. The columns take what the program puts there at its next start, which alone
//! has the keys; an address that still stands in one of them is how it knows what is left to do.

crate::sql::migration!(
    "ALTER TABLE account RENAME COLUMN email TO email_index
;;
ALTER TABLE account RENAME COLUMN name TO sealed"
);
