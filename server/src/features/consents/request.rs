//! A stored request for access, and what it says.

use crate::door::fault::Fault;
use crate::door::{Opens, guarded, readable, reported};
use crate::log::RequestEnd;
use crate::log::reported::Report;
use crate::seal::{Sealed, TextForm};
use crate::storage::entity::consent_request::{self, Model};
use crate::storage::entity::{of_tenant, support_case};
use app::cases::number;
use app::consents::states::RequestState;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// How long a request waits for an answer. A week has business days in every company, also over a weekend; after that, what was
/// to be looked into is old, and staff ask again.
pub const WAITS: Duration = Duration::days(7);

/// What staff ask for. It is sealed when they ask, and never changed.
#[derive(Clone, Serialize, Deserialize)]
pub struct AskedAccess {
    /// Codes separated by commas, as in a consent.
    pub scopes: String,
    pub reason: String,
    pub hours: u32,
    pub by: Uuid,
    /// The case that it serves. The request ends with it.
    pub case: Option<Uuid>,
    pub at: DateTime<Utc>,
    /// The time after which it can no longer be answered.
    pub until: DateTime<Utc>,
}

pub const ASKED: Sealed<consent_request::Entity, AskedAccess> = Sealed::column("sealed");

/// Why the company has declined it.
pub const WHY: Sealed<consent_request::Entity, TextForm> = Sealed::column("why");

/// What tells the states of a company's requests. Read it after their rows, which may only be older then.
pub struct Ends {
    /// The company's log, unless it is not the one that the program has written.
    report: Option<Arc<Report>>,
    /// The cases that are no longer open.
    over: HashSet<Uuid>,
}

impl Ends {
    /// Reads what is known of the requests of a company that serve these cases.
    pub async fn read(at: &impl Opens, company: Uuid, cases: HashSet<Uuid>) -> Result<Ends, Fault> {
        Ok(Ends { report: reported::of(at, company).await?, over: cases_over(at, company, cases).await? })
    }

    /// The end of a request that the log reports.
    pub fn of(&self, request: Uuid) -> Option<RequestEnd> {
        self.report.as_ref()?.ended_requests.get(&request.to_string()).copied()
    }

    /// The state of a request at a time. Its row is not signed, so the log alone says that somebody has answered or withdrawn
    /// it: a row that somebody has reopened does not wait again, and one that somebody has closed was not answered (S10).
    /// Without a genuine log, nothing waits.
    pub fn state(&self, row: &Model, asked: &AskedAccess, now: DateTime<Utc>) -> RequestState {
        let case_over = || asked.case.is_some_and(|case| self.over.contains(&case));
        match self.of(row.id) {
            Some(end) => end.state,
            None if self.report.is_none() || row.closed_at.is_some() || asked.until <= now || case_over() => {
                RequestState::Lapsed
            }
            None => RequestState::Waiting,
        }
    }
}

/// The genuine ones of some cases of a company.
async fn genuine(at: &impl Opens, company: Uuid, cases: HashSet<Uuid>) -> Result<Vec<support_case::Model>, Fault> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let found = of_tenant::<support_case::Entity>(company).filter(support_case::Column::Id.is_in(cases));
    let (genuine, _) = guarded::part(at, readable::all(at.app(), at.db(), found).await?).await?;
    Ok(genuine)
}

/// The numbers of some cases of a company, as people read them. One that is forged or gone has none.
pub async fn case_numbers(
    at: &impl Opens,
    company: Uuid,
    cases: HashSet<Uuid>,
) -> Result<HashMap<Uuid, String>, Fault> {
    let genuine = genuine(at, company, cases).await?;
    Ok(genuine.into_iter().filter_map(|case| Some((case.id, number::shown(case.number?)))).collect())
}

/// Those of some cases of a company that are over. One that is forged or gone is over too.
pub async fn cases_over(at: &impl Opens, company: Uuid, cases: HashSet<Uuid>) -> Result<HashSet<Uuid>, Fault> {
    let genuine = genuine(at, company, cases.clone()).await?;
    let open: HashSet<Uuid> = genuine.into_iter().filter(|case| case.closed_at.is_none()).map(|case| case.id).collect();
    Ok(cases.difference(&open).copied().collect())
}
