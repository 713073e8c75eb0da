//! Passwords that an attacker would try who knows the person or the country (MS-16, ASVS 6.2.4, 6.2.11): passwords that
//! contain the name of the product, the company, the person or their domain; a single everyday Japanese word with a
//! year, digits or signs around it; words from the product's own screens. Passphrases of several words are allowed.

mod screens;

use crate::base::fold;
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// More digits and signs than a date has make a password hard enough.
const MOST_ADDED: usize = 8;
/// Shorter parts of names occur in too many other words.
const SHORTEST_PART: usize = 4;
/// This many letters beside the name of the product or the domain make a password hard enough.
const ENOUGH: usize = 8;
/// The number of digits and signs at either end of a word that may stand for letters.
const AT_ENDS: usize = 2;
/// The letters alone, and one spelling for each number of letters at both ends.
const SPELLINGS: usize = 1 + (AT_ENDS + 1) * (AT_ENDS + 1);
/// The name of the product in every script.
const PRODUCT: [&str; 4] = ["sekisho", "関所", "せきしょ", "セキショ"];
/// Domain labels that name nobody.
const NOBODYS: [&str; 4] = ["mail", "info", "corp", "group"];

/// The context of a password.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub company: Option<&'a str>,
    /// The name of this console.
    pub service: &'a str,
}

/// True if a password contains a word from its context: any word of the person's or company's name, or a name of the
/// product or domain with few other letters. A long phrase may contain the product's name.
pub fn holds_a_word_of(around: Around<'_>, password: &str) -> bool {
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

/// True if a password is an everyday word, even with its end repeated, with few signs around it or in place of its
/// letters.
pub fn is_everyday(password: &str) -> bool {
    static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| everyday_words().map(canonical).collect());
    let added = password.nfkc().filter(|c| !c.is_alphabetic()).count();
    let is_word = |word: &String| WORDS.contains(word) || without_echo(word).any(|word| WORDS.contains(word));
    (added <= MOST_ADDED && spellings(password).iter().any(is_word)) || screens::are_all_of(password)
}

/// Removes a repeated end from a word, once and more often, and returns each result.
fn without_echo(word: &str) -> impl Iterator<Item = &str> {
    let shorter = move |length| std::iter::successors(Some(word), move |word| without_end(word, length)).skip(1);
    (2..=word.len() / 2).flat_map(shorter)
}

fn without_end(word: &str, length: usize) -> Option<&str> {
    let (before, end) = word.split_at_checked(word.len().checked_sub(length)?)?;
    before.ends_with(end).then_some(before)
}

/// Words that attackers are known to try: the list in `data/`.
pub fn everyday_words() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../data/everyday-words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace)
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

/// The spellings of a password in Latin letters: first with its letters only, then with digits and signs read as
/// letters, those inside it and up to `AT_ENDS` at each end.
fn spellings(password: &str) -> [String; SPELLINGS] {
    let plain: String = password.nfkc().flat_map(char::to_lowercase).collect();
    let lower: String = romaji(&plain).nfkd().collect();
    let letters = |text: &str| canonical(&text.chars().filter(char::is_ascii_alphabetic).collect::<String>());
    let is_around = |c: char| !c.is_alphabetic();
    let before: Vec<char> = lower.chars().take_while(|c| is_around(*c)).collect();
    let inner = lower.trim_matches(is_around);
    let after = lower.trim_start_matches(is_around).strip_prefix(inner).unwrap_or_default();
    std::array::from_fn(|which| match which.checked_sub(1) {
        None => letters(&lower),
        Some(ends) => {
            let (first, last) = (ends / (AT_ENDS + 1), ends % (AT_ENDS + 1));
            let first = before.iter().skip(before.len().saturating_sub(first)).copied();
            let word = first.chain(inner.chars()).chain(after.chars().take(last));
            letters(&word.map(meant).collect::<String>())
        }
    })
}

fn meant(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        _ => c,
    }
}

