//! Reads text that people type into a field. Each text has one form, and contains no invisible characters and none that
//! change the direction of neighbouring text (MS-12, BP-13). A bad text is refused at its field, never cleaned.

use crate::base::plain_text::{Odd, odd_in_line};
use app::error::Refusals;
use app::kit::refusals as r;
use app::text::Text;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The largest number of combining marks in a row. No language writes more.
const MOST_MARKS: usize = 5;

/// Reads a text of one line.
pub fn line(typed: &str) -> Result<String, Text> {
    let text = composed(typed.trim());
    match odd_in_line(&text) {
        None if is_stacked(&text) => Err(r::STACKED),
        None => Ok(text),
        Some(odd) => Err(words(odd)),
    }
}

/// Reads a text of several lines. Line breaks have one form, and tabs stay.
pub fn text(typed: &str) -> Result<String, Text> {
    let text = composed(typed.replace("\r\n", "\n").replace('\r', "\n").trim());
    match text.split('\n').find_map(|line| odd_in_line(&line.replace('\t', " "))) {
        None if is_stacked(&text) => Err(r::STACKED),
        None => Ok(text),
        Some(Odd::Control) => Err(r::CONTROL_IN_TEXT),
        Some(odd) => Err(words(odd)),
    }
}

/// True if so many marks stand on one character that they cover the lines around it.
fn is_stacked(text: &str) -> bool {
    let mut marks = 0;
    text.chars().any(|c| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks > MOST_MARKS
    })
}

/// Reads a person's name. Names appear in letters to others, so a name must not contain a link.
pub fn name(typed: &str) -> Result<String, Text> {
    let name = line(typed)?;
    if leads_away(&name) || folded(&name).contains('@') { Err(r::LEADS_AWAY) } else { Ok(name) }
}

/// Reads a text of one line that appears in letters to others, so it must not contain a link.
pub fn without_link(typed: &str) -> Result<String, Text> {
    let text = line(typed)?;
    if leads_away(&text) { Err(r::HAS_LINK) } else { Ok(text) }
}

/// Reads a text of several lines that appears in letters to others, so it must not contain a link.
pub fn text_without_link(typed: &str) -> Result<String, Text> {
    let text = text(typed)?;
    if leads_away(&text) { Err(r::HAS_LINK) } else { Ok(text) }
}

/// True if mail programs turn a part of the text into a link.
fn leads_away(text: &str) -> bool {
    let folded = folded(text);
    ["://", "www."].iter().any(|part| folded.contains(part)) || has_path(&folded)
}

fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// True if the text looks like a host with a path, which mail programs turn into a link: `evil.example/login`.
fn has_path(folded: &str) -> bool {
    folded.match_indices('/').any(|(slash, _)| {
        let host = folded[..slash].rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next();
        let top = host.and_then(|host| host.rsplit_once('.')).map(|(before, top)| (before.is_empty(), top));
        top.is_some_and(|(none, top)| !none && top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_lowercase()))
    })
}

/// Returns the value read for a field, or adds its refusal.
pub fn at(field: &'static str, read: Result<String, Text>, refusals: &mut Refusals) -> Option<String> {
    read.map_err(|words| refusals.add(field, words)).ok()
}

/// What is said about a field that is empty or too long.
#[derive(Clone, Copy)]
pub struct Lacks {
    pub missing: Text,
    pub long: Text,
}

/// Does the same for a field that must be filled and has a maximum length.
pub fn required(
    field: &'static str,
    read: Result<String, Text>,
    most: usize,
    lacks: Lacks,
    refusals: &mut Refusals,
) -> String {
    let Some(text) = at(field, read, refusals) else { return String::new() };
    if text.is_empty() {
        refusals.add(field, lacks.missing);
    } else if text.chars().count() > most {
        refusals.add(field, lacks.long);
    }
    text
}

