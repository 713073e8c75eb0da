//! The context of a sealed value. The value opens in no other context.

/// Table, column, tenant and row of a sealed value. It is authenticated with the value, not stored in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// Table name, at most 63 bytes (the longest identifier of `PostgreSQL`).
    pub(super) table: &'static str,
    /// Column name, at most 63 bytes.
    pub(super) column: &'static str,
    /// Id of the tenant that owns the row.
    pub(super) tenant: [u8; 16],
    /// Id of the row.
    pub(super) row: [u8; 16],
}

/// One part of long sealed data. It is authenticated with the value, not stored in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub number: u64,
    /// True for the last block.
    pub last: bool,
}
