//! Support cases are signed, like rows that grant access.

crate::sql::migration!("ALTER TABLE support_case ADD COLUMN mac $BYTES");
