//! Second steps of accounts are signed.

crate::sql::migration!("ALTER TABLE authenticator ADD COLUMN mac $BYTES");
