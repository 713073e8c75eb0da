//! Maximum ages, in the notation of the policies.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};

use super::value::{Days, Length};
use crate::base::clock::jst;

/// The maximum age of a password: a number of days; or days or months, whichever end earlier (SL-20b says "every 3
/// months"); or `"never"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    Within { days: Days, months: Option<u32> },
    Never,
}

impl Age {
    const EXPECTED: &'static str =
        "a number of days, 1 or more, or \"never\", or { days = …, months = … } for whichever is earlier";

    pub fn days(self) -> Option<Days> {
        match self {
            Age::Within { days, .. } => Some(days),
            Age::Never => None,
        }
    }

    pub fn months(self) -> Option<u32> {
        match self {
            Age::Within { months, .. } => months,
            Age::Never => None,
        }
    }

    /// The time at which something becomes too old. Months are those of the calendar of Japan.
    pub fn end(self, set: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let by_days = set + TimeDelta::days(self.days()?.into());
        let by_months = self.months().and_then(|months| {
            let end = Length::Months(months).after(set.with_timezone(&jst()).naive_local())?;
            end.and_local_timezone(jst()).single()
        });
        Some(by_months.map_or(by_days, |end| by_days.min(end.to_utc())))
    }

    /// Takes the stricter value of both, and returns true if that changed this one.
    pub(super) fn take_stricter(&mut self, other: Age) -> bool {
        let before = *self;
        let earlier = |a: Option<u32>, b: Option<u32>| a.into_iter().chain(b).min();
        if let Some(days) = earlier(self.days(), other.days()) {
            *self = Age::Within { days, months: earlier(self.months(), other.months()) };
        }
        *self != before
    }
}

struct AgeVisitor;

impl<'de> Visitor<'de> for AgeVisitor {
    type Value = Age;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Age::EXPECTED)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Age, E> {
        match u32::try_from(number) {
            Ok(days) if days > 0 => Ok(Age::Within { days, months: None }),
            _ => Err(E::invalid_value(Unexpected::Signed(number), &self)),
        }
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Age, E> {
        if word == "never" { Ok(Age::Never) } else { Err(E::invalid_value(Unexpected::Str(word), &self)) }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Age, A::Error> {
        let (mut days, mut months) = (None, None);
        while let Some(unit) = map.next_key::<String>()? {
            let number = Some(map.next_value::<u32>()?).filter(|number| *number > 0);
            match unit.as_str() {
                "days" => days = number,
                "months" => months = number,
                _ => return Err(A::Error::custom(format!("unknown unit `{unit}`, expected days and months"))),
            }
        }
        match (days, months) {
            (Some(days), Some(months)) => Ok(Age::Within { days, months: Some(months) }),
            _ => Err(A::Error::custom("days and months must be set together, each 1 or more")),
        }
    }
}

impl<'de> Deserialize<'de> for Age {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(AgeVisitor)
    }
}
