//! The numbers by which people name cases: `CS-2026-0001`, the year in Japan and the place in that year.

use crate::kit::numbered;

pub use crate::kit::numbered::{IN_A_YEAR, of};

const PREFIX: &str = "CS";

/// A stored number as people read it.
pub fn shown(number: i64) -> String {
    numbered::shown(PREFIX, number)
}

/// Reads a number as people type it. `None` if it is no number.
pub fn read(typed: &str) -> Option<i64> {
    numbered::read(PREFIX, typed)
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
