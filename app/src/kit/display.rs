//! Formats values: times in JST, counts with commas, partly masked addresses.

use crate::text::{Lang, Text, lang, t};
use leptos::prelude::*;

/// An instant formatted by the server: ISO 8601 in UTC for machines, JST words for people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    pub iso: String,
    pub ja: String,
    pub en: String,
}

impl When {
    /// The words for a reader.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// A time on the page.
pub fn date_time(when: &When) -> AnyView {
    let words = when.of(lang()).to_owned();
    let iso = when.iso.clone();
    view! { <time datetime=iso.clone() title=iso>{words}</time> }.into_any()
}

/// A time in a column whose heading names the time zone, so that each cell does not repeat it.
pub fn column_time(when: &When) -> AnyView {
    let en = when.en.strip_suffix(" JST").unwrap_or(&when.en).to_owned();
    date_time(&When { en, ..when.clone() })
}

/// A text that may contain an email address, with a line break allowed after its @. The domain is shown readable,
/// because mails have addresses in a title.
pub fn address(text: &str) -> AnyView {
    let shown = super::readable(text);
    if shown == text {
        return broken(text);
    }
    view! { <span title=text.to_owned()>{broken(&shown)}</span> }.into_any()
}

fn broken(text: &str) -> AnyView {
    let mut parts = text.split_inclusive('@').map(ToOwned::to_owned);
    let first = parts.next();
    let others: Vec<AnyView> = parts.map(|part| view! { <wbr/>{part} }.into_any()).collect();
    view! { {first}{others} }.into_any()
}

/// A name in a table: at most two lines of it, and the whole where somebody points at it and on paper. Its column never has the
/// class `tbl-nowrap`, because a name may have 100 characters.
pub fn short_name(name: &str) -> AnyView {
    let name = name.to_owned();
    view! { <span class="name" title=name.clone()>{name.clone()}</span> }.into_any()
}

/// Such a name as a link.
pub fn short_link(name: &str, href: String) -> AnyView {
    let name = name.to_owned();
    view! { <a class="name" title=name.clone() href=href>{name.clone()}</a> }.into_any()
}

/// A text with a time in place of `{at}`.
pub fn with_time(text: Text, when: &When) -> AnyView {
    let (before, behind) = t(text).split_once("{at}").unwrap_or((t(text), ""));
    view! { {before}{date_time(when)}{behind} }.into_any()
}

/// A count with commas: 20,000.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A file size in common units: `3.1 MB`.
pub fn bytes(n: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if n < 1000 {
        return format!("{n} B");
    }
    let (mut tenths, mut unit) = (n / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

/// The first character of a name, for the account button on a phone.
pub fn initial(name: &str) -> String {
    name.chars().next().map(String::from).unwrap_or_default()
}

/// An e-mail address with a mask of fixed length: `u***@example.jp`.
pub fn mask_email(email: &str) -> String {
    match email.split_once('@') {
        Some((local, domain)) => format!("{}***@{domain}", local.chars().next().unwrap_or('*')),
        None => String::new(),
    }
}

/// A telephone number with only its last two digits visible, always at the same length.
pub fn mask_phone(phone: &str) -> String {
    if phone.is_empty() {
        return String::new();
    }
    let tail: String = phone.chars().rev().filter(char::is_ascii_digit).take(2).collect();
    format!("***-****-**{}", tail.chars().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_sizes_read_well() {
        assert_eq!([count(0), count(999), count(1000), count(20_000_000)], ["0", "999", "1,000", "20,000,000"]);
        assert_eq!([bytes(12), bytes(3_149_000), bytes(20_400)], ["12 B", "3.1 MB", "20.4 kB"]);
    }

    #[test]
    fn masks_have_a_fixed_length() {
        assert_eq!(mask_email("user0000001@example.jp"), "u***@example.jp");
        assert_eq!(mask_phone("078-8477-7725"), "***-****-**25");
    }
}
