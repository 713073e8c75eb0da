//! A row that is written and deleted again after the disk was full, to prove that there is space.

crate::sql::migration!("CREATE TABLE room (id INTEGER NOT NULL PRIMARY KEY, filler TEXT NOT NULL)");
