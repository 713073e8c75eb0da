//! The accounts that are locked now, longest first, so that the desk sees who cannot get in before they ask.

use super::promise;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::people::{self, guard};
use crate::door::{Read, Request, company, read_id, staff_views};
use crate::storage::entity::support_case::{self, Column as C};
use crate::storage::entity::{account, tenant};
use app::cases::api::{HANDLE, LockedAccount, LockedList};
use app::kit::mask_email;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// The largest number of accounts shown.
const MOST: usize = 100;

/// Those of one company, if its id is given.
pub async fn list(request: &Request, company: &str) -> Result<LockedList, Fault> {
    let read = request.read(HANDLE).await?;
    let mut locked = people::locked();
    if !company.is_empty() {
        locked = locked.filter(account::Column::TenantId.eq(read_id(company)?));
    }
    let mut locked = people::first(&read, locked, MOST as u64 + 1).await?;
    let more = locked.len() > MOST;
    locked.truncate(MOST);
    locked.sort_by_key(|person| person.lock().map(|(_, at)| at));
    staff_views::log_views(request, locked.iter().filter_map(|person| person.tenant_id)).await?;
    let companies = company::named(&read, locked.iter().filter_map(|person| person.tenant_id)).await?;
    let cases = open_cases(&read, &locked).await?;
    let mut rows = Vec::with_capacity(locked.len());
    for person in locked {
        let company = companies.iter().find(|company| Some(company.id) == person.tenant_id);
        let case = cases.get(&person.id).map(Uuid::to_string);
        rows.extend(
            row(&read, person, company, request.app.clock.now()).await?.map(|row| LockedAccount { case, ..row }),
        );
    }
    Ok(LockedList { rows, more })
}

/// The open cases of accounts.
async fn open_cases(read: &Read, of: &[account::Model]) -> Result<HashMap<Uuid, Uuid>, Fault> {
    let ids = of.iter().map(|person| person.id);
    let open = read.across::<support_case::Entity>()?.filter(C::AccountId.is_in(ids)).filter(C::ClosedAt.is_null());
    Ok(read.all(open).await?.into_iter().map(|case| (case.account_id, case.id)).collect())
}

/// A locked account, with the deadline that the company's profile would set for a request at the time of the lock.
async fn row(
    read: &Read,
    person: account::Model,
    company: Option<&tenant::Model>,
    now: DateTime<Utc>,
) -> Result<Option<LockedAccount>, Fault> {
    let (Some((lock, since)), Some(company)) = (person.lock(), company) else { return Ok(None) };
    let profile = read.app().profile_of(Some(company));
    let due = promise::due(profile, since);
    Ok(Some(LockedAccount {
        id: person.id.to_string(),
        company: company::shown_name(read, company).await?,
        company_id: company.id.to_string(),
        email_masked: mask_email(&person.email),
        altered: !guard::is_genuine(read.app().keys.rows(), &person),
        lock,
        since: when(since),
        waited: promise::waited(profile, since, now),
        due: when(due),
        late: due < now,
        case: None,
        name: person.name,
    }))
}
