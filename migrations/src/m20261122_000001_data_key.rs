//! A data key per company, wrapped by the master key (SL-16). The provider's own log has a key too, under the nil id.

crate::sql::migration!(
    "CREATE TABLE data_key (
        tenant_id $UUID NOT NULL PRIMARY KEY,
        wrapped $BYTES NOT NULL,
        created_at $TIME NOT NULL
    )"
);
