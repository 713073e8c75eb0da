//! Japanese public holidays, computed from the act on national holidays (昭和23年法律第178号) as in force since 2020,
//! including the days moved for the Tokyo games. Valid from 2020 to 2099, while the formula for the equinoxes holds.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Month and day of holidays with a fixed date: New Year, National Foundation, Emperor's Birthday, Shōwa,
/// Constitution, Greenery, Children's, Culture, Labour Thanksgiving.
const FIXED: &[(u32, u32)] = &[(1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (11, 3), (11, 23)];

/// Month and which Monday of it: Coming of Age, Respect for the Aged.
const MONDAYS: &[(u32, u32)] = &[(1, 2), (9, 3)];

/// Marine Day and Sports Day (month and which Monday of it), Mountain Day.
const SUMMER_MONDAYS: &[(u32, u32)] = &[(7, 3), (10, 2)];
const MOUNTAIN: (u32, u32) = (8, 11);

/// Marine, Sports and Mountain Day in the years of the games (令和三年東京オリンピック特別措置法).
const MOVED: &[(i32, [(u32, u32); 3])] = &[(2020, [(7, 23), (7, 24), (8, 10)]), (2021, [(7, 22), (7, 23), (8, 8)])];

/// True for a public holiday, including substitute holidays and days between two holidays.
pub fn is_holiday(day: NaiveDate) -> bool {
    is_named(day) || is_substitute(day) || is_between(day)
}

/// A holiday with a name of its own (article 2).
fn is_named(day: NaiveDate) -> bool {
    let date = (day.month(), day.day());
    FIXED.contains(&date) || is_monday_of(MONDAYS, day) || is_equinox(day) || is_summer(day)
}

fn is_monday_of(rules: &[(u32, u32)], day: NaiveDate) -> bool {
    day.weekday() == Weekday::Mon && rules.contains(&(day.month(), (day.day() - 1) / 7 + 1))
}

fn is_summer(day: NaiveDate) -> bool {
    let date = (day.month(), day.day());
    match MOVED.iter().find(|(year, _)| *year == day.year()) {
        Some((_, days)) => days.contains(&date),
        None => date == MOUNTAIN || is_monday_of(SUMMER_MONDAYS, day),
    }
}

/// Vernal and autumnal equinox: the dates of the National Astronomical Observatory, by the usual formula in
/// ten-thousandths of a day since 1980.
fn is_equinox(day: NaiveDate) -> bool {
    let first = match day.month() {
        3 => 208_431,
        9 => 232_488,
        _ => return false,
    };
    let years = i64::from(day.year()) - 1980;
    // 0.242194 days a year, in millionths, so that no step rounds.
    let millionths = first * 100 + 242_194 * years;
    i64::from(day.day()) == millionths.div_euclid(1_000_000) - years.div_euclid(4)
}

/// The first day after a holiday on a Sunday that is not itself a holiday (article 3 (2)).
fn is_substitute(day: NaiveDate) -> bool {
    if is_named(day) {
        return false;
    }
    let before = day.iter_days().rev().skip(1).take_while(|earlier| is_named(*earlier));
    before.into_iter().any(|earlier| earlier.weekday() == Weekday::Sun)
}

/// A day with a holiday on either side (article 3 (3)).
fn is_between(day: NaiveDate) -> bool {
    let beside = |other: Option<NaiveDate>| other.is_some_and(is_named);
    beside(day.checked_sub_days(Days::new(1))) && beside(day.checked_add_days(Days::new(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As published by the Cabinet Office.
    const KNOWN: &[(i32, &str)] = &[
        (
            2020,
            "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 09-21 09-22 11-03 11-23",
        ),
        (2021, "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23"),
        (2022, "01-01 01-10 02-11 02-23 03-21 04-29 05-03 05-04 05-05 07-18 08-11 09-19 09-23 10-10 11-03 11-23"),
        (2023, "01-01 01-02 01-09 02-11 02-23 03-21 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-23 10-09 11-03 11-23"),
        (
            2024,
            "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 10-14 11-03 11-04 11-23",
        ),
        (
            2025,
            "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24",
        ),
        (
            2026,
            "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
        ),
        (2027, "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23"),
    ];

    #[test]
    fn holidays_are_those_of_the_cabinet_office() {
        for (year, expected) in KNOWN {
            let days = NaiveDate::from_ymd_opt(*year, 1, 1).unwrap().iter_days().take_while(|d| d.year() == *year);
            let found: Vec<String> = days.filter(|d| is_holiday(*d)).map(|d| d.format("%m-%d").to_string()).collect();
            assert_eq!(found.join(" "), *expected, "{year}");
        }
    }

    #[test]
    fn equinoxes_of_far_years() {
        for (day, is) in [("2032-09-21", true), ("2044-09-22", true), ("2099-03-20", true), ("2099-09-23", true)] {
            assert_eq!(is_holiday(day.parse().unwrap()), is, "{day}");
        }
    }
}
