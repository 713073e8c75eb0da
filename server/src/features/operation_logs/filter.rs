//! The filters of the log, as a request means them.

use super::actor::{self, ChosenActor};
use super::forged;
use super::rare::EntryFilter;
use super::search::KeywordSearch;
use crate::base::clock::jst;
use crate::door::fault::Fault;
use crate::door::{Read, people};
use crate::log::event::succeeded;
use crate::storage::entity::account;
use crate::storage::entity::operation_log::{self, Column as C};
use app::end_users::acts as end_users;
use app::error::FieldError;
use app::exports::acts as exports;
use app::kit::too_long;
use app::operation_logs::acts::{RESTART, ROW_FORGED, SIGN_ROWS};
use app::operation_logs::api::{HIDE_SYSTEM, LogFilter, LogResult, SHOW_SYSTEM, SYSTEM};
use app::operation_logs::messages as m;
use app::record::Act;
use app::sign_in::acts as sign_in;
use app::support::acts as support;
use app::tables;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use sea_orm::{ColumnTrait, Condition, QueryFilter, Select};
use std::sync::Arc;

/// What a request asks of a log.
pub struct LogQuery {
    /// Filter values that are invalid. Without a message the list would look filtered although it is not.
    pub refused: Vec<FieldError>,
    pub people: Vec<account::Model>,
    pub chosen: Option<ChosenActor>,
    pub(super) condition: Condition,
    leads: Vec<Condition>,
    pub(super) search: Option<Arc<KeywordSearch>>,
}

impl LogQuery {
    /// Reads a filter over the people of the log's company.
    pub async fn read(read: &Read, filter: &LogFilter) -> Result<LogQuery, Fault> {
        let mut people = people::all(read, people::of(read.tenant())).await?;
        people.sort_by(|a, b| (&a.name, &a.email).cmp(&(&b.name, &b.email)));
        let mut refused = refused(filter);
        let chosen = actor::chosen(&filter.actor, &people).unwrap_or_else(|why| {
            refused.push(FieldError::new("actor", why));
            None
        });
        let condition = chosen.iter().fold(conditions(filter), |all, chosen| all.add(chosen.condition()));
        let leads = leads(filter, chosen.as_ref());
        let keys = read.keys().await?;
        let search = (!filter.q.is_empty() && too_long("q", &filter.q).is_none())
            .then(|| Arc::new(KeywordSearch::new(&keys, &filter.q, &people)));
        Ok(LogQuery { refused, people, chosen, condition, leads, search })
    }

    /// Leaves out the records of the system itself, if `hides`.
    #[must_use]
    pub fn without_system(mut self, hides: bool) -> LogQuery {
        if hides {
            self.condition = self.condition.add(records_of_system().not());
        }
        self
    }

    /// The same filter with a further condition, to count what it selects.
    pub(super) fn only(&self, condition: Condition) -> LogQuery {
        LogQuery {
            refused: self.refused.clone(),
            people: Vec::new(),
            chosen: None,
            condition: self.condition.clone().add(condition),
            leads: self.leads.clone(),
            search: self.search.clone(),
        }
    }

    /// Ends at an entry.
    #[must_use]
    pub fn up_to(mut self, seq: i64) -> LogQuery {
        self.condition = self.condition.add(C::Seq.lte(seq));
        self
    }

    /// What a search asks of entries, apart from the keyword.
    pub(super) fn entries(&self) -> EntryFilter<'_> {
        EntryFilter { condition: &self.condition, leads: &self.leads }
    }

    /// The entries of a log that meet the conditions, apart from the keyword.
    pub(super) fn narrow(&self, query: Select<operation_log::Entity>) -> Select<operation_log::Entity> {
        query.filter(self.condition.clone())
    }
}

/// Reads a filter, for another feature that shows a part of the log.
pub async fn query(read: &Read, filter: &LogFilter) -> Result<LogQuery, Fault> {
    LogQuery::read(read, filter).await
}

/// True if a list leaves out the records of the system: unless they are asked for, by themselves or by their action.
pub fn hides_system(filter: &LogFilter) -> bool {
    filter.system != SHOW_SYSTEM && filter.action.is_empty() && filter.actor != SYSTEM
}

/// True if a file leaves them out.
pub fn file_hides_system(filter: &LogFilter) -> bool {
    filter.system == HIDE_SYSTEM
}

/// The system's own records: what its jobs did as planned. What it noticed, what failed, and what changes who may do what or
/// what the log is worth, is never among them, nor is how an import or an export began and ended.
pub fn records_of_system() -> Condition {
    let shown = tables::acts().filter(|act| act.weighs("system")).chain([
        end_users::IMPORT_START,
        end_users::IMPORT_FINISH,
        exports::FINISH,
        exports::EXPIRE,
        sign_in::LOCK,
        sign_in::LOCK_NEW_DEVICES,
        sign_in::LOCK_WAVE,
        support::FILL_DEMO,
        RESTART,
        ROW_FORGED,
        SIGN_ROWS,
    ]);
    Condition::all().add(C::ActorKind.eq("system")).add(succeeded()).add(C::Action.is_not_in(shown.map(Act::code)))
}

