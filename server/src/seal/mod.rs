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
mod derive;
mod error;
mod key_file;
mod key_id;
pub mod keys;
mod master_key;
pub mod passwords;
mod place;
mod row_key;
#[cfg(test)]
mod tests;
pub mod x509;

pub use blind_index::BlindIndex;
pub use cipher::OVERHEAD;
pub use data_key::{DataKey, DataKeys};
pub use error::SealError;
pub use key_file::KeyFileError;
pub use key_id::{Fill, KEY_LEN, KeyId};
pub use master_key::MasterKey;
pub use place::{Block, Place};
pub use row_key::RowKey;