/// Composes the text canonically (NFC), except for ideographs that composition would replace: a person who writes 神
/// with the old radical has a different name.
fn composed(text: &str) -> String {
    let is_compatible = |c: char| matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}');
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(is_compatible) {
        let kept = part.chars().next_back().filter(|c| is_compatible(*c));
        let before = kept.map_or(part, |c| &part[..part.len() - c.len_utf8()]);
        out.extend(before.nfc().chain(kept));
    }
    out
}

fn words(odd: Odd) -> Text {
    match odd {
        Odd::Control => r::CONTROL,
        Odd::Direction => r::DIRECTION,
        Odd::Invisible => r::INVISIBLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_composed_and_names_keep_their_shapes() {
        assert_eq!(line(" 髙\u{fa11}　か\u{3099} \u{fa19} "), Ok("髙\u{fa11}　が \u{fa19}".into()));
        assert_eq!(line("e\u{301}\n"), Ok("é".into()));
        assert_eq!(line("葛\u{e0100}城"), Ok("葛\u{e0100}城".into()), "a variant of a name's character");
    }

    #[test]
    fn what_is_not_seen_is_refused() {
        for bad in ["a\nBcc: x", "a\u{1b}[31mb\u{7}", "a\u{85}b"] {
            assert_eq!(line(bad), Err(r::CONTROL), "{bad:?}");
        }
        assert_eq!(line("evil\u{202e}gpj.exe"), Err(r::DIRECTION));
        assert_eq!(line("a\u{200b}c"), Err(r::INVISIBLE));
    }

    #[test]
    fn few_marks_stand_on_one_character() {
        let with = |n: usize| format!("Z{}", "\u{320}".repeat(n));
        assert_eq!(line(&with(5)), Ok(with(5)));
        assert_eq!((line(&with(6)), text(&format!("a\n{}", with(6)))), (Err(r::STACKED), Err(r::STACKED)));
    }

    #[test]
    fn a_text_has_lines_and_nothing_else_that_is_not_seen() {
        assert_eq!(text(" か\u{3099}\r\n\r\n二行目\n"), Ok("が\n\n二行目".into()));
        assert_eq!(text("\r\n \n"), Ok(String::new()));
        assert_eq!(text(" a\r\nb\rb\tc\n\n"), Ok("a\nb\nb\tc".into()), "a tab may be pasted");
        for bad in ["a\n\u{7}b", "a\u{2028}b"] {
            assert_eq!(text(bad), Err(r::CONTROL_IN_TEXT), "{bad:?}");
        }
        assert_eq!(text("a\nevil\u{202e}gpj.exe"), Err(r::DIRECTION));
        assert_eq!(text("a\n\u{200b}c"), Err(r::INVISIBLE));
    }

    #[test]
    fn names_of_people_lead_nowhere() {
        for bad in [
            "至急 https://evil.example をご確認",
            "ＷＷＷ．evil.example",
            "a@evil.example",
            "ｈttp：／／x",
            "緊急 evil.example/login を",
        ] {
            assert_eq!(name(bad), Err(r::LEADS_AWAY), "{bad}");
        }
        for good in ["渡邊 𠮷郎", "Jane O'Neill", "情報システム部（東京）", "山田 Jr.", "営業/総務", "Y.M/A"]
        {
            assert_eq!(name(good), Ok(good.into()));
        }
        for bad in ["至急 https://evil.example をご確認", "ＷＷＷ．evil.example", "ｈttp：／／x"] {
            assert_eq!(without_link(bad), Err(r::HAS_LINK), "{bad}");
            assert_eq!(text_without_link(&format!("一行目\n{bad}")), Err(r::HAS_LINK), "{bad}");
        }
        assert_eq!(text_without_link("一行目\r\n東京/大阪"), Ok("一行目\n東京/大阪".into()));
        assert_eq!(without_link("件数の確認 @10:00"), Ok("件数の確認 @10:00".into()));
    }
}
