//! Exact search in sealed fields: a keyed hash beside the sealed value, equal where the folded values are equal.

use ring::hmac;

use super::data_key::DataKey;
use super::error::SealError;

/// Makes the blind indexes of one tenant. Without its data key nobody can try values, and indexes of two tenants never
/// match. After a rotation of the data key they are made anew.
pub struct BlindIndex {
    key: hmac::Key,
}

impl BlindIndex {
    /// The indexer of this data key.
    pub fn new(key: &DataKey) -> Result<Self, SealError> {
        key.hmac_key("blind-index").map(|key| Self { key })
    }

    /// HMAC-SHA256 of a folded value (see `fold`), cut to 16 bytes. `field` keeps a customer id from matching an equal
    /// phone number; it holds no NUL, which stands between the two.
    pub fn index(&self, field: &'static str, folded: &str) -> [u8; 16] {
        let mut context = hmac::Context::with_key(&self.key);
        context.update(field.as_bytes());
        context.update(&[0]);
        context.update(folded.as_bytes());
        let mut index = [0; 16];
        index.copy_from_slice(&context.sign().as_ref()[..16]);
        index
    }
}
