//! How much a list found, in words. The server counts with `paging::total` in `server/src/door/paging.rs`.

use super::display::count;
use super::messages as m;
use crate::text::{Text, Words};

/// The number of rows that a list's filter finds. Nobody waits for a whole table to be counted: the server stops behind
/// [`Total::MOST`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Total {
    /// All of them were counted, or a running figure has them.
    Exactly(u64),
    /// There are at least so many; counting stopped there.
    AtLeast(u64),
}

/// What a list consists of. Japanese counts people by 名 and everything else by 件.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListOf {
    Things,
    People,
}

impl Total {
    /// The largest number that is counted exactly.
    pub const MOST: u64 = 10_000;

    /// The total, if counting stopped at one more than [`Total::MOST`].
    pub fn of_capped(counted: u64) -> Total {
        if counted > Total::MOST { Total::AtLeast(Total::MOST) } else { Total::Exactly(counted) }
    }

    /// The number itself, exact or not.
    pub fn number(self) -> u64 {
        match self {
            Total::Exactly(n) | Total::AtLeast(n) => n,
        }
    }

    /// The text for an exact number, or the one for a number at which counting stopped.
    pub fn choose(self, exact: Text, at_least: Text) -> Text {
        match self {
            Total::Exactly(_) => exact,
            Total::AtLeast(_) => at_least,
        }
    }

    /// The number with its counter: 99,800件, 10,000名以上, 10,000+.
    pub fn words(self, of: ListOf) -> Words {
        let (text, n) = match (self, of) {
            (Total::Exactly(n), ListOf::Things) => (m::THINGS, n),
            (Total::Exactly(n), ListOf::People) => (m::PEOPLE, n),
            (Total::AtLeast(n), ListOf::Things) => (m::THINGS_MORE, n),
            (Total::AtLeast(n), ListOf::People) => (m::PEOPLE_MORE, n),
        };
        text.with(&[("n", &count(n))])
    }

    /// What a page of a list shows: 1–50／99,800件, or 50件を表示／全99,800件 where the place of the page is not known.
    /// `first` is the number of its first row, from 1 on; `rows` is the number of rows on it.
    pub fn shown(self, first: Option<u64>, rows: usize, of: ListOf) -> Words {
        let total = self.words(of);
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        let Some(first) = first.filter(|_| rows > 0) else {
            return saying(m::SHOWN_SOME, &Total::Exactly(rows).words(of), &total);
        };
        let last = count(first.saturating_add(rows - 1));
        saying(m::SHOWN_RANGE, &Words::same(format!("{}–{last}", count(first))), &total)
    }
}

fn saying(text: Text, shown: &Words, total: &Words) -> Words {
    text.saying(&[("shown", shown), ("total", total)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_where_it_is_and_how_much_there_is() {
        let first = Total::Exactly(99_800).shown(Some(1), 50, ListOf::Things);
        assert_eq!((first.ja.as_str(), first.en.as_str()), ("1–50／99,800件", "1–50 of 99,800"));
        let later = Total::of_capped(10_001).shown(Some(101), 50, ListOf::People);
        assert_eq!((later.ja.as_str(), later.en.as_str()), ("101–150／10,000名以上", "101–150 of 10,000+"));
        let somewhere = Total::of_capped(10_000).shown(None, 20, ListOf::Things);
        assert_eq!((somewhere.ja.as_str(), somewhere.en.as_str()), ("20件を表示／全10,000件", "20 shown of 10,000"));
        let none = Total::Exactly(0).shown(Some(1), 0, ListOf::Things);
        assert_eq!((none.ja.as_str(), none.en.as_str()), ("0件を表示／全0件", "0 shown of 0"));
    }
}
