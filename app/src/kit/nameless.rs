//! What stands for the name of a person whose data nobody can read. Names go unchanged into pages, letters, files and the
//! log, each with readers of its own, so a sign goes along and becomes words where the reader's language is known.

use crate::text::{Lang, Text, Words};

/// Unicode keeps this character for use inside programs: nobody can type it, and no page or mail contains it.
const SIGN: char = '\u{fdd0}';
const WORDS: Text = Text::new("（読み取れません）", "(unreadable) ");

/// The number of characters that the end of an id has.
const END: usize = 8;

/// The end of an id, which tells one thing from another: ids of one moment begin alike.
pub fn id_end(id: &str) -> &str {
    let from = id.char_indices().rev().nth(END - 1).map_or(0, |(at, _)| at);
    &id[from..]
}

/// The sign with the end of an id, which tells one such person from another.
pub fn nameless(end: &str) -> String {
    format!("{SIGN}{end}")
}

pub fn is_nameless(name: &str) -> bool {
    name.starts_with(SIGN)
}

/// A text for a reader: signs become words.
pub fn for_reader(text: String, lang: Lang) -> String {
    if text.contains(SIGN) { text.replace(SIGN, WORDS.of(lang)) } else { text }
}

/// A name in both languages.
pub fn name_words(name: impl Into<String>) -> Words {
    let name = name.into();
    Words { ja: for_reader(name.clone(), Lang::Ja), en: for_reader(name, Lang::En) }
}

/// Changes a text around its signs, which stay.
pub fn around_signs(text: &str, change: impl Fn(&str) -> String) -> String {
    text.split(SIGN).map(change).collect::<Vec<_>>().join(&SIGN.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_name_is_in_one_language() {
        let name = nameless("456789ab");
        assert!(is_nameless(&name) && !is_nameless("髙﨑"));
        let words = name_words(format!("{name} (a@example.jp)"));
        assert_eq!(
            (&*words.ja, &*words.en),
            ("（読み取れません）456789ab (a@example.jp)", "(unreadable) 456789ab (a@example.jp)")
        );
        assert_eq!(around_signs(&name, str::to_uppercase), nameless("456789AB"));
    }
}
