//! Reads days and times in a file. A time without a zone is Japan time. A year has four digits. A value in the future,
//! or before any living person was born, is a typing error and is reported as one.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc};

use super::refusal::Reason;
use crate::base::clock::jst;

/// The first valid year of a date of birth, and of a time.
const FIRST_YEARS: (i32, i32) = (1850, 1970);

/// The number of days that a time may lie ahead: one day, for differing clocks and time zones; and a year for the last
/// sign-in, which decides nothing and lies ahead in prepared samples.
pub(super) const AHEAD: (i64, i64) = (1, 366);

/// A date of birth: `2001-02-03`, `2001/2/3` as spreadsheets in Japan write it, or either followed by midnight.
pub(super) fn birthdate(text: &str, now: DateTime<Utc>) -> Result<NaiveDate, Reason> {
    let (day, midnight) = text.split_once(['T', ' ']).unwrap_or((text, "0:00"));
    let is_midnight = clock(midnight.trim()).is_some_and(|(time, _)| time == NaiveTime::MIN);
    let day = date(day).filter(|_| is_midnight).ok_or(Reason::NotADate)?;
    let lived = FIRST_YEARS.0 <= day.year() && day <= now.with_timezone(&jst()).date_naive();
    if lived { Ok(day) } else { Err(Reason::DateOutOfRange) }
}

/// A time: RFC 3339, `2023/04/01 10:20`, `2023-04-01 10:20:30 +0900`, at most `ahead` days in the future.
pub(super) fn time(text: &str, now: DateTime<Utc>, ahead: i64) -> Result<DateTime<Utc>, Reason> {
    let (day, rest) = text.split_once(['T', 't', ' ']).ok_or(Reason::NotATime)?;
    let day = date(day).ok_or(Reason::NotATime)?;
    let (time, zone) = clock(rest.trim()).ok_or(Reason::NotATime)?;
    let at = zone.from_local_datetime(&day.and_time(time)).single().ok_or(Reason::NotATime)?;
    let near = FIRST_YEARS.1 <= day.year() && at <= now + Duration::days(ahead);
    if near { Ok(at.to_utc()) } else { Err(Reason::TimeOutOfRange) }
}

/// Reads a date.
fn date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(if text.contains('/') { '/' } else { '-' });
    let year = number(parts.next()?, 4..=4)?;
    let (month, day) = (number(parts.next()?, 1..=2)?, number(parts.next()?, 1..=2)?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    date.filter(|_| parts.next().is_none())
}

/// Reads a time of day and its zone. Fractions of a second are ignored.
fn clock(text: &str) -> Option<(NaiveTime, FixedOffset)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(text.len());
    let (clock, zone) = text.split_at(end);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    number(fraction, 1..=9)?;
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?, 1..=2)?, number(parts.next()?, 2..=2)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2..=2))?;
    let time = NaiveTime::from_hms_opt(hour, minute, second).filter(|_| parts.next().is_none())?;
    Some((time, offset(zone.trim())?))
}

/// Reads `+09:00`, `+0900` or `Z`; an empty zone is Japan.
fn offset(zone: &str) -> Option<FixedOffset> {
    if zone.is_empty() {
        return Some(jst());
    }
    if ["z", "utc", "gmt"].iter().any(|utc| zone.eq_ignore_ascii_case(utc)) {
        return FixedOffset::east_opt(0);
    }
    let (sign, digits) = match (zone.strip_prefix('+'), zone.strip_prefix('-')) {
        (Some(east), _) => (1, east),
        (None, Some(west)) => (-1, west),
        (None, None) => return None,
    };
    let (hours, minutes) = digits.split_once(':').or_else(|| digits.split_at_checked(2))?;
    let (hours, minutes) = (number(hours, 2..=2)?, number(minutes, 2..=2).filter(|minutes| *minutes < 60)?);
    let seconds = i32::try_from((hours * 60 + minutes) * 60).ok()?;
    FixedOffset::east_opt(sign * seconds)
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let good = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-22T16:05:00Z".parse().unwrap()
    }

    #[test]
    fn times_are_read_as_other_systems_write_them() {
        for text in [
            "2023-04-01T10:20:30+09:00",
            "2023-04-01T01:20:30Z",
            "2023-04-01T01:20:30.000Z",
            "2023-04-01t01:20:30z",
            "2023-04-01 10:20:30 +0900",
            "2023-04-01 10:20:30+09:00",
            "2023-04-01 01:20:30 UTC",
            "2023-03-31T20:20:30-05:00",
            "2023-04-01 10:20:30",
            "2023-04-01T10:20:30",
            "2023/04/01 10:20:30",
            "2023/4/1 10:20:30",
        ] {
            assert_eq!(
                time(text, now(), AHEAD.0).map(|at| at.to_rfc3339()),
                Ok("2023-04-01T01:20:30+00:00".into()),
                "{text}"
            );
        }
        assert_eq!(
            time("2023/04/01 9:20", now(), AHEAD.0).map(|at| at.to_rfc3339()),
            Ok("2023-04-01T00:20:00+00:00".into())
        );
        for text in [
            "2024-08-23",
            "2024-08-23T25:14:40+09:00",
            "2024-08-23T15:14:40+9:00",
            "2024-08-23T15:14:40 JP",
            "2024-02-30 10:20",
            "2024-08-23 10:60",
            "2024-08-23 10",
            "2024-08-23 10:20:30.",
            "12024-08-23T15:14:40Z",
            "24-08-23 10:20",
            "1680312030000",
            "",
        ] {
            assert_eq!(time(text, now(), AHEAD.0), Err(Reason::NotATime), "{text}");
        }
    }

    #[test]
    fn times_end_where_none_can_lie() {
        for text in ["2026-11-23T16:05:00Z", "1970-01-01 00:00"] {
            assert!(time(text, now(), AHEAD.0).is_ok(), "{text}");
        }
        for text in ["2026-11-23T16:05:01Z", "2099-01-01 00:00", "9999-12-31T23:59:59-10:00", "0000-01-01T00:00:00Z"] {
            assert_eq!(time(text, now(), AHEAD.0), Err(Reason::TimeOutOfRange), "{text}");
        }
        assert!(time("2026-12-28T23:47:18+09:00", now(), AHEAD.1).is_ok());
        assert_eq!(time("2028-01-01 00:00", now(), AHEAD.1), Err(Reason::TimeOutOfRange));
    }

    #[test]
    fn dates_of_birth_are_of_people_who_live() {
        let day = NaiveDate::from_ymd_opt(1985, 5, 5).ok_or(Reason::NotADate);
        for text in ["1985-05-05", "1985/5/5", "1985-05-05 00:00:00", "1985/05/05 0:00", "1985-05-05T00:00:00.000Z"] {
            assert_eq!(birthdate(text, now()), day, "{text}");
        }
        // In Japan it is already the 23rd.
        for text in ["1850-01-01", "2026-11-23"] {
            assert!(birthdate(text, now()).is_ok(), "{text}");
        }
        for text in ["1849-12-31", "2026-11-24", "2999-12-31", "0000-01-01"] {
            assert_eq!(birthdate(text, now()), Err(Reason::DateOutOfRange), "{text}");
        }
        for text in ["1985-05-05 10:20:30", "1985-05-05 x", "19850505", "S60.5.5", "1985-05-05 ", "2001-+2-03"] {
            assert_eq!(birthdate(text, now()), Err(Reason::NotADate), "{text}");
        }
    }
}
