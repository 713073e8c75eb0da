//! Each change of what is signed of an account makes a new version.

crate::sql::migration!("ALTER TABLE account ADD COLUMN version $BIG NOT NULL DEFAULT 0");
