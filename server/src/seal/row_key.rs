//! Signs rows that grant access (S10). A person who can write to the database but does not have the key cannot create
//! such a row.

use ring::hmac;

/// HMAC-SHA256 over the content of a row, with a key that is not in the database.
#[derive(Clone)]
pub struct RowKey(hmac::Key);

impl RowKey {
    pub(crate) fn new(key: hmac::Key) -> RowKey {
        RowKey(key)
    }

    /// Returns the signature of a row of a table.
    pub fn sign(&self, table: &str, parts: &[&[u8]]) -> Vec<u8> {
        hmac::sign(&self.0, &message(table, parts)).as_ref().to_vec()
    }

    /// True if the signature matches the row. A missing signature does not match.
    pub fn fits(&self, table: &str, parts: &[&[u8]], signature: Option<&[u8]>) -> bool {
        signature.is_some_and(|signature| hmac::verify(&self.0, &message(table, parts), signature).is_ok())
    }
}

/// Each part with its length in front. So two different rows never give the same bytes.
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
