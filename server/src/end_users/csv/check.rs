//! What an address and a number must look like. Values are checked here and kept as they were written.

use crate::{address, fold};

/// An address as mail is sent to in practice: `local@domain.tld`. The local part is not judged beyond its characters and
/// length: Japanese carriers gave out addresses with dots that RFC 5321 forbids. The domain may be an international one,
/// but nothing may be full-width. Such an address is also taken between quotation marks, as mail programs write it.
pub(super) fn is_email(value: &str) -> bool {
    let Some((local, domain)) = value.rsplit_once('@') else {
        return false;
    };
    let is_full_width = |c| ('\u{ff00}'..='\u{ffef}').contains(&c);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| (c.is_alphanumeric() && !is_full_width(c)) || c == '-')
    };
    let local = address::unquoted(local);
    (1..=64).contains(&local.len())
        && local.chars().all(|c| c.is_ascii_graphic() && !"\"(),:;<>@[\\]".contains(c))
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

/// Digits of any width with the signs that part them, 6 to 20 digits in all: the signs by which it is searched.
pub(super) fn is_phone(value: &str) -> bool {
    (6..=20).contains(&fold::phone(value).len()) && value.chars().all(|c| c.is_whitespace() || fold::is_phone_sign(c))
}
