//! A certificate is registered once in a company: whether another company has it is nobody's business. And whoever cannot sign
//! in may ask for different things: an open request of one kind does not swallow the next of another.

crate::sql::migration!(
    "DROP INDEX client_certificate_once
;;
CREATE UNIQUE INDEX client_certificate_once ON client_certificate (tenant_id, fingerprint) WHERE revoked_at IS NULL
;;
DROP INDEX help_request_open_once
;;
CREATE UNIQUE INDEX help_request_open_once ON help_request (address_index, kind) WHERE done_at IS NULL"
);
