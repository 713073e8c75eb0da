//! Codes of an authenticator app, implemented from RFC 6238 without the program's library.

use ring::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};

/// The secret of every account in the harness.
pub const SECRET: &[u8] = b"12345678901234567890";

/// The six digits at a Unix time.
pub fn code_at(secret: &[u8], time: i64) -> String {
    let counter = (time / 30).to_be_bytes();
    let digest = sign(&Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret), &counter);
    let digest = digest.as_ref();
    let offset = usize::from(digest[19] & 15);
    let number = u32::from_be_bytes(digest[offset..offset + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

#[test]
fn as_in_rfc_6238_appendix_b() {
    let eight_digits = [(59, "94287082"), (1_111_111_109, "07081804"), (20_000_000_000, "65353130")];
    for (time, digits) in eight_digits {
        assert_eq!(code_at(SECRET, time), digits[2..]);
    }
}
