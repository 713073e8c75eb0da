//! Checks the form of addresses and numbers. Values are stored as written.

use crate::base::{address, fold};

/// True for an address that mail can be sent to, by the rule that applies everywhere. Quotation marks, as mail programs
/// write them, and letters of an international domain are kept. Full-width characters are not accepted.
pub(super) fn is_email(value: &str) -> bool {
    let is_full_width = |c| ('\u{ff00}'..='\u{ffef}').contains(&c);
    let as_written = |c: char| c.is_ascii_graphic() || (c.is_alphanumeric() && !is_full_width(c));
    let local = value.rsplit_once('@').map(|(local, _)| local);
    local.is_some_and(str::is_ascii) && value.chars().all(as_written) && address::spelled(value).is_ok()
}

/// True for 6 to 20 digits of any width, with the separators that search accepts.
pub(super) fn is_phone(value: &str) -> bool {
    (6..=20).contains(&fold::phone(value).len()) && value.chars().all(|c| c.is_whitespace() || fold::is_phone_sign(c))
}
