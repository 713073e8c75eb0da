//! Consents to a look of staff are signed, as what lets people in is.

crate::sql::migration!("ALTER TABLE access_consent ADD COLUMN mac $BYTES");
