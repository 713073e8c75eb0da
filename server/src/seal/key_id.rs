//! What all secret keys share.

use ring::digest;
use std::fmt;

/// Fills a buffer with random bytes. Randomness is a parameter, like time.
pub type Fill<'a> = &'a dyn Fn(&mut [u8]);

/// Length of every secret key.
pub const KEY_LEN: usize = 32;

/// Public id of a key: it distinguishes keys and reveals nothing about them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId(pub [u8; 8]);

impl KeyId {
    pub(super) fn of(key: &[u8; KEY_LEN]) -> Self {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"sekisho key id");
        context.update(key);
        let mut id = [0; 8];
        id.copy_from_slice(&context.finish().as_ref()[..8]);
        Self(id)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}
