//! A certificate is registered once per company, and a company does not learn whether another one has it. A person who
//! cannot sign in may make different requests: an open request of one kind does not hide the next of another kind.

crate::sql::migration!(
    "DROP INDEX client_certificate_once
;;
CREATE UNIQUE INDEX client_certificate_once ON client_certificate (tenant_id, fingerprint) WHERE revoked_at IS NULL
;;
DROP INDEX help_request_open_once
;;
CREATE UNIQUE INDEX help_request_open_once ON help_request (address_index, kind) WHERE done_at IS NULL"
);
