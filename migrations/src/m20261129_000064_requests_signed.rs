//! Requests that another person approves are signed.

crate::sql::migration!(
    "ALTER TABLE staff_request ADD COLUMN mac $BYTES
;;
ALTER TABLE profile_change ADD COLUMN mac $BYTES
;;
ALTER TABLE network_lift ADD COLUMN mac $BYTES"
);
