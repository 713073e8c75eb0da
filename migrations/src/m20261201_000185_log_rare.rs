//! The entries of the operation log that are few: what did not succeed, and what support staff did. A search that asks for them
//! starts from them.

crate::sql::migration!(
    "CREATE INDEX operation_log_by_failure ON operation_log (tenant_id, result, seq) WHERE result <> 'success'
;;
CREATE INDEX operation_log_by_staff ON operation_log (tenant_id, actor_kind, seq) WHERE actor_kind = 'staff'"
);
