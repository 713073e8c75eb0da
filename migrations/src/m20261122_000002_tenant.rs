//! Companies. `end_users` is a running count, so that no list counts a table.

crate::sql::migration!(
    "CREATE TABLE tenant (
        id $UUID NOT NULL PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        profile TEXT NOT NULL,
        end_users $BIG NOT NULL DEFAULT 0,
        created_at $TIME NOT NULL
    )"
);
