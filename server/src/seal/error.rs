//! Errors of sealed values.

use super::key_id::KeyId;

/// Why a value could not be sealed or opened. Names keys by their id, and never shows sealed data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The value is too short to be a sealed value.
    #[error("sealed value is cut off")]
    CutOff,
    /// A newer program wrote the value, or it is not a sealed value.
    #[error("sealed value has unknown version {0}")]
    UnknownVersion(u8),
    /// Another key sealed the value, for example before a rotation.
    #[error("sealed value needs key {needs}, not key {given}")]
    WrongKey {
        /// The key that the value names.
        needs: KeyId,
        /// The key that was tried.
        given: KeyId,
    },
    /// The tag does not match: the value belongs to another row, column or tenant, or its bytes were changed. The
    /// cipher cannot tell which.
    #[error("sealed value was moved from its row or changed")]
    MovedOrChanged,
    /// The value opens, but is not of the form of its column.
    #[error("opened value has another form than its column")]
    AnotherForm,
    /// A table or column name is longer than 63 bytes, or a value longer than AES-GCM allows.
    #[error("value or name of its column is too long to seal")]
    TooLong,
    /// The key library refused a derived key. This cannot happen with keys of the right length.
    #[error("key could not be derived")]
    Derivation,
}
