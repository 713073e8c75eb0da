//! What people ask who cannot sign in is due by the promise of the profile, too. What waits already counts as due when it
//! was asked.

crate::sql::migration!(
    "ALTER TABLE help_request ADD COLUMN due_at $TIME
;;
UPDATE help_request SET due_at = asked_at
;;
CREATE INDEX help_request_by_due ON help_request (due_at, id) WHERE done_at IS NULL"
);
