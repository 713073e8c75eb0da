//! The profile also sets the deadline of requests from people who cannot sign in. Open requests are due at the time
//! they were made.

crate::sql::migration!(
    "ALTER TABLE help_request ADD COLUMN due_at $TIME
;;
UPDATE help_request SET due_at = asked_at
;;
CREATE INDEX help_request_by_due ON help_request (due_at, id) WHERE done_at IS NULL"
);
