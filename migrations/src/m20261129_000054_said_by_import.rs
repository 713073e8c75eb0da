//! Records which accounts of an end user an import has seen: `said` has one bit per provider. So a second account at
//! the same provider within one file is found anywhere in it, even after an interruption. Also counts the accounts that
//! an import has replaced.

crate::sql::migration!(
    "ALTER TABLE end_user ADD COLUMN said_by $UUID
;;
ALTER TABLE end_user ADD COLUMN said INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE end_user_import ADD COLUMN accounts_replaced $BIG NOT NULL DEFAULT 0"
);
