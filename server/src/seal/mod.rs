//! Sealing of personal fields (ASVS 11.2.2, 11.3.2, 11.3.3): a stolen database file alone tells nothing about end users.
//!
//! The chain of keys: one [`MasterKey`] in a file outside the database wraps one [`DataKey`] per tenant, which seals
//! every personal field of that tenant. The rule kept here: a sealed value opens only at the [`Place`] it was sealed
//! for, so that nobody with access to the database can move one person's data into another row, column or tenant.
//!
//! A sealed value is `version (1) · key id (8) · nonce (12) · ciphertext · tag (16)`, AES-256-GCM throughout. Nonces
//! are random, which NIST SP 800-38D §8.3 bounds to 2³² sealings per key.
//!
//! Secrets implement neither `Debug` nor `Serialize`, and our copies are wiped when dropped. What `ring` expands from
//! them (round keys, HMAC states) is not wiped by it.

mod blind_index;
mod cipher;
mod data_key;
mod key_file;
pub mod keys;
mod master_key;
pub mod passwords;
mod row_key;
#[cfg(test)]
mod tests;
pub mod x509;

use std::fmt;

use ring::digest;

pub use blind_index::BlindIndex;
pub use data_key::{DataKey, DataKeys};
pub use key_file::KeyFileError;
pub use master_key::MasterKey;
pub use row_key::RowKey;

/// Fills a buffer with random bytes; handed in, as time and randomness are parameters here.
pub type Fill<'a> = &'a dyn Fn(&mut [u8]);

/// Length of every secret key.
pub const KEY_LEN: usize = 32;

/// What a sealed value is longer than its plain text.
pub const OVERHEAD: usize = cipher::OVERHEAD;

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

/// Public name of a key: tells keys apart without telling anything about them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId(pub [u8; 8]);

impl KeyId {
    fn of(key: &[u8; KEY_LEN]) -> Self {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"sekisho key id");
        context.update(key);
        let mut id = [0; 8];
        id.copy_from_slice(&context.finish().as_ref()[..8]);
        Self(id)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// Why a value could not be sealed or opened. Names keys by their id, and never shows a byte of what was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Too short to have been sealed by this program.
    #[error("sealed value is cut off")]
    CutOff,
    /// Written by a newer program, or not a sealed value at all.
    #[error("sealed value has unknown version {0}")]
    UnknownVersion(u8),
    /// Sealed with another key, for example before a rotation.
    #[error("sealed value needs key {needs}, not key {given}")]
    WrongKey {
        /// The key that the value names.
        needs: KeyId,
        /// The key that was tried.
        given: KeyId,
    },
    /// The tag does not fit: another row, column or tenant, or changed bytes. Which of them, nobody can tell.
    #[error("sealed value was moved from its place or changed")]
    MovedOrChanged,
    /// A table or column name is longer than 63 bytes, or a value longer than AES-GCM allows.
    #[error("value or name of its place is too long to seal")]
    TooLong,
    /// The key library refused a derived key; cannot happen with keys of the right length.
    #[error("key could not be derived")]
    Derivation,
}
