//! Codes as people type them.

use unicode_normalization::UnicodeNormalization;

/// Full-width, in groups, in small letters.
pub fn folded(typed: &str) -> String {
    let plain = typed.nfkc().filter(|c| !c.is_whitespace() && *c != '-');
    plain.flat_map(char::to_uppercase).take(64).collect()
}
