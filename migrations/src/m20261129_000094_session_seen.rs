//! The time at which a session was last used is signed. Sessions from before end with this: their people sign in again.

crate::sql::migration!(
    "DELETE FROM session
;;
ALTER TABLE session ADD COLUMN seen_mac $BYTES
;;
ALTER TABLE account ADD COLUMN ended_sessions $BYTES"
);
