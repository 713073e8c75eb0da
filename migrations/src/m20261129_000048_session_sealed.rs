//! What a session knows is sealed. Sessions from before end with this: their people sign in once more.

crate::sql::migration!(
    "DELETE FROM session
;;
ALTER TABLE session ADD COLUMN digest $BYTES"
);
