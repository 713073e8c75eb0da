//! Figures of this month, each from the log or from the imports, and only those that the person may see.

use crate::base::clock::jst;
use crate::base::when::day;
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::features::end_users;
use crate::features::operation_logs::{count_from, first_since};
use app::home::api::{MonthFigure, MonthFigures};
use app::home::messages as m;
use app::kit::{Total, link};
use app::operation_logs::api::{LogResult, STAFF};
use app::record::Act;
use app::text::Text;
use chrono::{DateTime, Datelike, NaiveTime, Utc};

/// The entries that are counted: by whom, and what they are called.
const COUNTED: [(Text, &str, Act); 4] = [
    (m::MONTH_SIGN_INS, "member", app::sign_in::acts::SIGN_IN),
    (m::MONTH_EXPORTS, "member", app::exports::acts::START),
    (m::MONTH_VIEWS, "member", app::end_users::acts::VIEW),
    (m::MONTH_STAFF_VIEWS, "staff", app::consents::acts::LOOK),
];

pub async fn of_month(read: &Read, me: &Person) -> Result<Option<MonthFigures>, Fault> {
    let sees_data = me.permissions.has(app::end_users::api::VIEW);
    let sees_log = me.permissions.has(app::operation_logs::api::VIEW);
    let Some(since) = month_start(read.app().clock.now()) else { return Ok(None) };
    let mut figures = Vec::new();
    if sees_data {
        let n = end_users::new_since(read, since).await?;
        figures.push(MonthFigure { name: m::MONTH_NEW, n: Total::Exactly(n), page: None });
    }
    if sees_log {
        let first = first_since(read, since).await?;
        for (name, by, act) in COUNTED {
            let n = match first {
                Some(first) => count_from(read, act, by, first).await?,
                None => Total::Exactly(0),
            };
            figures.push(MonthFigure { name, n, page: Some(counted(act, by, since)) });
        }
    }
    Ok((!figures.is_empty()).then(|| MonthFigures { since: day(since), figures }))
}

/// The address of the entries that a figure counts.
fn counted(act: Act, by: &str, since: DateTime<Utc>) -> String {
    let from = since.with_timezone(&jst()).date_naive().to_string();
    let actor = if by == STAFF { STAFF } else { "" };
    let filter =
        [("from", from.as_str()), ("action", act.code()), ("result", LogResult::Success.code()), ("actor", actor)];
    link("/operation-logs", &filter, None)
}

/// The first moment of this month in Japan.
fn month_start(now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let first = now.with_timezone(&jst()).date_naive().with_day(1)?;
    Some(first.and_time(NaiveTime::MIN).and_local_timezone(jst()).single()?.to_utc())
}

#[cfg(test)]
mod tests {
    use super::month_start;
    use chrono::{DateTime, Utc};

    #[test]
    fn a_month_begins_at_midnight_in_japan() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        for (now, start) in [
            ("2026-11-22T01:05:00Z", "2026-10-31T15:00:00Z"),
            ("2026-10-31T15:00:00Z", "2026-10-31T15:00:00Z"),
            ("2026-10-31T14:59:59Z", "2026-09-30T15:00:00Z"),
        ] {
            assert_eq!(month_start(at(now)), Some(at(start)), "{now}");
        }
    }
}
