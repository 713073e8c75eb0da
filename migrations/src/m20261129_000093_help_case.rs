//! Which case answers a request for help: its words stand there.

crate::sql::migration!(
    "ALTER TABLE help_request ADD COLUMN case_id $UUID
;;
CREATE INDEX help_request_by_case ON help_request (case_id) WHERE case_id IS NOT NULL"
);
