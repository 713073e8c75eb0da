//! The byte format of a sealed value, for data keys and the master key alike.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use super::error::SealError;
use super::key_id::{Fill, KEY_LEN, KeyId};

const VERSION: u8 = 1;
const NONCE_AT: usize = 1 + 8;
pub(super) const TEXT_AT: usize = NONCE_AT + NONCE_LEN;
const TAG_LEN: usize = 16;
/// The number of bytes that sealing adds to the plain text.
pub const OVERHEAD: usize = TEXT_AT + TAG_LEN;

/// An AES-256-GCM key and its id, prepared once: building the key for each value would cost more than opening the
/// value.
pub(super) struct Cipher {
    key: LessSafeKey,
    pub(super) id: KeyId,
}

impl Cipher {
    pub(super) fn new(key: &[u8; KEY_LEN], id: KeyId) -> Result<Self, SealError> {
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| SealError::Derivation)?;
        Ok(Self { key: LessSafeKey::new(key), id })
    }

    pub(super) fn seal(&self, aad: &[u8], text: &[u8], fill: Fill<'_>) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0; NONCE_LEN];
        fill(&mut nonce);
        let mut blob = Vec::with_capacity(text.len() + OVERHEAD);
        blob.push(VERSION);
        blob.extend_from_slice(&self.id.0);
        blob.extend_from_slice(&nonce);
        blob.extend_from_slice(text);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self
            .key
            .seal_in_place_separate_tag(nonce, Aad::from(aad), &mut blob[TEXT_AT..])
            .map_err(|_| SealError::TooLong)?;
        blob.extend_from_slice(tag.as_ref());
        Ok(blob)
    }

    /// Decrypts inside `blob` without allocating, and returns the part that is now plain text.
    pub(super) fn open_in_place<'b>(&self, aad: &[u8], blob: &'b mut [u8]) -> Result<&'b mut [u8], SealError> {
        let needs = key_id(blob)?;
        if needs != self.id {
            return Err(SealError::WrongKey { needs, given: self.id });
        }
        let (head, sealed) = blob.split_at_mut(TEXT_AT);
        let nonce = Nonce::try_assume_unique_for_key(&head[NONCE_AT..]).map_err(|_| SealError::CutOff)?;
        self.key.open_in_place(nonce, Aad::from(aad), sealed).map_err(|_| SealError::MovedOrChanged)
    }
}

/// Returns the id of the key that a sealed value names.
pub(super) fn key_id(blob: &[u8]) -> Result<KeyId, SealError> {
    match blob.first() {
        Some(&VERSION) => {}
        Some(&other) => return Err(SealError::UnknownVersion(other)),
        None => return Err(SealError::CutOff),
    }
    if blob.len() < OVERHEAD {
        return Err(SealError::CutOff);
    }
    let mut id = [0; 8];
    id.copy_from_slice(&blob[1..NONCE_AT]);
    Ok(KeyId(id))
}
