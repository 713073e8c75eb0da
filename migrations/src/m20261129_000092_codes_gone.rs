//! A recovery code is gone once it is used. Those that were only marked as used, before that was so, go as well: whoever writes
//! to the database could take the mark away.

crate::sql::migration!("DELETE FROM recovery_code WHERE used_at IS NOT NULL");
