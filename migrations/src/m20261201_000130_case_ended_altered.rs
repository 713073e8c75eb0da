//! Who has ended a case that somebody else than the program had altered: until then, what its row says is nobody's word.

crate::sql::migration!("ALTER TABLE support_case ADD COLUMN ended_altered_by $UUID");
