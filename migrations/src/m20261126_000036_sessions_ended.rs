//! How often all sessions of an account were ended: one that was being opened meanwhile must not be left over.

crate::sql::migration!("ALTER TABLE account ADD COLUMN sessions_no INTEGER NOT NULL DEFAULT 1");
