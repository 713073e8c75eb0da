//! The spellings of a password in Latin letters: digits and signs read as letters, kana, and all systems of romaji.

use unicode_normalization::UnicodeNormalization;

/// More digits and signs than a date has make a password hard enough.
pub const MOST_ADDED: usize = 8;
/// Shorter parts of names occur in too many other words.
pub const SHORTEST_PART: usize = 4;
/// The number of digits and signs at either end of a word that may stand for letters.
const AT_ENDS: usize = 2;
/// The letters alone, and one spelling for each number of letters at both ends.
pub const SPELLINGS: usize = 1 + (AT_ENDS + 1) * (AT_ENDS + 1);

/// The spellings of a password in Latin letters: first with its letters only, then with digits and signs read as
/// letters, those inside it and up to `AT_ENDS` at each end.
pub fn spellings(password: &str) -> [String; SPELLINGS] {
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
pub fn canonical(word: &str) -> String {
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
pub fn is_kana(c: char) -> bool {
    kana_at(c).is_some() || "ーっッ".contains(c)
}

/// Kana in Latin letters. Other characters stay as they are.
pub fn romaji(text: &str) -> String {
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

    #[test]
    fn kana_are_spelled() {
        assert_eq!(
            ["アオバ", "しょうてん", "キョウト", "がんばる", "いらっしゃい", "コップ7 x"].map(romaji),
            ["aoba", "syouten", "kyouto", "ganbaru", "irassyai", "koppu7 x"]
        );
    }
}
