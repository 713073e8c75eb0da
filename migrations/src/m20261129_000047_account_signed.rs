//! The columns of an account that decide who may do what are signed with a key outside the database. The program signs
//! existing rows once, at its next start.

crate::sql::migration!("ALTER TABLE account ADD COLUMN mac $BYTES");
