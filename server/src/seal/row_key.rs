//! Signs rows that open a door (S10): whoever can write to the database, and has not the key, can make none of them.

use ring::hmac;

/// HMAC-SHA256 over what a row says, under a key that is not in the database.
#[derive(Clone)]
pub struct RowKey(hmac::Key);

impl RowKey {
    pub(crate) fn new(key: hmac::Key) -> RowKey {
        RowKey(key)
    }

    /// The signature of a row of a table.
    pub fn sign(&self, table: &str, parts: &[&[u8]]) -> Vec<u8> {
        hmac::sign(&self.0, &message(table, parts)).as_ref().to_vec()
    }

    /// Whether a row is signed as it stands. One without a signature is not.
    pub fn fits(&self, table: &str, parts: &[&[u8]], signature: Option<&[u8]>) -> bool {
        signature.is_some_and(|signature| hmac::verify(&self.0, &message(table, parts), signature).is_ok())
    }
}

/// Each part with its length in front: no two rows share these bytes.
fn message(table: &str, parts: &[&[u8]]) -> Vec<u8> {
    let all = std::iter::once(table.as_bytes()).chain(parts.iter().copied());
    let mut message = Vec::with_capacity(512);
    for part in all {
        message.extend_from_slice(&(part.len() as u64).to_be_bytes());
        message.extend_from_slice(part);
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_fits_its_row_alone() {
        let key = RowKey::new(hmac::Key::new(hmac::HMAC_SHA256, &[7; 32]));
        let signed = key.sign("account", &[b"ab", b"c"]);
        assert!(key.fits("account", &[b"ab", b"c"], Some(&signed)));
        assert!(!key.fits("account", &[b"a", b"bc"], Some(&signed)), "what moves from one part to the next");
        assert!(!key.fits("session", &[b"ab", b"c"], Some(&signed)));
        assert!(!key.fits("account", &[b"ab", b"c"], None));
        assert!(!key.fits("account", &[b"ab", b"c"], Some(&[])));
    }
}
