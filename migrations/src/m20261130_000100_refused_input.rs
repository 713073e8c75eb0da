//! How often input was refused: a number for each company, day, page and field.

crate::sql::migration!(
    "CREATE TABLE refused_input (
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        day TEXT NOT NULL,
        page TEXT NOT NULL,
        field TEXT NOT NULL,
        number $BIG NOT NULL,
        PRIMARY KEY (tenant_id, day, page, field)
    )"
);
