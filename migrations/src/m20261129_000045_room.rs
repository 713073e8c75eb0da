//! A row that is written and taken away again when the database had no room left: the proof that there is some.

crate::sql::migration!("CREATE TABLE room (id INTEGER NOT NULL PRIMARY KEY, filler TEXT NOT NULL)");
