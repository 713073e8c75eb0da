//! Numbers by which people name things: letters, the year in Japan and the place in that year, such as `CS-2026-0001`.

/// How many numbers a year has.
pub const IN_A_YEAR: i64 = 1_000_000;

/// The stored number of a place in a year.
pub fn of(year: i32, place: i64) -> i64 {
    i64::from(year) * IN_A_YEAR + place
}

/// A stored number as people read it.
pub fn shown(letters: &str, number: i64) -> String {
    format!("{letters}-{}-{:04}", number / IN_A_YEAR, number % IN_A_YEAR)
}

/// Reads a number as people type it: in full width, with any hyphen, without the letters or the zeros. `None` if it is no number.
pub fn read(letters: &str, typed: &str) -> Option<i64> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    let plain = plain.to_ascii_uppercase();
    let digits = plain.strip_prefix(letters).unwrap_or(&plain).trim_start_matches('-');
    let (year, place) = digits.split_once('-')?;
    let number = |text: &str, longest: usize| -> Option<i64> {
        let fits = (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| fits)
    };
    Some(of(number(year, 4)?.try_into().ok()?, number(place, 6)?))
}

/// A full-width sign as its narrow one, and any hyphen as the usual one.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{ff0d}' | '\u{ff70}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}
