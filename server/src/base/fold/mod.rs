//! Folding for search: what a person types and what a file holds become equal strings before their blind indexes are
//! compared. The rule kept here: indexing and searching call the same function, and nothing folded is ever shown.
//!
//! Everything is NFKC and lower case (so full-width and half-width letters meet). Names also lose the difference of
//! hiragana and katakana (voiced marks stay: は is not ば) and of a character's old and new shapes (`variants`).
//!
//! A folded value finds; it does not identify. Two customers `C1` and `c1` fold to the same: identity needs an index of
//! the exact value.

mod variants;

use unicode_normalization::UnicodeNormalization;

/// Raise this number when the result of any of these functions changes: indexes made by another version must be
/// rebuilt.
pub const FOLD_VERSION: u16 = 1;

/// The largest number of indexed words per name. A longer name is still found by its first words and as a whole.
pub const MAX_NAME_WORDS: usize = 16;

/// Folds an e-mail address. Removes white space anywhere in it, because copied addresses contain some.
pub fn email(s: &str) -> String {
    without_space(s)
}

/// Folds a customer id as [`email`] does.
pub fn customer_id(s: &str) -> String {
    without_space(s)
}

/// The digits of a phone number; `+81` and the `0` that may follow it in brackets become one leading `0`.
pub fn phone(s: &str) -> String {
    let plain: String = s.nfkc().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    match plain.strip_prefix("+81").and(digits.strip_prefix("81")) {
        Some(national) if national.starts_with('0') => national.into(),
        Some(national) => format!("0{national}"),
        None => digits,
    }
}

/// Folds a text that is searched in memory: letters of any width and case, kana of both kinds, and characters in old and new
/// shapes meet. Nothing is indexed by it.
pub fn text(s: &str) -> String {
    let letters = lower(s).map(kana).flat_map(|(c, mark)| std::iter::once(c).chain(mark));
    letters.map(variants::representative).nfkc().collect()
}

/// Returns the indexed words of a name: the whole name without spaces, then each word, without repeats. White space of
/// any width separates words, and so do `・`, `·`, `=`, `,` and `、`, which appear in foreign and reversed names.
pub fn name_words(s: &str) -> Vec<String> {
    let mut words = split(s);
    let whole = words.concat().nfkc().collect();
    words.truncate(MAX_NAME_WORDS);
    let mut unique: Vec<String> = Vec::with_capacity(words.len() + 1);
    for word in std::iter::once(whole).chain(words) {
        if !word.is_empty() && !unique.contains(&word) {
            unique.push(word);
        }
    }
    unique
}

/// Text typed into a search box, folded for each field that it may mean. An end user is found when any of the four
/// fields matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Set if the text contains `@`.
    pub email: Option<String>,
    /// Set if the text is not empty.
    pub customer_id: Option<String>,
    /// Set if the text has only digits and signs of a phone number, with at least 6 digits.
    pub phone: Option<String>,
    /// Set if the text contains a letter. Matches a name, see [`NameQuery`].
    pub name: Option<NameQuery>,
}

/// Matches a name whose [`name_words`] hold `whole`, or hold each of `words`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameQuery {
    /// The typed words run together: finds 佐藤健太 by 佐藤　健太.
    pub whole: String,
    /// The typed words: finds 佐藤 健太 by 健太 佐藤, or by one of them.
    pub words: Vec<String>,
}

/// Folds text from a search box for each field that it may mean.
pub fn query(s: &str) -> Query {
    let id = customer_id(s);
    let phone = Some(phone(s)).filter(|digits| digits.len() >= 6 && id.chars().all(is_phone_sign));
    let mut words = split(s);
    let whole: String = words.concat().nfkc().collect();
    words.truncate(MAX_NAME_WORDS);
    let name = whole.chars().any(char::is_alphabetic).then_some(NameQuery { whole, words });
    Query {
        email: Some(id.clone()).filter(|id| id.contains('@')),
        customer_id: Some(id).filter(|id| !id.is_empty()),
        phone,
        name,
    }
}

