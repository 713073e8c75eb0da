//! One page of the log.

use super::filter::{LogQuery, hides_system, records_of_system};
use super::whose::permission;
use super::{actor, forged, objects, period, seal};
use crate::base::browser;
use crate::door::fault::Fault;
use crate::door::{Read, Request};
use crate::profile::{Keep, Length, LogKind, Profile};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::operation_log_unindexed;
use crate::storage::rows::is_any;
use app::kit::Total;
use app::operation_logs::acts::USER_AGENT;
use app::operation_logs::api::{LogFilter, LogList, LogRow};
use app::operation_logs::groups::grouped;
use app::operation_logs::messages as m;
use app::tables;
use app::text::Words;

pub async fn list(request: &Request, filter: LogFilter) -> Result<LogList, Fault> {
    let read = request.read(permission(request)?).await?;
    let me = request.signed_in()?;
    let mut list = list_in(&request.app, &read, me.profile, filter).await?;
    if !me.role.is_staff() {
        for row in &mut list.rows {
            row.page = objects::lead(row, &me.permissions, forged::is_noticed(row));
        }
    }
    Ok(list)
}

/// A page of the log in `read`, with the retention period of its profile.
pub async fn list_in(app: &AppState, read: &Read, profile: &Profile, filter: LogFilter) -> Result<LogList, Fault> {
    let hides = hides_system(&filter);
    let asked = LogQuery::read(read, &filter).await?;
    let left_out = if hides { asked.only(records_of_system()).count(read).await? } else { Total::Exactly(0) };
    let asked = asked.without_system(hides);
    let found = asked.page(read, &filter.cursor).await?;
    let around = found.around(|row| row.seq.to_string());
    let mut rows = found.rows;
    for row in &mut rows {
        row.more.device = device(row);
    }
    objects::name_consents(read, &mut rows).await?;
    Ok(LogList {
        rows,
        around,
        count: asked.count(read).await?,
        left_out,
        actions: grouped(tables::acts()),
        people: actor::suggestions(&asked.people, read.tenant() != PROVIDER),
        actor: asked.chosen.as_ref().map(|chosen| chosen.shown(&filter.actor, &asked.people)),
        periods: period::usual(app.clock.now()),
        kept: kept(profile.retention.of(LogKind::Operation)),
        refused: asked.refused,
        seal: seal::seal(app, read).await?,
        unindexed: is_any(read.db(), read.of::<operation_log_unindexed::Entity>()).await?,
    })
}

/// The browser of an entry in words. Files have its user agent as it is.
fn device(row: &LogRow) -> Option<Words> {
    let agent = row.facts.iter().find(|fact| fact.key == USER_AGENT.code())?;
    Some(browser::words(&agent.code))
}

pub fn kept(keep: Keep) -> Option<Words> {
    let Keep::For(length) = keep else { return None };
    let (text, n) = match length {
        Length::Minutes(n) => (m::MINUTES, n),
        Length::Hours(n) => (m::HOURS, n),
        Length::Days(n) => (m::DAYS, n),
        Length::Months(n) => (m::MONTHS, n),
        Length::Years(n) => (m::YEARS, n),
    };
    Some(text.with(&[("n", &n)]))
}
