//! Subkeys: each use of a secret has a key of its own, by HKDF-SHA256 (RFC 5869). No key serves two purposes.

use super::error::SealError;
use super::key_id::KEY_LEN;
use ring::hkdf::{self, HKDF_SHA256, KeyType, Salt};
use ring::hmac::{self, HMAC_SHA256};
use zeroize::Zeroizing;

/// An HMAC-SHA256 subkey of `secret`.
pub(super) fn hmac_key(secret: &[u8; KEY_LEN], label: &str) -> Result<hmac::Key, SealError> {
    expand(secret, label, HMAC_SHA256, |okm| Ok(hmac::Key::from(okm)))
}

/// A subkey of `secret`.
pub(super) fn derive(secret: &[u8; KEY_LEN], label: &str) -> Result<Zeroizing<[u8; KEY_LEN]>, SealError> {
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
