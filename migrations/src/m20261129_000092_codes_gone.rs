//! A recovery code is deleted once it is used. Deletes older codes that were only marked as used too, because a person
//! who can write to the database could remove the mark.

crate::sql::migration!("DELETE FROM recovery_code WHERE used_at IS NOT NULL");
