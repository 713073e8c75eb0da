//! Which row of a table, and whose.

use uuid::Uuid;

/// A row and the tenant that owns it. A value that is sealed for one row opens in no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowId {
    pub tenant: Uuid,
    pub id: Uuid,
}
