//! A tenant's own key. It seals the personal fields of the tenant; erasing the wrapped key erases everything sealed
//! with it.

use zeroize::Zeroizing;

use super::cipher::{self, Cipher};
use super::context::{Block, Context};
use super::derive::hmac_key;
use super::error::SealError;
use super::key_id::{Fill, KEY_LEN, KeyId};
use super::master_key::MasterKey;

const NAME_MAX: usize = 63;
const CONTEXT_MAX: usize = 2 * (1 + NAME_MAX) + 16 + 16;

/// The key that seals the personal fields of one tenant.
pub struct DataKey {
    secret: Zeroizing<[u8; KEY_LEN]>,
    cipher: Cipher,
}

impl DataKey {
    /// Generates a random key.
    pub fn generate(fill: Fill<'_>) -> Result<Self, SealError> {
        let mut secret = Zeroizing::new([0; KEY_LEN]);
        fill(&mut *secret);
        Self::new(secret)
    }

    pub(super) fn new(secret: Zeroizing<[u8; KEY_LEN]>) -> Result<Self, SealError> {
        let cipher = Cipher::new(&secret, KeyId::of(&secret))?;
        Ok(Self { secret, cipher })
    }

    /// The public id of the key. Every value sealed with the key contains it.
    pub fn id(&self) -> KeyId {
        self.cipher.id
    }

    /// Returns the key in its stored form: sealed by the master key, for this tenant only.
    pub fn wrap(&self, master: &MasterKey, tenant: [u8; 16], fill: Fill<'_>) -> Result<Vec<u8>, SealError> {
        master.wrapping()?.seal(&wrapping_context(tenant), self.secret.as_slice(), fill)
    }

    /// Opens a stored key. Fails if it was changed, or wrapped by another master key or for another tenant.
    pub fn from_wrapped(master: &MasterKey, tenant: [u8; 16], wrapped: &[u8]) -> Result<Self, SealError> {
        let mut blob = Zeroizing::new(wrapped.to_vec());
        let text = master.wrapping()?.open_in_place(&wrapping_context(tenant), &mut blob)?;
        let mut secret = Zeroizing::new([0; KEY_LEN]);
        if text.len() != KEY_LEN {
            return Err(SealError::CutOff);
        }
        secret.copy_from_slice(text);
        Self::new(secret)
    }

    /// Returns the id of the master key that wrapped a stored key. After a rotation, keys with an old id are wrapped
    /// again.
    pub fn wrapped_by(wrapped: &[u8]) -> Result<KeyId, SealError> {
        cipher::key_id(wrapped)
    }

    /// Seals `text` for a context.
    pub fn seal(&self, context: &Context, text: &[u8], fill: Fill<'_>) -> Result<Vec<u8>, SealError> {
        let mut buffer = [0; CONTEXT_MAX];
        self.cipher.seal(associated_data(context, &mut buffer)?, text, fill)
    }

    /// Opens a value that this key sealed for this context. Fails if the value was changed.
    pub fn open(&self, context: &Context, blob: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut blob = blob.to_vec();
        let len = self.open_in_place(context, &mut blob)?.len();
        blob.drain(..cipher::TEXT_AT);
        blob.truncate(len);
        Ok(blob)
    }

    /// [`Self::open`] without allocating: returns the part of `blob` that holds the plain text. After an error, discard
    /// `blob`.
    pub fn open_in_place<'b>(&self, context: &Context, blob: &'b mut [u8]) -> Result<&'b mut [u8], SealError> {
        let mut buffer = [0; CONTEXT_MAX];
        self.cipher.open_in_place(associated_data(context, &mut buffer)?, blob)
    }

    /// Seals one block of data that is too long to seal at once.
    pub fn seal_block(
        &self,
        context: &Context,
        block: Block,
        text: &[u8],
        fill: Fill<'_>,
    ) -> Result<Vec<u8>, SealError> {
        self.cipher.seal(&block_data(context, block)?, text, fill)
    }

    /// Opens a block inside the buffer. After an error, discard the buffer.
    pub fn open_block<'b>(
        &self,
        context: &Context,
        block: Block,
        blob: &'b mut [u8],
    ) -> Result<&'b mut [u8], SealError> {
        self.cipher.open_in_place(&block_data(context, block)?, blob)
    }

    pub(super) fn hmac_key(&self, label: &str) -> Result<ring::hmac::Key, SealError> {
        hmac_key(&self.secret, label)
    }
}

/// A tenant's keys during a rotation: seals with the current key, opens with the key that a value names.
pub struct DataKeys {
    current: DataKey,
    older: Vec<DataKey>,
}

impl DataKeys {
    /// `older` is empty, except while values are being sealed again after a rotation.
    pub fn new(current: DataKey, older: Vec<DataKey>) -> Self {
        Self { current, older }
    }

    /// The key that seals new values.
    pub fn current(&self) -> &DataKey {
        &self.current
    }

    /// True if a value is not sealed with the current key yet.
    pub fn is_stale(&self, blob: &[u8]) -> Result<bool, SealError> {
        Ok(cipher::key_id(blob)? != self.current.id())
    }

    /// [`DataKey::open_in_place`] with the key that the value names.
    pub fn open_in_place<'b>(&self, context: &Context, blob: &'b mut [u8]) -> Result<&'b mut [u8], SealError> {
        let needs = cipher::key_id(blob)?;
        let key = self.older.iter().find(|key| key.id() == needs).unwrap_or(&self.current);
        key.open_in_place(context, blob)
    }
}

fn wrapping_context(tenant: [u8; 16]) -> [u8; 31] {
    let mut aad = *b"tenant-data-key\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    aad[15..].copy_from_slice(&tenant);
    aad
}

/// The context, then the number and the end flag. This is longer than any context alone, so a block cannot be opened as
/// a value.
fn block_data(context: &Context, block: Block) -> Result<Vec<u8>, SealError> {
    let mut data = associated_data(context, &mut [0; CONTEXT_MAX])?.to_vec();
    data.extend_from_slice(&block.number.to_be_bytes());
    data.push(u8::from(block.last));
    Ok(data)
}

/// Each name with its length in front, then the two ids. So two different contexts never give the same bytes.
fn associated_data<'a>(context: &Context, buffer: &'a mut [u8; CONTEXT_MAX]) -> Result<&'a [u8], SealError> {
    let mut end = 0;
    let mut put = |bytes: &[u8]| {
        buffer[end..end + bytes.len()].copy_from_slice(bytes);
        end += bytes.len();
    };
    for name in [context.table, context.column] {
        let len = u8::try_from(name.len()).map_err(|_| SealError::TooLong)?;
        if name.len() > NAME_MAX {
            return Err(SealError::TooLong);
        }
        put(&[len]);
        put(name.as_bytes());
    }
    put(&context.tenant);
    put(&context.row);
    Ok(&buffer[..end])
}
