//! Whether a code was mailed for a device that had signed in to the account before: each kind of device has its own limit.

crate::sql::migration!("ALTER TABLE mail_code ADD COLUMN known_device $BOOL NOT NULL DEFAULT FALSE");
