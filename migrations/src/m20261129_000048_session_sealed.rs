//! Session data is sealed. Existing sessions end here, and their people sign in again.

crate::sql::migration!(
    "DELETE FROM session
;;
ALTER TABLE session ADD COLUMN digest $BYTES"
);
