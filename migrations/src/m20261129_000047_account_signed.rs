//! What of an account decides who may do what is signed with a key that is not in the database. Rows from before are signed
//! once, at the program's next start.

crate::sql::migration!("ALTER TABLE account ADD COLUMN mac $BYTES");
