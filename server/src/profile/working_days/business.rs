use super::is_holiday;
use crate::base::clock::jst;
use crate::profile::{Desk, HourSpan};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

/// The longest sequence of closed days that is searched. After that the desk counts as never open.
const LONGEST_CLOSURE: usize = 400;

/// A support desk on the calendar. Inputs and results are instants; days are days in Japan.
pub struct Business<'a> {
    desk: &'a Desk,
}

impl<'a> Business<'a> {
    pub fn of(desk: &'a Desk) -> Business<'a> {
        Business { desk }
    }

    /// The staffed hours of a day; empty if it is not a business day.
    pub fn hours_on(&self, day: NaiveDate) -> &'a [HourSpan] {
        if self.desk.closed_on_holidays && is_holiday(day) { &[] } else { self.desk.hours_on(day) }
    }

    pub fn is_business_day(&self, day: NaiveDate) -> bool {
        !self.hours_on(day).is_empty()
    }

    /// True if the desk is staffed.
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        let local = at.with_timezone(&jst());
        self.hours_on(local.date_naive()).iter().any(|span| span.contains(local.time()))
    }

    /// The end of the business day that is `days` business days after the day of receipt, whether or not that was a
    /// business day, and at any hour: "by the next business day" follows the calendar (SL-7). For the same day, a
    /// request after hours has until the end of the next business day. `None` if the desk never opens.
    pub fn due(&self, at: DateTime<Utc>, days: u32) -> Option<DateTime<Utc>> {
        let local = at.with_timezone(&jst());
        let mut day = local.date_naive();
        let still_today = self.closing(day).is_some_and(|end| local.time() < end);
        let steps = if days == 0 && !still_today { 1 } else { days };
        for _ in 0..steps {
            day = day.iter_days().skip(1).take(LONGEST_CLOSURE).find(|day| self.is_business_day(*day))?;
        }
        instant(day, self.closing(day)?)
    }

    /// Staffed time between two moments: how long a request has really waited.
    pub fn staffed_between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Duration {
        let (first, last) = (from.with_timezone(&jst()).date_naive(), until.with_timezone(&jst()).date_naive());
        let days = first.iter_days().take_while(|day| *day <= last);
        let spans = days.flat_map(|day| self.hours_on(day).iter().map(move |span| (day, span)));
        spans.map(|(day, span)| overlap(day, span, from, until)).sum()
    }

    fn closing(&self, day: NaiveDate) -> Option<NaiveTime> {
        self.hours_on(day).last().map(|span| span.until.0)
    }
}

fn overlap(day: NaiveDate, span: &HourSpan, from: DateTime<Utc>, until: DateTime<Utc>) -> Duration {
    let (Some(start), Some(end)) = (instant(day, span.from.0), instant(day, span.until.0)) else {
        return Duration::zero();
    };
    (end.min(until) - start.max(from)).max(Duration::zero())
}

fn instant(day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    Some(day.and_time(time).and_local_timezone(jst()).single()?.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
    }

    fn desk(profile: &str) -> Business<'static> {
        Business::of(&profile::built_in(profile).unwrap().support.desk)
    }

    #[test]
    fn sl_7_answered_the_same_day_or_by_the_next_business_day() {
        let business = desk("social-login-manager");
        let due = |from: &str, days| business.due(at(from), days).unwrap();
        // Friday 20 November 2026 is followed by a weekend and Labour Thanksgiving Day on Monday.
        assert_eq!(due("2026-11-20T16:59:00+09:00", 0), at("2026-11-20T17:00:00+09:00"));
        assert_eq!(due("2026-11-20T16:59:00+09:00", 1), at("2026-11-24T17:00:00+09:00"));
        assert_eq!(due("2026-11-20T17:00:00+09:00", 0), at("2026-11-24T17:00:00+09:00"));
        assert_eq!(due("2026-11-22T03:00:00+09:00", 1), at("2026-11-24T17:00:00+09:00"), "a Sunday");
        // The rule also applies after hours and on a day off: Thursday evening, Saturday noon, the minute around
        // midnight.
        assert_eq!(due("2026-12-03T18:00:00+09:00", 1), at("2026-12-04T17:00:00+09:00"));
        assert_eq!(due("2026-12-05T12:00:00+09:00", 1), at("2026-12-07T17:00:00+09:00"));
        assert_eq!(due("2026-12-03T23:59:59+09:00", 1), at("2026-12-04T17:00:00+09:00"));
        assert_eq!(due("2026-12-04T00:00:00+09:00", 1), at("2026-12-07T17:00:00+09:00"));
        assert_eq!(due("2026-12-05T12:00:00+09:00", 0), at("2026-12-07T17:00:00+09:00"), "the same day does not count");
    }

    #[test]
    fn ws_11_two_business_days_after_the_day_it_came_in() {
        let business = desk("workspace-saas");
        let end = |from: &str| business.due(at(from), 2).unwrap().with_timezone(&jst()).date_naive().to_string();
        assert_eq!(end("2026-12-03T23:00:00+09:00"), "2026-12-07", "Thursday night: Friday is the first");
        assert_eq!(end("2026-12-05T12:00:00+09:00"), "2026-12-08");
    }

    #[test]
    fn ds_8_two_spans_a_day_and_a_closure_at_the_turn_of_the_year() {
        let business = desk("dual-server-saas");
        assert!(business.is_open(at("2026-11-24T11:59:59+09:00")));
        assert!(!business.is_open(at("2026-11-24T12:30:00+09:00")));
        assert!(business.is_open(at("2026-11-24T13:00:00+09:00")));
        assert!(!business.is_open(at("2026-12-30T11:00:00+09:00")));
        assert!(!business.is_open(at("2026-11-23T11:00:00+09:00")), "a holiday");
        // From Tuesday 29 December to Monday 4 January.
        assert_eq!(business.due(at("2026-12-29T18:00:00+09:00"), 0), Some(at("2027-01-04T17:00:00+09:00")));
    }

    #[test]
    fn only_staffed_time_counts_as_waiting() {
        let business = desk("dual-server-saas");
        let waited = |from: &str, until: &str| business.staffed_between(at(from), at(until)).num_minutes();
        assert_eq!(waited("2026-11-24T09:00:00+09:00", "2026-11-24T11:00:00+09:00"), 60);
        assert_eq!(waited("2026-11-24T11:30:00+09:00", "2026-11-24T13:30:00+09:00"), 60);
        assert_eq!(waited("2026-11-20T16:30:00+09:00", "2026-11-24T10:30:00+09:00"), 60);
        assert_eq!(waited("2026-11-21T10:00:00+09:00", "2026-11-23T10:00:00+09:00"), 0);
        assert_eq!(waited("2026-11-24T11:00:00+09:00", "2026-11-24T10:00:00+09:00"), 0);
    }
}
