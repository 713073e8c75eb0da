//! The usual periods of the log's filter, in Japan time.

use crate::base::clock::jst;
use app::operation_logs::api::Period;
use app::operation_logs::messages as m;
use app::text::Text;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};

/// Today, the last seven days with today, this month so far, and the whole last month.
pub fn usual(now: DateTime<Utc>) -> Vec<Period> {
    let today = now.with_timezone(&jst()).date_naive();
    let first = today.with_day(1).unwrap_or(today);
    let week = today.checked_sub_days(Days::new(6)).unwrap_or(today);
    let last_month = first.checked_sub_months(Months::new(1)).unwrap_or(first);
    let period =
        |words: Text, from: NaiveDate, to: NaiveDate| Period { words, from: from.to_string(), to: to.to_string() };
    vec![
        period(m::TODAY, today, today),
        period(m::WEEK, week, today),
        period(m::MONTH, first, today),
        period(m::LAST_MONTH, last_month, first.pred_opt().unwrap_or(first)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_days_in_japan() {
        let now = "2026-11-30T15:30:00Z".parse().unwrap();
        let days: Vec<_> = usual(now).into_iter().map(|period| (period.from, period.to)).collect();
        let days: Vec<_> = days.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        let december = ("2026-12-01", "2026-12-01");
        assert_eq!(days, [december, ("2026-11-25", "2026-12-01"), december, ("2026-11-01", "2026-11-30")]);
    }
}
