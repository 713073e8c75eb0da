//! The place of a sealed value. The value opens nowhere else.

/// The place of a sealed value. It is authenticated with the value, not stored in it.
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

/// One part of long sealed data. It is authenticated with the value, not stored in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub number: u64,
    /// True for the last block.
    pub last: bool,
}
