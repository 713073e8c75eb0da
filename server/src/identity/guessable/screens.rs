//! Japanese words from the product's own screens (MS-16), which an attacker tries first.

use super::spelling::{MOST_ADDED, SHORTEST_PART};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The list in `data/`, longest first, because a word may contain another.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/product-words.txt").lines().filter(|line| !line.starts_with('#'));
    let mut words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
});

/// True if a password consists of such words, with digits and signs but few other letters around them.
pub fn are_all_of(password: &str) -> bool {
    let plain: String = password.nfkc().flat_map(char::to_lowercase).collect();
    let letters: String = plain.chars().filter(|c| c.is_alphabetic()).collect();
    // Removed words leave a space, so that removing one word cannot form another.
    let left = WORDS.iter().fold(letters.clone(), |left, word| left.replace(word, " "));
    let others = left.chars().filter(|c| *c != ' ').count();
    left != letters && others < SHORTEST_PART && plain.chars().filter(|c| !c.is_alphabetic()).count() <= MOST_ADDED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ms_16_words_of_the_screens_with_digits_are_guessed() {
        for guessed in [
            "管理者123",
            "管理者12345",
            "契約管理者2026",
            "2026管理者!",
            "管理者1234a",
            "abc管理者1",
            "操作ログ2026",
            "ﾊﾟｽﾜｰﾄﾞ12345",
            "パスワード２０２６",
            "管理者管理者1",
            "運営スタッフ-01",
            "二要素認証1",
            "サポート窓口999",
        ] {
            assert!(are_all_of(guessed), "{guessed}");
        }
        for free in [
            "管理者の犬は七匹いる7",
            "関所の向こうの同意書 3",
            "wet lattice 7 ravine",
            "管理者 lattice 7",
            "管理者8302749165",
            "x7Kq9mVz",
        ] {
            assert!(!are_all_of(free), "{free}");
        }
    }

    #[test]
    fn the_list_is_japanese_and_has_each_word_once() {
        let mut words = WORDS.clone();
        assert!(words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() && !c.is_ascii())));
        words.sort_unstable();
        let all = words.len();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
