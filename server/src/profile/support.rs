//! The support desk: its hours, its channels, its response times (SL-7, MS-9, DS-8, BP-8, WS-11).

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::Deserialize;

use super::calendar::{HourSpan, YearSpan};
use super::error::Findings;
use super::words::Acceptance;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    pub desk: Desk,
    /// The channels of the desk. A channel that is left out does not exist.
    pub mail: Option<Acceptance>,
    pub form: Option<Acceptance>,
    pub telephone: Option<Acceptance>,
    pub answer: Answer,
    /// How long a reset waits if nobody in the company can consent to it. All contacts are notified.
    pub cooling_off_hours: u32,
}

/// When the desk is staffed (Japanese time).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    /// Monday to Friday.
    pub weekdays: Vec<HourSpan>,
    pub saturday: Vec<HourSpan>,
    pub sunday: Vec<HourSpan>,
    /// Closed on Japanese public holidays.
    pub closed_on_holidays: bool,
    /// Closed on these days of every year.
    pub closures: Vec<YearSpan>,
}

/// The response time in business days after the day of receipt, whether or not that was a business day; 0 is the same
/// day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub goal_business_days: u32,
    pub latest_business_days: u32,
}

impl Desk {
    /// The hours of a day, before public holidays are considered (`closed_on_holidays` says whether they close the
    /// desk).
    pub fn hours_on(&self, day: NaiveDate) -> &[HourSpan] {
        if self.closures.iter().any(|closure| closure.contains(day)) {
            return &[];
        }
        match day.weekday() {
            Weekday::Sat => &self.saturday,
            Weekday::Sun => &self.sunday,
            _ => &self.weekdays,
        }
    }
}

impl Support {
    pub fn cooling_off(&self) -> TimeDelta {
        TimeDelta::hours(self.cooling_off_hours.into())
    }

    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        f.refuse_if(self.cooling_off_hours == 0, "support.cooling_off_hours", "no one could object in time");
        let unreachable = self.mail.is_none() && self.form.is_none() && self.telephone.is_none();
        f.refuse_if(unreachable, "support", "no way to reach Support: set mail, form or telephone");
        let reason = "Support would never be open";
        f.refuse_if(self.desk.weekdays.is_empty(), "support.desk.weekdays", reason);
        for (key, spans) in [
            ("support.desk.weekdays", &self.desk.weekdays),
            ("support.desk.saturday", &self.desk.saturday),
            ("support.desk.sunday", &self.desk.sunday),
        ] {
            let overlap = spans.windows(2).any(|pair| pair[1].from < pair[0].until);
            f.refuse_if(overlap, key, "the hours overlap or are out of order");
        }
        let late = self.answer.goal_business_days > self.answer.latest_business_days;
        f.refuse_if(late, "support.answer.goal_business_days", "later than latest_business_days");
    }
}
