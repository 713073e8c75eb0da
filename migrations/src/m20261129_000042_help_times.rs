//! How often something was asked in one person's name: later words stand beside the first ones.

crate::sql::migration!("ALTER TABLE help_request ADD COLUMN times INTEGER NOT NULL DEFAULT 1");
