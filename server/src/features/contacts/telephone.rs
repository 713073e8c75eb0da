//! Reads telephone numbers as people type them: full-width digits, all kinds of hyphens. The console never dials, so a
//! number keeps its grouping.

use crate::base::fold;
use app::contacts::messages as m;
use app::error::Refusals;
use unicode_normalization::UnicodeNormalization;

/// The digits of a number with its area code, in the plan of Japan and in ITU-T E.164.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;

/// Returns the number; empty if none is given.
pub fn read(typed: &str, refusals: &mut Refusals) -> String {
    let number: String = typed.trim().nfkc().map(plain).collect();
    if !number.is_empty() && !is_number(&number) {
        refusals.add("telephone", m::TELEPHONE_WRONG);
    }
    number
}

fn plain(typed: char) -> char {
    if fold::is_hyphen(typed) { '-' } else { typed }
}

fn is_number(number: &str) -> bool {
    let (sign, rest) = number.strip_prefix('+').map_or((false, number), |rest| (true, rest));
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let grouped = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '(' | ')'));
    grouped && DIGITS.contains(&digits) && (sign || rest.starts_with(['0', '(']))
}

#[cfg(test)]
mod tests {
    use super::read;
    use app::error::Refusals;

    fn number(typed: &str) -> Option<String> {
        let mut refusals = Refusals::default();
        let number = read(typed, &mut refusals);
        refusals.finish().is_ok().then_some(number)
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, read) in [
            ("", ""),
            (" ０３－１２３４－５６７８ ", "03-1234-5678"),
            ("03ー1234ー5678", "03-1234-5678"),
            ("(03) 1234-5678", "(03) 1234-5678"),
            ("+81 3 1234 5678", "+81 3 1234 5678"),
            ("0120123456", "0120123456"),
        ] {
            assert_eq!(number(typed).as_deref(), Some(read), "{typed}");
        }
        for typed in ["1234-5678", "03-1234", "電話", "03-1234-5678;ext", "+81312345678901234"] {
            assert_eq!(number(typed), None, "{typed}");
        }
    }
}