fn conditions(filter: &LogFilter) -> Condition {
    let mut all = period(filter);
    if let Some(action) = tables::act(&filter.action) {
        all = all.add(C::Action.eq(action.code()));
    }
    if let Some(result) = LogResult::from_code(&filter.result) {
        all = all.add(forged::with_result(result));
    }
    all
}

fn period(filter: &LogFilter) -> Condition {
    let from = day_start(&filter.from, 0).map(|from| C::At.gte(from));
    let to = day_start(&filter.to, 1).map(|to| C::At.lt(to));
    from.into_iter().chain(to).fold(Condition::all(), Condition::add)
}

/// The parts of the condition that only few entries may meet. An index serves each by itself.
fn leads(filter: &LogFilter, chosen: Option<&ChosenActor>) -> Vec<Condition> {
    let action = tables::act(&filter.action).map(|action| Condition::all().add(C::Action.eq(action.code())));
    let result = LogResult::from_code(&filter.result).and_then(forged::rare);
    let actor = chosen.and_then(ChosenActor::rare).map(|actor| Condition::all().add(actor));
    let period = Some(period(filter)).filter(|period| !period.is_empty());
    [action, result, actor, period].into_iter().flatten().collect()
}

fn refused(filter: &LogFilter) -> Vec<FieldError> {
    let dates = [("from", &filter.from), ("to", &filter.to)];
    let bad = dates.into_iter().filter(|(_, text)| !text.is_empty() && day_start(text, 1).is_none());
    let mut refused: Vec<FieldError> = bad.map(|(field, _)| FieldError::new(field, m::BAD_DATE)).collect();
    if !filter.action.is_empty() && tables::act(&filter.action).is_none() {
        refused.push(FieldError::new("action", m::BAD_ACTION));
    }
    if !filter.result.is_empty() && LogResult::from_code(&filter.result).is_none() {
        refused.push(FieldError::new("result", m::BAD_RESULT));
    }
    refused.extend(too_long("q", &filter.q));
    if !["", SHOW_SYSTEM, HIDE_SYSTEM].contains(&filter.system.as_str()) {
        refused.push(FieldError::new("system", m::BAD_SYSTEM));
    }
    if let (Some(from), Some(to)) = (day_start(&filter.from, 0), day_start(&filter.to, 0))
        && to < from
    {
        refused.push(FieldError::new("to", m::TO_BEFORE_FROM));
    }
    refused
}

/// The start of a day in Japan, plus some days; `None` for an invalid date.
fn day_start(text: &str, days_on: u64) -> Option<DateTime<Utc>> {
    let day = text.parse::<NaiveDate>().ok().filter(|day| (1..9999).contains(&day.year()))?;
    let day = day.checked_add_days(Days::new(days_on))?;
    Some(day.and_time(NaiveTime::MIN).and_local_timezone(jst()).single()?.to_utc())
}

#[cfg(test)]
mod tests {
    use super::super::rare;
    use super::*;
    use crate::storage::entity::of_tenant;
    use migrations::{Migrator, MigratorTrait};
    use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, QueryTrait, Statement};
    use uuid::Uuid;

    /// A search starts from few entries only if they are found without a walk through the log.
    #[tokio::test]
    async fn an_index_serves_each_part_that_few_entries_may_meet() {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.unwrap();
        Migrator::up(&db, None).await.unwrap();
        let day = "2026-11-30".to_owned();
        let all = LogFilter { from: day.clone(), to: day, action: RESTART.code().into(), ..LogFilter::default() };
        let with = |result: LogResult| LogFilter { result: result.code().into(), ..LogFilter::default() };
        let mut leads_of_all = leads(&all, Some(&ChosenActor::People(vec![Uuid::max()])));
        leads_of_all.extend(leads(&with(LogResult::Failure), Some(&ChosenActor::Staff)));
        leads_of_all.extend(leads(&with(LogResult::Denied), Some(&ChosenActor::System)));
        let expected = ["by_action", "by_actor", "by_time", "by_failure", "by_staff", "by_failure"];
        assert_eq!(leads_of_all.len(), expected.len());
        for (lead, index) in leads_of_all.iter().zip(expected) {
            let some = rare::some(of_tenant(Uuid::max()), lead).build(DbBackend::Sqlite);
            let explain = Statement { sql: format!("EXPLAIN QUERY PLAN {}", some.sql), ..some };
            let steps = db.query_all_raw(explain).await.unwrap();
            let plan: Vec<String> = steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
            let plan = plan.join("; ");
            assert!(
                plan.contains(&format!("INDEX operation_log_{index}")) && !plan.contains("SCAN"),
                "{index}: {plan}"
            );
        }
        for most in [LogResult::Success, LogResult::Noticed] {
            assert!(leads(&with(most), None).is_empty(), "{most:?}");
        }
    }
}
