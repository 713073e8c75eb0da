//! Counts wrong passwords from unknown devices separately from those of known devices, including attempts in progress.
//! Adds a version to each password: rehashing the same password at another cost keeps the version.

crate::sql::migration!(
    "ALTER TABLE account ADD COLUMN unseen_failed INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE account ADD COLUMN unseen_open INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE account ADD COLUMN unseen_opened_at $TIME
;;
ALTER TABLE account ADD COLUMN password_no INTEGER NOT NULL DEFAULT 1
;;
ALTER TABLE throttle ADD COLUMN open INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE throttle ADD COLUMN opened_at $TIME"
);
