//! Where a sealed value belongs, so that it opens nowhere else.

/// Where a sealed value stands. It is authenticated with the value, not stored in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Table name, at most 63 bytes (the longest identifier of `PostgreSQL`).
    pub table: &'static str,
    /// Column name, at most 63 bytes.
    pub column: &'static str,
    /// Id of the tenant that owns the row.
    pub tenant: [u8; 16],
    /// Id of the row.
    pub row: [u8; 16],
}

/// Which part of something long a sealed value is. It is authenticated with the value, not stored in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub number: u64,
    /// Nothing follows it.
    pub last: bool,
}
