//! Names and addresses of accounts are sealed. The program, which alone has the keys, seals the columns at its next
//! start; an address in plain text shows it which rows are left.

crate::sql::migration!(
    "ALTER TABLE account RENAME COLUMN email TO email_index
;;
ALTER TABLE account RENAME COLUMN name TO sealed"
);
