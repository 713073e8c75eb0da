//! Which profiles are in use is asked at every request of staff.

crate::sql::migration!("CREATE INDEX tenant_by_profile ON tenant (profile)");
