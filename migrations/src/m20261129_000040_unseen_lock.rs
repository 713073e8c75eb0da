//! A lock caused by wrong passwords on unknown devices applies only to unknown devices.

crate::sql::migration!("ALTER TABLE account ADD COLUMN unseen_locked_at $TIME");
