//! Support cases are signed, as what lets people in is.

crate::sql::migration!("ALTER TABLE support_case ADD COLUMN mac $BYTES");
