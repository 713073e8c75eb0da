//! The figure of the menu, and the answers per month against the promise. The menu asks on every page, so it counts along an index
//! that has nothing but what waits, and no further than a hundred.

use super::list::newest;
use crate::base::clock::jst;
use crate::door::fault::Fault;
use crate::door::paging::PageStart;
use crate::door::{MenuFigures, Request, company};
use crate::features::cases;
use crate::profile::Profile;
use crate::profile::working_days::Business;
use crate::storage::entity::inquiry::{Column as C, Entity, Model};
use app::inquiries::api::{ANSWER, InquiryMonth};
use app::inquiries::feature::DESK;
use app::kit::messages::WAITS;
use app::page::MenuFigure;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// The menu says "99+" beyond it.
const MOST: u64 = 100;
/// How far back the months go.
const DAYS: i64 = 366;
/// Inquiries read at once.
const BLOCK: u64 = 1000;

pub static FIGURES: MenuFigures = MenuFigures { count: |request| Box::pin(menu(request)) };

/// What waits behind the entry of the menu.
async fn menu(request: &Request) -> Result<Vec<MenuFigure>, Fault> {
    if !request.signed_in()?.permissions.has(ANSWER) {
        return Ok(Vec::new());
    }
    let read = request.read(ANSWER).await?;
    let waiting = read.all(read.across::<Entity>()?.filter(C::DueAt.is_not_null()).limit(MOST)).await?;
    Ok(vec![MenuFigure { path: DESK.path, n: waiting.len() as u64, says: WAITS }])
}

/// The inquiries of a month.
#[derive(Default)]
struct MonthCount {
    received: u64,
    in_time: u64,
    late: u64,
    closed: u64,
    first_answers: StaffedTimes,
    ends: StaffedTimes,
}

pub async fn months(request: &Request) -> Result<Vec<InquiryMonth>, Fault> {
    let read = request.read(ANSWER).await?;
    let now = request.app.clock.now();
    let all = read.across::<Entity>()?.filter(C::AskedAt.gt(now - Duration::days(DAYS)));
    let mut months: BTreeMap<String, MonthCount> = BTreeMap::new();
    let mut next = Some(PageStart::Start);
    while let Some(begin) = next.take() {
        let found = newest(&read, &all, begin, BLOCK).await?;
        next = found.last().filter(|_| found.len() as u64 == BLOCK).map(|row| PageStart::OlderThan(row.id));
        let companies = company::named(&read, found.iter().map(|row| row.tenant_id).collect::<BTreeSet<_>>()).await?;
        for row in &found {
            let company = companies.iter().find(|company| company.id == row.tenant_id);
            let month = row.asked_at.with_timezone(&jst()).format("%Y-%m").to_string();
            months.entry(month).or_default().count(read.app().profile_of(company), row, now);
        }
    }
    Ok(months.into_iter().rev().map(|(month, counted)| counted.shown(month)).collect())
}

impl MonthCount {
    fn count(&mut self, profile: &Profile, row: &Model, now: DateTime<Utc>) {
        let staffed = |until| Business::of(&profile.support.desk).staffed_between(row.asked_at, until);
        self.received += 1;
        match row.first_answered_at {
            Some(at) if at <= row.first_due_at => self.in_time += 1,
            Some(_) => self.late += 1,
            // One that the company has closed itself was not promised any more.
            None if row.closed_at.is_none() && row.first_due_at < now => self.late += 1,
            None => {}
        }
        self.first_answers.add(row.first_answered_at.map(staffed));
        self.closed += u64::from(row.closed_at.is_some());
        self.ends.add(row.closed_at.map(staffed));
    }

    fn shown(self, month: String) -> InquiryMonth {
        let words = |times: StaffedTimes| times.mean().map(cases::staffed_time);
        InquiryMonth {
            month,
            received: self.received,
            in_time: self.in_time,
            late: self.late,
            closed: self.closed,
            first_answer: words(self.first_answers),
            to_close: words(self.ends),
        }
    }
}

/// Times of which the mean is shown.
#[derive(Clone, Copy, Default)]
struct StaffedTimes {
    n: i32,
    sum: Duration,
}

impl StaffedTimes {
    fn add(&mut self, time: Option<Duration>) {
        if let Some(time) = time {
            self.n = self.n.saturating_add(1);
            self.sum = self.sum.checked_add(&time).unwrap_or(self.sum);
        }
    }

    /// None without any.
    fn mean(self) -> Option<Duration> {
        (self.n > 0).then(|| self.sum / self.n)
    }
}
