//! A lock that wrong passwords from devices never seen bring about closes the way of such devices alone.

crate::sql::migration!("ALTER TABLE account ADD COLUMN unseen_locked_at $TIME");