impl NameQuery {
    /// True if a name with these [`name_words`] matches the query.
    pub fn matches(&self, name_words: &[String]) -> bool {
        name_words.contains(&self.whole) || self.words.iter().all(|word| name_words.contains(word))
    }
}

/// True for signs that a phone number may contain, besides white space. Search and import share this rule, so that
/// every stored number can be searched for.
pub fn is_phone_sign(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '+' | '＋' | '(' | ')' | '（' | '）' | '.' | '．' | '/' | '／')
        || is_hyphen(c)
}

/// True for every sign that people in Japan write between the parts of a number: hyphens, dashes, minus and long vowel
/// marks of any width.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '－' | '\u{2010}'..='\u{2015}' | '−' | 'ー' | 'ｰ')
}

fn without_space(s: &str) -> String {
    if s.is_ascii() {
        return s.bytes().filter(|b| !b.is_ascii_whitespace()).map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    lower(s).filter(|c| !c.is_whitespace()).nfkc().collect()
}

/// A typed name with a kanji in another shape, by which it is found as well: 高橋 for 髙橋 and 髙橋 for 高橋. Only the
/// first such character of a name in daily shapes changes, because nobody writes all of them in rare ones. The result is
/// shown and never searched.
pub fn other_shape(typed: &str) -> Option<String> {
    if typed.contains('@') {
        return None;
    }
    let daily: String = typed.chars().map(variants::representative).collect();
    if daily != typed {
        return Some(daily);
    }
    let (at, c, other) = typed.char_indices().find_map(|(at, c)| Some((at, c, variants::first_variant(c)?)))?;
    Some(format!("{}{other}{}", &typed[..at], &typed[at + c.len_utf8()..]))
}

fn split(name: &str) -> Vec<String> {
    let mut folded = String::with_capacity(name.len());
    for c in lower(name).map(kana).flat_map(|(c, mark)| std::iter::once(c).chain(mark)) {
        match c {
            // The repetition mark stands for the character before it: 佐々木 is also written 佐佐木.
            '々' => folded.push(folded.chars().next_back().unwrap_or(c)),
            _ => folded.push(variants::representative(c)),
        }
    }
    let separates = |c: char| c.is_whitespace() || matches!(c, '・' | '·' | '=' | ',' | '、');
    folded.split(separates).filter(|word| !word.is_empty()).map(Into::into).collect()
}

/// NFKC in lower case. The caller normalises once more after removing characters: lower-casing can change the order of
/// marks, and removing a space can join a letter and a mark.
fn lower(s: &str) -> impl Iterator<Item = char> {
    s.chars().filter(|c| !is_invisible(*c)).map(combining).nfkc().flat_map(char::to_lowercase).nfkc()
}

/// Replaces free-standing voiced marks, which NFKC would separate from their kana by a space.
fn combining(c: char) -> char {
    match c {
        '\u{309b}' => '\u{3099}',
        '\u{309c}' => '\u{309a}',
        _ => c,
    }
}

/// Soft hyphens, zero-width characters, byte order marks and variation selectors (the exact glyph of 葛󠄀 or 辻󠄀).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// Turns katakana into hiragana. Four voiced ones exist only in katakana and become a letter and a mark.
fn kana(c: char) -> (char, Option<char>) {
    let offset = |c: char| char::from_u32(u32::from(c) - 0x60).unwrap_or(c);
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => (offset(c), None),
        'ヷ' => ('わ', Some('\u{3099}')),
        'ヸ' => ('ゐ', Some('\u{3099}')),
        'ヹ' => ('ゑ', Some('\u{3099}')),
        'ヺ' => ('を', Some('\u{3099}')),
        _ => (c, None),
    }
}

#[cfg(test)]
mod tests;
