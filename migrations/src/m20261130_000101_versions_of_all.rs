//! Counts the changes of every signed row, as accounts have it, so that an older row of the program is recognised.

crate::sql::migration!(
    "ALTER TABLE tenant ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE network ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE network_lift ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE invitation ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE staff_request ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE support_case ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE profile_change ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE authenticator ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE passkey ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE client_certificate ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE access_consent ADD COLUMN version $BIG NOT NULL DEFAULT 0"
);
