//! Counts how often all sessions of an account were ended, so that a session being opened meanwhile does not survive.

crate::sql::migration!("ALTER TABLE account ADD COLUMN sessions_no INTEGER NOT NULL DEFAULT 1");
