//! Signs the time at which a session was last used. Ends all older sessions; people sign in again.

crate::sql::migration!(
    "DELETE FROM session
;;
ALTER TABLE session ADD COLUMN seen_mac $BYTES
;;
ALTER TABLE account ADD COLUMN ended_sessions $BYTES"
);
