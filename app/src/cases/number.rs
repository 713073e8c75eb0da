//! The numbers by which people name cases: `CS-2026-0001`, the year in Japan and the place in that year.

/// How many numbers a year has.
pub const IN_A_YEAR: i64 = 1_000_000;

/// The stored number of a place in a year.
pub fn of(year: i32, place: i64) -> i64 {
    i64::from(year) * IN_A_YEAR + place
}

/// A stored number as people read it.
pub fn shown(number: i64) -> String {
    format!("CS-{}-{:04}", number / IN_A_YEAR, number % IN_A_YEAR)
}

/// Reads a number as people type it: in full width, with any hyphen, without the letters or the zeros. `None` if it is no number.
pub fn read(typed: &str) -> Option<i64> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    let plain = plain.to_ascii_uppercase();
    let digits = plain.strip_prefix("CS").unwrap_or(&plain).trim_start_matches('-');
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_type_it() {
        let number = of(2026, 1);
        assert_eq!(shown(number), "CS-2026-0001");
        assert_eq!(shown(of(2026, 12_345)), "CS-2026-12345");
        for typed in
            ["CS-2026-0001", "cs-2026-0001", " 2026-1 ", "CS2026-0001", "ＣＳ－２０２６－０００１", "CS‐2026‐1"]
        {
            assert_eq!(read(typed), Some(number), "{typed}");
        }
        for other in
            ["", "CS", "2026", "CS-2026-", "CS-2026-1234567", "CS-20261-1", "渡邊", "CS-2026-1-2", "CS-+2026-1"]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
