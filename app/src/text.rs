//! The texts in Japanese and English. Both languages of a text are declared together, so a missing one does not
//! compile. Islands get their texts from their page, so browsers do not load a catalogue.

use leptos::prelude::use_context;

/// A language of the console.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    #[default]
    Ja,
    En,
}

impl Lang {
    /// The BCP 47 tag, as in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// Reads a tag that the console wrote itself (cookie, account, form).
    pub fn from_tag(tag: &str) -> Option<Lang> {
        match tag {
            "ja" => Some(Lang::Ja),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The supported language with the highest weight in an `Accept-Language` header (RFC 9110, 12.5.4). Ignores
    /// languages with an invalid weight.
    pub fn from_accept_language(header: &str) -> Option<Lang> {
        let mut best: Option<(f32, Lang)> = None;
        for part in header.split(',') {
            let mut pieces = part.trim().split(';');
            let primary = pieces.next().unwrap_or_default().split('-').next().unwrap_or_default().to_ascii_lowercase();
            let said = pieces.find_map(|p| p.trim().strip_prefix(['q', 'Q'])?.strip_prefix('='));
            let Some(weight) = said.map_or(Some(1.0), weight) else { continue };
            if let Some(lang) = Lang::from_tag(&primary)
                && weight > 0.0
                && best.is_none_or(|(w, _)| weight > w)
            {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    /// The language's own name.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Ja => "日本語",
            Lang::En => "English",
        }
    }

    #[must_use]
    pub fn other(self) -> Lang {
        match self {
            Lang::Ja => Lang::En,
            Lang::En => Lang::Ja,
        }
    }
}

/// Reads a weight from 0 to 1 with at most three decimals (RFC 9110, 12.4.2).
fn weight(text: &str) -> Option<f32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let shaped = ["0", "1"].contains(&whole) && decimals.len() <= 3 && decimals.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|weight| shaped && *weight <= 1.0)
}

/// A fixed text in both languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text {
    pub ja: &'static str,
    pub en: &'static str,
}

impl Text {
    pub const fn new(ja: &'static str, en: &'static str) -> Text {
        assert!(same_places(ja, en), "a text must have the same places in both languages");
        Text { ja, en }
    }

    pub fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }

    /// Fills the placeholders `{name}` in both languages. `{n|row|rows}` becomes the first word if `n` is 1, otherwise
    /// the second.
    pub fn with(self, places: &[(&str, &dyn std::fmt::Display)]) -> Words {
        Words { ja: fill(self.ja, places), en: fill(self.en, places) }
    }

    /// Fills the placeholders of a text that names a `{button}`: with the words that are on it.
    pub fn naming(self, button: Text, places: &[(&str, &dyn std::fmt::Display)]) -> Words {
        let one = |text: &str, button: &str| {
            let mut all = places.to_vec();
            all.push(("button", &button));
            fill(text, &all)
        };
        Words { ja: one(self.ja, button.ja), en: one(self.en, button.en) }
    }

    /// Fills the placeholders with words, which differ from one language to the other.
    pub fn saying(self, places: &[(&str, &Words)]) -> Words {
        let one = |template: &str, lang: Lang| {
            let said: Vec<_> = places.iter().map(|(name, words)| (*name, words.of(lang))).collect();
            let said: Vec<(&str, &dyn std::fmt::Display)> =
                said.iter().map(|(name, text)| (*name, text as &dyn std::fmt::Display)).collect();
            fill(template, &said)
        };
        Words { ja: one(self.ja, Lang::Ja), en: one(self.en, Lang::En) }
    }
}

/// A text with filled placeholders, in both languages.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Words {
    pub ja: String,
    pub en: String,
}

impl Words {
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// A name or value that is the same in both languages.
    pub fn same(value: impl Into<String>) -> Words {
        let value = value.into();
        Words { ja: value.clone(), en: value }
    }
}

impl From<Text> for Words {
    fn from(text: Text) -> Words {
        Words { ja: text.ja.into(), en: text.en.into() }
    }
}

