//! Wrong passwords from devices that never signed in to an account are counted apart from those of its known devices, in
//! the row and while they are checked. Which password an account has is a number: a hash that is only made anew at
//! another cost is no other password.

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
