//! Exact search in sealed fields. A keyed hash is stored beside the sealed value; it is equal if the folded values are
//! equal.

use ring::hmac;

use super::data_key::DataKey;
use super::error::SealError;

/// Builds the blind indexes of one tenant. Without the tenant's data key nobody can test guesses, and indexes of two
/// tenants never match. A rotation of the data key rebuilds them.
pub struct BlindIndex {
    key: hmac::Key,
}

impl BlindIndex {
    /// Creates the indexer of a data key.
    pub fn new(key: &DataKey) -> Result<Self, SealError> {
        key.hmac_key("blind-index").map(|key| Self { key })
    }

    /// HMAC-SHA256 of a folded value (see `fold`), cut to 16 bytes. `field` keeps a customer id from matching an equal
    /// phone number. It must not contain NUL, which separates the two parts.
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
