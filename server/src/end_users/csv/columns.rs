//! The names of the columns.

/// The names of all columns, in the order in which this program writes them.
pub const COLUMNS: [&str; 13] = [
    "customer_id",
    "provider",
    "subject",
    "email",
    "email_verified",
    "name",
    "birthdate",
    "gender",
    "prefecture",
    "phone",
    "note",
    "created_at",
    "last_sign_in_at",
];

/// The column of a name.
pub(super) fn column(name: &str) -> Option<&'static str> {
    COLUMNS.into_iter().find(|column| *column == name.trim())
}
