//! Counts how often one person has asked; later texts are stored beside the first.

crate::sql::migration!("ALTER TABLE help_request ADD COLUMN times INTEGER NOT NULL DEFAULT 1");
