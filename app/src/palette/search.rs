//! What the palette finds for what is typed: pages by their names, and searches of lists.

use super::facts::{PaletteEntry, PaletteFacts, PaletteSearch};
use crate::text::fill;

/// Letters as they are compared: lower case, half width, hiragana.
fn fold(text: &str) -> String {
    let one = |letter: char| {
        let code = letter as u32;
        let code = match code {
            // Full-width signs and letters, and katakana, stand at a fixed distance.
            0xFF01..=0xFF5E => code - 0xFEE0,
            0x30A1..=0x30F6 => code - 0x60,
            0x3000 => 0x20,
            _ => code,
        };
        char::from_u32(code).unwrap_or(letter).to_ascii_lowercase()
    };
    text.trim().chars().map(one).collect()
}

/// Whether an entry's title, path or aliases contain what was typed. Compared as bytes, because the search of `str` would be
/// loaded for this alone.
pub(super) fn matches(entry: &PaletteEntry, typed: &str) -> bool {
    let typed = fold(typed);
    let has = |text: &String| fold(text).as_bytes().windows(typed.len()).any(|part| part == typed.as_bytes());
    typed.is_empty() || [&entry.title, &entry.path, &entry.aliases].into_iter().any(has)
}

/// The entries that match what is typed; before anything is typed, those that were opened last come first: `recent` has their
/// paths, with spaces between them. What is the name of no page can be searched for.
pub(super) fn matching(facts: &PaletteFacts, typed: &str, recent: &str) -> Vec<PaletteEntry> {
    let typed = typed.trim();
    let recent = if typed.is_empty() { recent } else { "" };
    let mut found = Vec::new();
    for path in recent.split(' ') {
        found.extend(facts.entries.iter().find(|entry| entry.path == path).cloned());
    }
    for entry in &facts.entries {
        if matches(entry, typed) && recent.split(' ').all(|path| entry.path != path) {
            found.push(entry.clone());
        }
    }
    if found.is_empty() { searches(facts, typed) } else { found }
}

/// The searches for what was typed. The list that it belongs to by its form comes first: a search of it, or the list itself.
fn searches(facts: &PaletteFacts, typed: &str) -> Vec<PaletteEntry> {
    let of = |search: &PaletteSearch| PaletteEntry {
        path: [search.path.as_str(), "?q=", &encoded(typed)].concat(),
        title: fill(&search.title, &[("typed", &typed)]),
        aliases: String::new(),
    };
    let mut found: Vec<_> = facts.searches.iter().map(of).collect();
    let Some(list) = list_of(&fold(typed)) else { return found };
    let is_it = |path: &str| path.as_bytes().ends_with(list);
    if let Some(at) = facts.searches.iter().position(|search| is_it(&search.path)) {
        let first = found.remove(at);
        found.insert(0, first);
    } else if let Some(page) = facts.entries.iter().find(|entry| is_it(&entry.path)) {
        found.insert(0, page.clone());
    }
    found
}

/// The end of the path of the list that has what was typed: an address of a network, or the number of an inquiry, a case or a
/// customer.
fn list_of(typed: &str) -> Option<&'static [u8]> {
    let typed = typed.as_bytes();
    let parts = |byte: &u8| matches!(byte, b'.' | b':');
    if typed.iter().any(parts) && typed.iter().all(|byte| parts(byte) || byte.is_ascii_hexdigit()) {
        return Some(b"/operation-logs");
    }
    let numbers: [(&[u8], &[u8]); 3] = [(b"q-", b"/inquiries"), (b"cs-", b"/cases"), (b"c", b"/end-users")];
    let is_number = |rest: &[u8]| !rest.is_empty() && rest.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-');
    let fits = |prefix: &[u8]| typed.strip_prefix(prefix).is_some_and(is_number);
    numbers.into_iter().find(|(prefix, _)| fits(prefix)).map(|(_, list)| list)
}

/// A value as an address has it. Browsers know how.
#[cfg(feature = "hydrate")]
fn encoded(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

/// A value as an address has it (RFC 3986, 2.3).
#[cfg(not(feature = "hydrate"))]
fn encoded(value: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |n: u8| char::from(HEX[usize::from(n & 15)]);
            out.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    out
}