/// Fills the placeholders of a text.
pub(crate) fn fill(template: &str, places: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (place, mut tail) = after.split_once('}').unwrap_or((after, ""));
        let (name, words) = place.split_once('|').map_or((place, None), |(name, words)| (name, words.split_once('|')));
        if let Some((_, value)) = places.iter().find(|(n, _)| *n == name) {
            let value = value.to_string();
            match words {
                None => {
                    out.push_str(&value);
                    tail = behind(&value, tail);
                }
                Some((one, more)) => out.push_str(if value == "1" { one } else { more }),
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// What follows a filled place. Japanese text has a blank behind a name, but none behind a closing bracket.
fn behind<'t>(value: &str, tail: &'t str) -> &'t str {
    let in_japanese = tail.strip_prefix(' ').filter(|next| next.starts_with(|c: char| !c.is_ascii()));
    in_japanese.filter(|_| value.ends_with(['」', '）'])).unwrap_or(tail)
}

const fn same_places(a: &str, b: &str) -> bool {
    places(a) == places(b)
}

/// The number of placeholders in a text. `{n|row|rows}` chooses a word and does not count.
const fn places(s: &str) -> usize {
    let bytes = s.as_bytes();
    let (mut i, mut n, mut inside) = (0, 0, false);
    while i < bytes.len() {
        match bytes[i] {
            b'{' => {
                n += 1;
                inside = true;
            }
            b'|' if inside => {
                n -= 1;
                inside = false;
            }
            b'}' => inside = false,
            _ => {}
        }
        i += 1;
    }
    n
}

/// The language of the page being rendered.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// A text in the language of the page being rendered.
pub fn t(text: Text) -> &'static str {
    text.of(lang())
}

/// Words in the language of the page being rendered.
pub fn tw(words: &Words) -> String {
    words.of(lang()).to_owned()
}

/// Declares texts: `messages! { TITLE: "ログイン", "Sign in"; }`.
#[macro_export]
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident: $ja:expr, $en:expr;)*) => {
        $($(#[$doc])* pub const $name: $crate::text::Text = $crate::text::Text::new($ja, $en);)*
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_takes_the_heaviest_we_speak() {
        assert_eq!(Lang::from_accept_language("fr, en;q=0.8, ja;q=0.9"), Some(Lang::Ja));
        assert_eq!(Lang::from_accept_language("en-US,en;q=0.9"), Some(Lang::En));
        assert_eq!(Lang::from_accept_language("ja;q=0, en;q=0.1"), Some(Lang::En));
        assert_eq!(Lang::from_accept_language("de"), None);
        for nonsense in ["2", "inf", "-1", "NaN", "1.5", "0.1234", ".5", "+1", ""] {
            let header = format!("en;q={nonsense}, ja;q=0.1");
            assert_eq!(Lang::from_accept_language(&header), Some(Lang::Ja), "{header}");
        }
    }

    #[test]
    fn places_are_filled_once() {
        let words = Text::new("{n}件", "{n} rows").with(&[("n", &"{n}")]);
        assert_eq!((words.ja.as_str(), words.en.as_str()), ("{n}件", "{n} rows"));
    }

    #[test]
    fn each_language_gets_its_own_words() {
        let (company, button) = (Words::same("{button}"), Words::from(Text::new("取り消す", "Withdraw")));
        let words = Text::new("{company}：{button}", "{company}: {button}");
        let words = words.saying(&[("company", &company), ("button", &button)]);
        assert_eq!((words.ja.as_str(), words.en.as_str()), ("{button}：取り消す", "{button}: Withdraw"));
    }

    #[test]
    fn no_blank_stands_behind_a_closing_bracket_in_japanese() {
        let shown =
            |name: &str| Text::new("{company} の案件", "The case of {company} waits").with(&[("company", &name)]);
        assert_eq!(shown("株式会社 青葉商店").ja, "株式会社 青葉商店 の案件");
        assert_eq!(shown("「青葉商店」（改ざん）").ja, "「青葉商店」（改ざん）の案件");
        assert_eq!(shown("青葉商店（株）").en, "The case of 青葉商店（株） waits");
    }

    #[test]
    fn one_is_not_many() {
        let shown = |n: u64| Text::new("{n}件", "{n} {n|row|rows} shown").with(&[("n", &n)]).en;
        assert_eq!([shown(0), shown(1), shown(21)], ["0 rows shown", "1 row shown", "21 rows shown"]);
    }
}
