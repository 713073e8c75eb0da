//! What an import has said of an end user so far: `said` has a bit for each provider. So a second account at the same
//! provider within one file is found wherever it stands, also behind an interruption. And how many accounts an import has
//! put in the place of others.

crate::sql::migration!(
    "ALTER TABLE end_user ADD COLUMN said_by $UUID
;;
ALTER TABLE end_user ADD COLUMN said INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE end_user_import ADD COLUMN accounts_replaced $BIG NOT NULL DEFAULT 0"
);
