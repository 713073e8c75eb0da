//! Reads codes as people type them.

use unicode_normalization::UnicodeNormalization;

/// Accepts full-width characters, groups, and small letters.
pub fn folded(typed: &str) -> String {
    let plain = typed.nfkc().filter(|c| !c.is_whitespace() && *c != '-');
    plain.flat_map(char::to_uppercase).take(64).collect()
}
