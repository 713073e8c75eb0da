//! Times of day and days of the year in the notation of profiles. All are Japanese time (JST).

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// Reads a value from its text. The error is that of the type.
macro_rules! from_text {
    ($($name:ident)*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                String::deserialize(input)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

from_text! { ClockTime HourSpan YearSpan }

/// A time of day, `"04:00"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ClockTime(pub NaiveTime);

impl FromStr for ClockTime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match NaiveTime::parse_from_str(text, "%H:%M") {
            Ok(time) if text.len() == 5 => Ok(ClockTime(time)),
            _ => Err(format!("`{text}` is not a time of day, such as \"04:00\"")),
        }
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

/// Hours within one day, `"10:00-17:00"`, without the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HourSpan {
    pub from: ClockTime,
    pub until: ClockTime,
}

impl HourSpan {
    pub fn contains(&self, time: NaiveTime) -> bool {
        self.from.0 <= time && time < self.until.0
    }
}

impl FromStr for HourSpan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (from, until) =
            text.split_once('-').ok_or_else(|| format!("`{text}`: expected hours like \"10:00-17:00\""))?;
        let (from, until) = (from.parse()?, until.parse()?);
        if from < until { Ok(HourSpan { from, until }) } else { Err(format!("`{text}` ends before it begins")) }
    }
}

/// Days that recur every year, including both ends, `"12-30..01-03"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct YearSpan {
    /// Month and day.
    pub from: (u32, u32),
    pub until: (u32, u32),
}

impl YearSpan {
    pub fn contains(&self, day: NaiveDate) -> bool {
        let day = (day.month(), day.day());
        if self.from <= self.until {
            self.from <= day && day <= self.until
        } else {
            self.from <= day || day <= self.until
        }
    }
}

impl FromStr for YearSpan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let day = |part: &str| {
            // Parsed in a leap year, so that 29 February is valid.
            let date = NaiveDate::parse_from_str(&format!("2024-{part}"), "%Y-%m-%d").ok()?;
            Some((date.month(), date.day()))
        };
        text.split_once("..")
            .and_then(|(from, until)| Some(YearSpan { from: day(from)?, until: day(until)? }))
            .ok_or_else(|| format!("`{text}`: expected days like \"12-30..01-03\""))
    }
}
