//! A single everyday word with little around it.

use super::screens;
use super::spelling::{MOST_ADDED, canonical, spellings};
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

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
    let lines = include_str!("../../../data/everyday-words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
