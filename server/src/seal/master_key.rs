//! The only secret outside the database. It wraps the tenants' data keys, and all other long-lived keys are derived
//! from it.

use std::path::Path;

use ring::hmac;
use ring::signature::Ed25519KeyPair;
use zeroize::Zeroizing;

use super::cipher::Cipher;
use super::derive::{derive, hmac_key};
use super::error::SealError;
use super::key_file::{self, KeyFileError};
use super::key_id::{Fill, KEY_LEN, KeyId};
use super::row_key::RowKey;

/// The master key. Each use has its own subkey.
pub struct MasterKey {
    secret: Zeroizing<[u8; KEY_LEN]>,
    id: KeyId,
}

impl MasterKey {
    /// Wraps a key that is already in memory.
    pub fn new(secret: Zeroizing<[u8; KEY_LEN]>) -> Self {
        let id = KeyId::of(&secret);
        Self { secret, id }
    }

    /// Reads the key from its file: 32 raw bytes, readable only by the owner. Refuses any other file.
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        key_file::load(path).map(Self::new)
    }

    /// Creates a key and its file (mode 0600), on disk before this returns. Never overwrites an existing file.
    pub fn create(path: &Path, fill: Fill<'_>) -> Result<Self, KeyFileError> {
        key_file::create(path, fill).map(Self::new)
    }

    /// [`Self::load`], or [`Self::create`] if the file does not exist. For first starts only: if the database already
    /// holds data keys, a missing key file must be an error, not a new key.
    pub fn load_or_create(path: &Path, fill: Fill<'_>) -> Result<Self, KeyFileError> {
        match Self::load(path) {
            Err(KeyFileError::Missing(_)) => match Self::create(path, fill) {
                Err(KeyFileError::Exists(_)) => Self::load(path),
                made => made,
            },
            loaded => loaded,
        }
    }

    /// The public id of the key.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Ed25519 key that signs the checkpoints of the operation log.
    pub fn log_signing_key(&self) -> Result<Ed25519KeyPair, SealError> {
        let seed = derive(&self.secret, "operation log: checkpoint signature")?;
        Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).map_err(|_| SealError::Derivation)
    }

    /// HMAC key for the references from a log entry to its erasable personal details.
    pub fn log_personal_key(&self) -> Result<hmac::Key, SealError> {
        self.hmac_key("operation log: personal details")
    }

    /// HMAC key that signs cookies.
    pub fn cookie_key(&self) -> Result<hmac::Key, SealError> {
        self.hmac_key("cookies")
    }

    /// HMAC key that signs paging cursors.
    pub fn cursor_key(&self) -> Result<hmac::Key, SealError> {
        self.hmac_key("cursors")
    }

    /// HMAC key for the index that finds an account by its address.
    pub fn address_key(&self) -> Result<hmac::Key, SealError> {
        self.hmac_key("addresses of accounts")
    }

    /// Secret of the key that seals session data.
    pub(super) fn session_secret(&self) -> Result<Zeroizing<[u8; KEY_LEN]>, SealError> {
        derive(&self.secret, "sessions")
    }

    /// The key that signs rows of the database.
    pub fn row_key(&self) -> Result<RowKey, SealError> {
        self.hmac_key("rows of the database").map(RowKey::new)
    }

    /// The cipher that wraps data keys. Its id is that of the master key.
    pub(super) fn wrapping(&self) -> Result<Cipher, SealError> {
        Cipher::new(&*derive(&self.secret, "tenant data keys")?, self.id)
    }

    fn hmac_key(&self, label: &str) -> Result<hmac::Key, SealError> {
        hmac_key(&self.secret, label)
    }
}
