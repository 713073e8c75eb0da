//! An index for the profiles in use, which every request of staff looks up.

crate::sql::migration!("CREATE INDEX tenant_by_profile ON tenant (profile)");
