//! Sealing of personal fields (ASVS 11.2.2, 11.3.2, 11.3.3): a stolen database file reveals no end user data.
//!
//! The chain of keys: one [`MasterKey`] in a file outside the database wraps one [`DataKey`] per tenant, which seals
//! every personal field of that tenant. A sealed value opens only in the [`Context`] for which it was sealed. So a
//! person with access to the database cannot move data into another row, column or tenant. A [`Sealed`] column builds
//! the context, and says which type its values have.
//!
//! A sealed value is `version (1) · key id (8) · nonce (12) · ciphertext · tag (16)`, always AES-256-GCM. Nonces are
//! random; NIST SP 800-38D §8.3 limits this to 2³² sealings per key.
//!
//! Secrets implement neither `Debug` nor `Serialize`, and the copies of this program are wiped on drop. `ring` does not
//! wipe what it expands from them (round keys, HMAC states).

mod blind_index;
mod cipher;
mod context;
mod data_key;
mod derive;
mod error;
mod key_file;
mod key_id;
pub mod keys;
mod master_key;
pub mod passwords;
mod row_key;
mod sealed;
#[cfg(test)]
mod tests;
pub mod x509;

pub use blind_index::BlindIndex;
pub use cipher::OVERHEAD;
pub use context::{Block, Context};
pub use data_key::{DataKey, DataKeys};
pub use error::SealError;
pub use key_file::KeyFileError;
pub use key_id::{Fill, KEY_LEN, KeyId};
pub use master_key::MasterKey;
pub use row_key::RowKey;
pub use sealed::{BytesForm, Form, Sealed, TextForm, Unreadable};
