//! What can go wrong with sealed values.

use super::key_id::KeyId;

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
