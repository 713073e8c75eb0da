//! How many rows of an export nobody could read.

crate::sql::migration!("ALTER TABLE export ADD COLUMN rows_unreadable BIGINT NOT NULL DEFAULT 0");
