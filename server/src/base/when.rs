//! Writes instants for people: stored in UTC, shown in Japan time.

use crate::base::clock::jst;
use app::kit::When;
use app::text::{Text, Words};
use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Timelike, Utc};

/// An instant to the minute.
pub fn when(at: DateTime<Utc>) -> When {
    let local = at.with_timezone(&jst());
    When {
        iso: at.to_rfc3339_opts(SecondsFormat::Secs, true),
        ja: format!(
            "{:04}/{:02}/{:02} {:02}:{:02}",
            local.year(),
            local.month(),
            local.day(),
            local.hour(),
            local.minute()
        ),
        en: local.format("%b %-d, %Y, %H:%M JST").to_string(),
    }
}

/// An instant to the minute with its time zone, for texts that are read outside of the console too: announcements, calendars,
/// feeds and mails.
pub fn zoned(at: DateTime<Utc>) -> When {
    let when = when(at);
    When { ja: format!("{}（日本時間）", when.ja), ..when }
}

/// A message with `{at}` in it, about a time.
pub fn about(text: Text, at: DateTime<Utc>) -> Words {
    let when = when(at);
    Words { ja: text.with(&[("at", &when.ja)]).ja, en: text.with(&[("at", &when.en)]).en }
}

/// The day of an instant.
pub fn day(at: DateTime<Utc>) -> When {
    let local = at.with_timezone(&jst());
    When {
        iso: at.to_rfc3339_opts(SecondsFormat::Secs, true),
        ja: local.format("%Y/%m/%d").to_string(),
        en: local.format("%b %-d, %Y").to_string(),
    }
}

/// A day without a time, such as a birthday.
pub fn calendar_day(day: NaiveDate) -> When {
    When { iso: day.to_string(), ja: day.format("%Y/%m/%d").to_string(), en: day.format("%b %-d, %Y").to_string() }
}

/// An instant to the second, as logs show it.
pub fn when_seconds(at: DateTime<Utc>) -> When {
    let local = at.with_timezone(&jst());
    When {
        iso: at.to_rfc3339_opts(SecondsFormat::Micros, true),
        ja: local.format("%Y/%m/%d %H:%M:%S").to_string(),
        en: local.format("%b %-d, %Y, %H:%M:%S JST").to_string(),
    }
}

/// The stamp of a file name: `202611221005` in Japan time.
pub fn file_stamp(at: DateTime<Utc>) -> String {
    at.with_timezone(&jst()).format("%Y%m%d%H%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_in_japan_time() {
        let at = "2026-11-21T16:05:03Z".parse::<DateTime<Utc>>().unwrap();
        let shown = when(at);
        assert_eq!((shown.ja.as_str(), shown.en.as_str()), ("2026/11/22 01:05", "Nov 22, 2026, 01:05 JST"));
        assert_eq!((zoned(at).ja, zoned(at).en), ("2026/11/22 01:05（日本時間）".into(), shown.en.clone()));
        assert_eq!(when_seconds(at).ja, "2026/11/22 01:05:03");
        assert_eq!(file_stamp(at), "202611220105");
        let birthday = calendar_day("1990-02-03".parse().unwrap());
        assert_eq!(
            (birthday.iso, birthday.ja, birthday.en),
            ("1990-02-03".into(), "1990/02/03".into(), "Feb 3, 1990".into())
        );
    }
}
