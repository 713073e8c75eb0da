//! The support desk or an administrator has reset an account: devices that were known before are known no more.

crate::sql::migration!("ALTER TABLE account ADD COLUMN devices_since $TIME");
