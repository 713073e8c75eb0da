//! Counts the changes of the signed columns of an account.

crate::sql::migration!("ALTER TABLE account ADD COLUMN version $BIG NOT NULL DEFAULT 0");
