//! Access consents are signed, like rows that grant access.

crate::sql::migration!("ALTER TABLE access_consent ADD COLUMN mac $BYTES");
