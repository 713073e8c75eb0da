//! The days that a page of the list shows.

use app::kit::{ListCursor, Neighbours};
use chrono::{Datelike, Days, NaiveDate};

/// Days of the numbers that are kept.
pub const KEPT: u32 = 90;
/// Days on one page.
const SHOWN: u64 = 30;

/// Some days in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    pub first: NaiveDate,
    pub last: NaiveDate,
    today: NaiveDate,
}

impl Window {
    /// The last days; or, as a cursor says, those before the first day of another page, or after its last one.
    pub fn at(place: &ListCursor, today: NaiveDate) -> Option<Window> {
        let last = match (place.after.as_str(), place.before.as_str()) {
            ("", "") => today,
            ("", before) => day(before)?.checked_add_days(Days::new(SHOWN))?.min(today),
            (after, _) => day(after)?.checked_sub_days(Days::new(1))?.min(today),
        };
        let first = last.checked_sub_days(Days::new(SHOWN - 1))?;
        Some(Window { first, last, today })
    }

    /// The neighbouring pages, as far as numbers are kept.
    pub fn around(&self) -> Neighbours {
        let oldest = self.today.checked_sub_days(Days::new(u64::from(KEPT) - 1));
        Neighbours {
            previous: (self.last < self.today).then(|| self.last.to_string()),
            next: oldest.is_some_and(|oldest| oldest < self.first).then(|| self.first.to_string()),
        }
    }
}

/// A day in an address.
fn day(cursor: &str) -> Option<NaiveDate> {
    cursor.parse::<NaiveDate>().ok().filter(|day| (1..9999).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_pages_show_each_kept_day_once() {
        let today = date("2026-11-22");
        let (mut place, mut pages) = (ListCursor::default(), Vec::new());
        loop {
            let window = Window::at(&place, today).unwrap();
            pages.push((window.first, window.last));
            let Some(next) = window.around().next else { break };
            place = ListCursor { after: next, ..ListCursor::default() };
        }
        let days = |first, last| (date(first), date(last));
        let expected =
            [days("2026-10-24", "2026-11-22"), days("2026-09-24", "2026-10-23"), days("2026-08-25", "2026-09-23")];
        assert_eq!(pages, expected);
        let back = Window::at(&place, today).unwrap().around().previous.unwrap();
        let back = Window::at(&ListCursor { before: back, ..ListCursor::default() }, today).unwrap();
        assert_eq!((back.first, back.last), pages[1]);
    }

    #[test]
    fn other_addresses_are_no_pages_and_tomorrow_has_none() {
        let today = date("2026-11-22");
        for cursor in ["x", "2026-13-01", "-9999-01-01", "99999-01-01"] {
            let place = ListCursor { after: cursor.into(), ..ListCursor::default() };
            assert_eq!(Window::at(&place, today), None, "{cursor}");
        }
        let place = ListCursor { after: "2027-01-01".into(), ..ListCursor::default() };
        assert_eq!(Window::at(&place, today).unwrap().last, today);
    }
}
