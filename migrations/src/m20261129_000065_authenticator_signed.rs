//! What is an account's second step is signed.

crate::sql::migration!("ALTER TABLE authenticator ADD COLUMN mac $BYTES");
