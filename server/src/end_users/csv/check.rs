//! What an address and a number must look like. Values are checked here and kept as they were written.

use crate::base::{address, fold};

/// An address that mail can be sent to, by the rule of every door; quotation marks, as mail programs write them, and the
/// letters of an international domain are kept. Nothing may be full-width or otherwise need folding to be one.
pub(super) fn is_email(value: &str) -> bool {
    let is_full_width = |c| ('\u{ff00}'..='\u{ffef}').contains(&c);
    let as_written = |c: char| c.is_ascii_graphic() || (c.is_alphanumeric() && !is_full_width(c));
    let local = value.rsplit_once('@').map(|(local, _)| local);
    local.is_some_and(str::is_ascii) && value.chars().all(as_written) && address::spelled(value).is_ok()
}

/// Digits of any width with the signs that part them, 6 to 20 digits in all: the signs by which it is searched.
pub(super) fn is_phone(value: &str) -> bool {
    (6..=20).contains(&fold::phone(value).len()) && value.chars().all(|c| c.is_whitespace() || fold::is_phone_sign(c))
}
