//! The case that answers a request for help. Its page shows the words of the request.

crate::sql::migration!(
    "ALTER TABLE help_request ADD COLUMN case_id $UUID
;;
CREATE INDEX help_request_by_case ON help_request (case_id) WHERE case_id IS NOT NULL"
);
