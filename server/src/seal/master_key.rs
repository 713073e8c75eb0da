//! The one secret outside the database: wraps the tenants' data keys, and every other long-lived key comes from it.

use std::path::Path;

use ring::hkdf::{self, HKDF_SHA256, KeyType, Salt};
use ring::hmac::{self, HMAC_SHA256};
use ring::signature::Ed25519KeyPair;
use zeroize::Zeroizing;

use super::cipher::Cipher;
use super::{DataKey, Fill, KEY_LEN, KeyFileError, KeyId, RowKey, SealError, key_file};

/// The master key. Each use has its own subkey by HKDF-SHA256 (RFC 5869), so that no key serves two purposes.
pub struct MasterKey {
    secret: Zeroizing<[u8; KEY_LEN]>,
    id: KeyId,
}

impl MasterKey {
    /// Takes a key that is already in memory.
    pub fn new(secret: Zeroizing<[u8; KEY_LEN]>) -> Self {
        let id = KeyId::of(&secret);
        Self { secret, id }
    }

    /// Reads the key from its file: 32 raw bytes, readable by nobody but its owner; any other file is refused.
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        key_file::load(path).map(Self::new)
    }

    /// Makes a new key and its file (mode 0600), on disk before this returns. A file that stands there already is an
    /// error, never overwritten.
    pub fn create(path: &Path, fill: Fill<'_>) -> Result<Self, KeyFileError> {
        key_file::create(path, fill).map(Self::new)
    }

    /// [`Self::load`], or [`Self::create`] where there is no file. For first starts only: beside a database that
    /// already holds data keys a lost key file must be an error, not a new key.
    pub fn load_or_create(path: &Path, fill: Fill<'_>) -> Result<Self, KeyFileError> {
        match Self::load(path) {
            Err(KeyFileError::Missing(_)) => match Self::create(path, fill) {
                Err(KeyFileError::Exists(_)) => Self::load(path),
                made => made,
            },
            loaded => loaded,
        }
    }

    /// The key's public name.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Ed25519 key that signs the checkpoints of the operation log.
    pub fn log_signing_key(&self) -> Result<Ed25519KeyPair, SealError> {
        let seed = derive(&self.secret, "operation log: checkpoint signature")?;
        Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).map_err(|_| SealError::Derivation)
    }

    /// HMAC key of the references from a log entry to its erasable personal details.
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

    /// HMAC key by which an account is found by its address.
    pub fn address_key(&self) -> Result<hmac::Key, SealError> {
        self.hmac_key("addresses of accounts")
    }

    /// Seals what sessions know.
    pub fn session_key(&self) -> Result<DataKey, SealError> {
        DataKey::new(derive(&self.secret, "sessions")?)
    }

    /// Signs rows of the database.
    pub fn row_key(&self) -> Result<RowKey, SealError> {
        self.hmac_key("rows of the database").map(RowKey::new)
    }

    /// The cipher that wraps data keys. It carries the master key's id.
    pub(super) fn wrapping(&self) -> Result<Cipher, SealError> {
        Cipher::new(&*derive(&self.secret, "tenant data keys")?, self.id)
    }

    fn hmac_key(&self, label: &str) -> Result<hmac::Key, SealError> {
        hmac_key(&self.secret, label)
    }
}

/// An HMAC-SHA256 subkey of `secret`.
pub(super) fn hmac_key(secret: &[u8; KEY_LEN], label: &str) -> Result<hmac::Key, SealError> {
    expand(secret, label, HMAC_SHA256, |okm| Ok(hmac::Key::from(okm)))
}

fn derive(secret: &[u8; KEY_LEN], label: &str) -> Result<Zeroizing<[u8; KEY_LEN]>, SealError> {
    expand(secret, label, HKDF_SHA256, |okm| {
        let mut key = Zeroizing::new([0; KEY_LEN]);
        okm.fill(&mut *key).map_err(|_| SealError::Derivation)?;
        Ok(key)
    })
}

fn expand<L: KeyType, K>(
    secret: &[u8; KEY_LEN],
    label: &str,
    len: L,
    make: impl FnOnce(hkdf::Okm<'_, L>) -> Result<K, SealError>,
) -> Result<K, SealError> {
    let prk = Salt::new(HKDF_SHA256, b"sekisho").extract(secret);
    let info = [label.as_bytes()];
    make(prk.expand(&info, len).map_err(|_| SealError::Derivation)?)
}
