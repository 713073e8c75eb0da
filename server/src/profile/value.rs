//! Value types of a profile that are not plain numbers or words. Each refuses invalid values with a reason in plain
//! words, because the loader shows that reason with file and line.

use std::fmt;
use std::marker::PhantomData;

use chrono::{Months, NaiveDateTime, TimeDelta};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};

/// A number of days.
pub type Days = u32;

/// Something the program always does. A profile states it so that the service level sheet can show it, but cannot
/// switch it off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Always;

impl<'de> Deserialize<'de> for Always {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        if bool::deserialize(input)? {
            Ok(Always)
        } else {
            Err(Error::custom("this always applies and can't be turned off; only `true` is allowed"))
        }
    }
}

/// A limit: a number, `"plan"` (set by the contract or plan), or `"unlimited"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quota {
    Limit(u32),
    Plan,
    Unlimited,
}

/// A value written as a number or as a word.
trait NumberOrWord: Sized {
    const EXPECTED: &'static str;
    fn number(number: u32) -> Self;
    fn word(word: &str) -> Option<Self>;
}

impl NumberOrWord for Quota {
    const EXPECTED: &'static str = "a number, 1 or more, \"plan\" or \"unlimited\"";
    fn number(number: u32) -> Self {
        Quota::Limit(number)
    }
    fn word(word: &str) -> Option<Self> {
        match word {
            "plan" => Some(Quota::Plan),
            "unlimited" => Some(Quota::Unlimited),
            _ => None,
        }
    }
}

struct NumberOrWordVisitor<T>(PhantomData<T>);

impl<T: NumberOrWord> Visitor<'_> for NumberOrWordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        match u32::try_from(number) {
            Ok(number) if number > 0 => Ok(T::number(number)),
            _ => Err(E::invalid_value(Unexpected::Signed(number), &self)),
        }
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<T, E> {
        T::word(word).ok_or_else(|| E::invalid_value(Unexpected::Str(word), &self))
    }
}

impl<'de> Deserialize<'de> for Quota {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(NumberOrWordVisitor(PhantomData))
    }
}

/// A percentage, exact to a thousandth, so that targets compare without rounding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Percent(u32);

impl Percent {
    /// 99.95 % is 99,950.
    pub fn thousandths(self) -> u32 {
        self.0
    }

    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.as_f64())
    }
}

struct PercentVisitor;

impl Visitor<'_> for PercentVisitor {
    type Value = Percent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a percentage above 0 and up to 100, with at most three decimals")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Percent, E> {
        match u32::try_from(number) {
            Ok(whole @ 1..=100) => Ok(Percent(whole * 1000)),
            _ => Err(E::invalid_value(Unexpected::Signed(number), &self)),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Percent, E> {
        (1..=100_000_u32)
            .contains(&thousandths(number))
            .then(|| Percent(thousandths(number)))
            .filter(|percent| (percent.as_f64() - number).abs() < 1e-9)
            .ok_or_else(|| E::invalid_value(Unexpected::Float(number), &self))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates; the caller checks the range"
)]
fn thousandths(number: f64) -> u32 {
    (number * 1000.0).round() as u32
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(PercentVisitor)
    }
}

/// A length of time in the notation of the documents. Months and years are those of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    Minutes(u32),
    Hours(u32),
    Days(u32),
    Months(u32),
    Years(u32),
}

impl Length {
    const UNITS: &'static str = "minutes, hours, days, months or years";

    fn new(unit: &str, number: u32) -> Option<Length> {
        Some(match unit {
            "minutes" => Length::Minutes(number),
            "hours" => Length::Hours(number),
            "days" => Length::Days(number),
            "months" => Length::Months(number),
            "years" => Length::Years(number),
            _ => return None,
        })
    }

    /// The moment this long after `at`, by the calendar that `at` is in; `None` past the end of time.
    pub fn after(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        match self.parts() {
            (Some(months), _) => at.checked_add_months(months),
            (None, span) => at.checked_add_signed(span),
        }
    }

    /// The moment this long before `at`. A notice is in time, and an old record is still kept, exactly up to this
    /// moment.
    pub fn before(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        match self.parts() {
            (Some(months), _) => at.checked_sub_months(months),
            (None, span) => at.checked_sub_signed(span),
        }
    }

    pub fn is_zero(self) -> bool {
        self.shortest_minutes() == 0
    }

    /// The approximate number of days, for display. `before` and `after` compute due dates.
    pub fn days(self) -> Days {
        match self {
            Length::Minutes(n) => n / 1440,
            Length::Hours(n) => n / 24,
            Length::Days(n) => n,
            Length::Months(n) => n.saturating_mul(1461) / 48,
            Length::Years(n) => n.saturating_mul(1461) / 4,
        }
    }

    /// The smallest number of minutes this can be (months of 28 days), for comparing lengths in different units.
    pub fn shortest_minutes(self) -> u64 {
        match self {
            Length::Minutes(n) => u64::from(n),
            Length::Hours(n) => u64::from(n) * 60,
            Length::Days(n) => u64::from(n) * 1440,
            Length::Months(n) => u64::from(n) * 28 * 1440,
            Length::Years(n) => u64::from(n) * 365 * 1440,
        }
    }

    fn parts(self) -> (Option<Months>, TimeDelta) {
        match self {
            Length::Minutes(n) => (None, TimeDelta::minutes(n.into())),
            Length::Hours(n) => (None, TimeDelta::hours(n.into())),
            Length::Days(n) => (None, TimeDelta::days(n.into())),
            Length::Months(n) => (Some(Months::new(n)), TimeDelta::zero()),
            Length::Years(n) => (Some(Months::new(n.saturating_mul(12))), TimeDelta::zero()),
        }
    }
}

/// How long something is kept: a length of time, or `"unlimited"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keep {
    For(Length),
    Unlimited,
}

struct KeepVisitor {
    unlimited: bool,
}

impl<'de> Visitor<'de> for KeepVisitor {
    type Value = Keep;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a length such as {{ days = 30 }} (one of {})", Length::UNITS)?;
        if self.unlimited { f.write_str(" or \"unlimited\"") } else { Ok(()) }
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Keep, E> {
        if self.unlimited && word == "unlimited" {
            Ok(Keep::Unlimited)
        } else {
            Err(E::invalid_value(Unexpected::Str(word), &self))
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keep, A::Error> {
        let mut found: Option<Length> = None;
        while let Some(unit) = map.next_key::<String>()? {
            if unit == "unlimited" {
                return Err(A::Error::custom("`unlimited` can't be combined with a length; choose one"));
            }
            let number = map.next_value::<u32>()?;
            let length = Length::new(&unit, number)
                .ok_or_else(|| A::Error::custom(format!("unknown unit `{unit}`, expected {}", Length::UNITS)))?;
            if found.replace(length).is_some() {
                return Err(A::Error::custom("more than one unit is given; choose one"));
            }
        }
        match found {
            Some(length) => Ok(Keep::For(length)),
            None => Err(A::Error::custom(format!("a length needs one of {}", Length::UNITS))),
        }
    }
}

impl<'de> Deserialize<'de> for Keep {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(KeepVisitor { unlimited: true })
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        match input.deserialize_any(KeepVisitor { unlimited: false })? {
            Keep::For(length) => Ok(length),
            Keep::Unlimited => Err(Error::custom("a length can't be unlimited")),
        }
    }
}
