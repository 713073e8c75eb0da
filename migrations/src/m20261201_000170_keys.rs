//! Whether a person uses the keys of the console. Like the theme it decides nothing, so the row's signature leaves it out.

crate::sql::migration!("ALTER TABLE account ADD COLUMN keys TEXT");
