//! The time at which the support desk or an administrator last reset an account: devices known before are forgotten.

crate::sql::migration!("ALTER TABLE account ADD COLUMN devices_since $TIME");
