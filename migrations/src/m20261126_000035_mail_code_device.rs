//! Stores whether a code was mailed for a known device: known and unknown devices have separate limits.

crate::sql::migration!("ALTER TABLE mail_code ADD COLUMN known_device $BOOL NOT NULL DEFAULT FALSE");
