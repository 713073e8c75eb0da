//! Passwords that contain a word from their context.

use super::spelling::{SHORTEST_PART, SPELLINGS, canonical, is_kana, romaji, spellings};
use crate::base::fold;
use unicode_normalization::UnicodeNormalization;

/// This many letters beside the name of the product or the domain make a password hard enough.
const ENOUGH: usize = 8;
/// The name of the product in every script.
const PRODUCT: [&str; 4] = ["sekisho", "関所", "せきしょ", "セキショ"];
/// Domain labels that name nobody.
const NOBODYS: [&str; 4] = ["mail", "info", "corp", "group"];

/// The context of a password.
#[derive(Clone, Copy)]
pub struct PasswordContext<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub company: Option<&'a str>,
    /// The name of this console.
    pub service: &'a str,
}

/// True if a password contains a word from its context: any word of the person's or company's name, or a name of the
/// product or domain with few other letters. A long phrase may contain the product's name.
pub fn holds_a_word_of(around: PasswordContext<'_>, password: &str) -> bool {
    let as_address = fold::customer_id(password);
    let as_name = fold::name_words(password).into_iter().next().unwrap_or_default();
    let (local, domain) = around.email.split_once('@').unwrap_or((around.email, ""));
    let own = [Some(around.name), around.company].into_iter().flatten();
    let words = own.clone().flat_map(fold::name_words).chain([fold::customer_id(local)]);
    if words.filter(|word| is_telling(word)).any(|word| as_name.contains(&word) || as_address.contains(&word)) {
        return true;
    }
    let product = [around.service].into_iter().chain(PRODUCT);
    let names = product.clone().flat_map(fold::name_words).filter(|word| is_telling(word));
    let parts = own.chain(product).flat_map(parts).chain(labels(domain)).map(|part| canonical(&part));
    let parts: Vec<String> = parts.collect();
    let other = password.nfkc().filter(|c| c.is_alphabetic() && !c.is_ascii() && !is_kana(*c)).count();
    little_beside(&as_name, names, 0)
        || spellings_of_words(password).iter().any(|spelled| little_beside(spelled, parts.iter().cloned(), other))
}

/// True if a text contains some of the words and few other letters.
fn little_beside(text: &str, words: impl Iterator<Item = String>, other: usize) -> bool {
    let left = words.fold(text.to_owned(), |left, word| left.replace(&word, ""));
    left.len() < text.len() && left.chars().filter(|c| c.is_alphabetic()).count() + other < ENOUGH
}

/// The spellings of a password, with its words separated.
fn spellings_of_words(password: &str) -> [String; SPELLINGS] {
    let words: Vec<[String; SPELLINGS]> = password.split_whitespace().map(spellings).collect();
    std::array::from_fn(|which| words.iter().map(|word| word[which].as_str()).collect::<Vec<_>>().join(" "))
}

/// True if a word is long enough to be a name: two characters in kanji and kana, three in other scripts.
fn is_telling(word: &str) -> bool {
    let japanese = |c: char| matches!(c, '々' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}');
    word.chars().count() >= if word.chars().all(japanese) { 2 } else { 3 }
}

/// The parts of a name in Latin letters, and those in kana in their Latin spelling.
fn parts(name: &str) -> Vec<String> {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let latin = plain.split(|c: char| !c.is_ascii_alphabetic()).map(ToOwned::to_owned);
    let kana = plain.split(|c: char| !is_kana(c)).map(romaji);
    latin.chain(kana).filter(|part| part.len() >= SHORTEST_PART).collect()
}

/// The labels of a domain that name its owner, whole and in parts.
fn labels(domain: &str) -> Vec<String> {
    let (named, _) = domain.rsplit_once('.').unwrap_or((domain, ""));
    let labels = named
        .split('.')
        .flat_map(|label| [label.replace('-', "")].into_iter().chain(label.split('-').map(ToOwned::to_owned)));
    let labels = labels.map(|label| label.to_ascii_lowercase());
    labels.filter(|label| label.len() >= SHORTEST_PART && !NOBODYS.contains(&label.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: PasswordContext<'_> = PasswordContext {
        email: "kenta@aoba.example.co.jp",
        name: "青葉 健太",
        company: Some("株式会社 青葉アオバ Shouten"),
        service: "Sekisho (console.example.jp)",
    };

    #[test]
    fn ms_16_words_of_what_is_around_the_person() {
        for guessed in [
            "Sekisho2026!",
            "Sekisho!2027",
            "s3kisho-99",
            "関所 and 1 more",
            "aobashouten1",
            "aoba-example1",
            "AOBA 2027 rain",
            "my4oba rain",
            "shouten7777",
            "syoten7777",
            "kenta rain 7",
            "健太 rain 7",
            "セキショ rain 7",
            "console 1 rain",
            "s3k1sh0-2026",
            "53k1sh0!",
            "あおば2027",
        ] {
            assert!(holds_a_word_of(AROUND, guessed), "{guessed}");
        }
        for free in
            ["correct horse 9 battery", "wet lattice 7 ravine", "k7#mQ2x!", "jp co 77 tunnel", "山の上の3 ao bar"]
        {
            assert!(!holds_a_word_of(AROUND, free), "{free}");
        }
    }
}