/// One spelling for all systems of romaji. Long vowels become short.
fn canonical(word: &str) -> String {
    const ONE: [(&str, &str); 20] = [
        ("cchi", "tti"),
        ("shi", "si"),
        ("sh", "sy"),
        ("chi", "ti"),
        ("cch", "tty"),
        ("tch", "tty"),
        ("ch", "ty"),
        ("tsu", "tu"),
        ("fu", "hu"),
        ("ji", "zi"),
        ("jy", "zy"),
        ("j", "zy"),
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
        ("aa", "a"),
        ("ii", "i"),
        ("ee", "e"),
        ("mb", "nb"),
        ("mp", "np"),
    ];
    ONE.iter().fold(word.to_ascii_lowercase(), |word, (from, to)| word.replace(from, to))
}

/// Kana in table order; `_` marks a gap.
const KANA: &str = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもや_ゆ_よらりるれろわ___をがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ";
const CONSONANTS: [&str; 15] = ["", "k", "s", "t", "n", "h", "m", "y", "r", "w", "g", "z", "d", "b", "p"];
const VOWELS: [&str; 5] = ["a", "i", "u", "e", "o"];

fn kana_at(c: char) -> Option<(usize, usize)> {
    let hiragana = if matches!(c, 'ァ'..='ヶ') { char::from_u32(u32::from(c) - 0x60).unwrap_or(c) } else { c };
    match "んゃゅょ".chars().position(|small| small == hiragana) {
        Some(small) => Some((CONSONANTS.len(), small)),
        None => KANA.chars().position(|kana| kana == hiragana && kana != '_').map(|at| (at / 5, at % 5)),
    }
}

/// True if a character is read as kana: one of the table, a doubled consonant or a long vowel.
fn is_kana(c: char) -> bool {
    kana_at(c).is_some() || "ーっッ".contains(c)
}

/// Kana in Latin letters. Other characters stay as they are.
fn romaji(text: &str) -> String {
    let mut out = String::new();
    let mut doubled = false;
    for c in text.chars() {
        match kana_at(c) {
            Some((row, 0)) if row == CONSONANTS.len() => out.push('n'),
            Some((row, small)) if row == CONSONANTS.len() => {
                // きょ becomes kyo.
                out.pop();
                out.push('y');
                out.push_str(["", "a", "u", "o"][small]);
            }
            Some((row, vowel)) => {
                out.push_str(CONSONANTS[row]);
                if doubled {
                    out.push_str(CONSONANTS[row]);
                }
                out.push_str(VOWELS[vowel]);
            }
            None if is_kana(c) => {}
            None => out.push(c),
        }
        doubled = "っッ".contains(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: Around<'_> = Around {
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

    #[test]
    fn ms_16_an_everyday_word_with_little_around_it() {
        for guessed in [
            "konnichiwa1",
            "himawari1",
            "toukyou2020",
            "Tokyo!2020",
            "kaisha2026",
            "ohayou123",
            "daisuki1",
            "d4isuki-1",
            "k0nn1ch1wa!",
            "2027-Himawari",
            "konnitiwa99",
            "sakurasakura1",
            "ＨＩＭＡＷＡＲＩ１",
            "Ōsaka2025",
            "gozaimasu99",
            "angou1234",
            "angoo1234",
            "Ieyasu1603",
            "momotar0-7",
            "カンリシャ123",
            "かんりしゃ123",
            "ｶﾝﾘｼｬ123",
            "サッカー2026",
            "まっちゃ2026",
            "コーヒー-2026",
            "sumomomomo1",
            "sakurakurakura7",
            "himawarihimawarihimawari1",
        ] {
            assert!(is_everyday(guessed), "{guessed}");
        }
        for free in [
            "関所 passphrase with 1 space!",
            "over the sekisho 7 birds",
            "himawari konnichiwa 7",
            "kaisha no ura no neko 3",
            "correct horse 9 battery",
            "himawari83027491650",
            "ひまわりとねこのはなし7",
            "すもももももももものうち8",
            "xk29fjq8",
        ] {
            assert!(!is_everyday(free), "{free}");
        }
    }

    #[test]
    fn the_list_is_words_in_letters_and_long_enough() {
        let words: Vec<_> = everyday_words().collect();
        assert!(words.len() > 400, "{}", words.len());
        assert!(words.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase())));
    }

    #[test]
    fn kana_are_spelled() {
        assert_eq!(
            ["アオバ", "しょうてん", "キョウト", "がんばる", "いらっしゃい", "コップ7 x"].map(romaji),
            ["aoba", "syouten", "kyouto", "ganbaru", "irassyai", "koppu7 x"]
        );
    }
}
