//! Staff and requests for new staff, for the pages of staff.

use crate::base::when::when;
use crate::base::with_address;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::people;
use crate::door::people::guard;
use crate::door::{Read, Request, read_id};
use crate::identity::joining::staff_request::{decision, read_row, state_of};
use crate::outbox;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::account::{self, Column as A};
use crate::storage::entity::staff_request::{self, Column as C};
use app::error::AppError;
use app::kit::ListCursor;
use app::members::states::MemberState;
use app::permission::Role;
use app::staff::api::{Approval, Approved, STAFF, StaffList, StaffRequest, StaffRow};
use app::staff::states::StaffState;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

const PAGE: u64 = 50;

pub async fn list(request: &Request, cursor: &ListCursor) -> Result<StaffList, Fault> {
    let read = request.read(STAFF).await?;
    let fetch = |begin, n| {
        let (read, query) = (&read, PageStart::narrow(begin, people::of(PROVIDER), A::Id));
        async move { people::first(read, query, n).await }
    };
    let found = paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), fetch).await?;
    let around = found.around(|account| account.id.to_string());
    let rows = rows(&read, found.rows).await?;
    let total = people::of(PROVIDER).count(read.db()).await?;
    let open = read.all(staff_request::Entity::find().filter(C::ClosedAt.is_null()).order_by_desc(C::Id)).await?;
    let requests = requests(request, &read, open).await?;
    Ok(StaffList { rows, total, around, requests })
}

async fn rows(read: &Read, staff: Vec<account::Model>) -> Result<Vec<StaffRow>, Fault> {
    let ids: Vec<Uuid> = staff.iter().map(|account| account.id).collect();
    let joined = staff_request::Entity::find().filter(C::AccountId.is_in(ids)).order_by_desc(C::Id);
    let (joined, keys) = (read.all(joined).await?, read.keys().await?);
    let mut asked = Vec::with_capacity(joined.len());
    for mut row in joined {
        let (person, genuine) = read_row(read, &keys, &mut row).await?;
        // A forged one counts whatever state it says, because it may be the approval.
        if row.is(StaffState::Joined) || !genuine {
            asked.push(Joined { why: person.why, decision: decision(&keys, &row), row, genuine });
        }
    }
    let names = names(read, asked.iter().filter_map(|asked| asked.row.decided_by).collect()).await?;
    staff.into_iter().map(|account| row(read.app(), account, &asked, &names)).collect()
}

/// The request by which a member of staff was added.
struct Joined {
    row: staff_request::Model,
    genuine: bool,
    why: String,
    decision: String,
}

fn row(app: &AppState, account: account::Model, joined: &[Joined], names: &Names) -> Result<StaffRow, Fault> {
    let unknown = |what: &str| Fault::unreadable(format!("{what} of account {}", account.id));
    // A person who left and returned was approved again.
    let asked = joined.iter().find(|asked| asked.row.account_id == Some(account.id));
    let forged = asked.is_some_and(|asked| !asked.genuine);
    let approval = match asked.map(|asked| (asked.row.decided_by, asked.row.decided_at)) {
        Some(_) if forged => Approval::Altered,
        Some((Some(by), Some(at))) => Approval::By { name: names.of(by), at: when(at) },
        Some(_) => Approval::First,
        None => Approval::NotKept,
    };
    let reason = match (&approval, asked) {
        (Approval::By { .. }, Some(asked)) => asked.decision.clone(),
        (Approval::Altered, _) | (_, None) => String::new(),
        (_, Some(asked)) => asked.why.clone(),
    };
    let altered = !guard::is_genuine(app.keys.rows(), &account);
    let was_altered = !altered && account.was_forged();
    Ok(StaffRow {
        role: Role::from_code(&account.role)
            .or((altered || was_altered).then_some(Role::Support))
            .ok_or_else(|| unknown("role"))?,
        altered,
        was_altered,
        state: MemberState::from_code(&account.status).ok_or_else(|| unknown("status"))?,
        since: when(account.joined_at()),
        name: account.name,
        email: account.email,
        approval,
        reason,
    })
}

pub async fn one(request: &Request, id: &str) -> Result<StaffRequest, Fault> {
    let read = request.read(STAFF).await?;
    let found = read.one(staff_request::Entity::find_by_id(read_id(id)?)).await?.shown()?;
    requests(request, &read, vec![found]).await?.pop().ok_or(Fault::App(AppError::NotFound))
}

/// The person of a request, for the page that asks for confirmation.
pub async fn name(request: &Request, id: Uuid) -> Result<String, Fault> {
    let read = request.read(STAFF).await?;
    let mut found = read.one(staff_request::Entity::find_by_id(id)).await?.shown()?;
    let (person, _) = read_row(&read, &*read.keys().await?, &mut found).await?;
    Ok(with_address(&person.name, &person.email))
}

async fn requests(request: &Request, read: &Read, rows: Vec<staff_request::Model>) -> Result<Vec<StaffRequest>, Fault> {
    let (me, now, keys) = (request.signed_in()?, request.app.clock.now(), read.keys().await?);
    let ids: Vec<Uuid> = rows.iter().flat_map(|row| [row.asked_by, row.decided_by]).flatten().collect();
    let names = names(read, ids).await?;
    let mut unsent = outbox::undelivered(read, rows.iter().map(|row| row.id)).await?;
    let mut shown = Vec::with_capacity(rows.len());
    for mut row in rows {
        let (person, genuine) = read_row(read, &keys, &mut row).await?;
        let role = Role::from_code(&row.role).or((!genuine).then_some(Role::Desk));
        let state = if genuine { state_of(&row)? } else { readable(&row) };
        let approved = row.decided_by.zip(row.decided_at).filter(|_| genuine && row.account_id.is_some());
        shown.push(StaffRequest {
            id: row.id.to_string(),
            own: row.asked_by == Some(me.account.id) || person.email == me.account.email,
            name: person.name,
            email: person.email,
            role: role.ok_or_else(|| Fault::unreadable(format!("role of request {}", row.id)))?,
            state,
            altered: !genuine,
            asked: when(row.asked_at),
            asked_by: row.asked_by.map(|by| names.of(by)),
            why: person.why,
            until: row.until.filter(|_| genuine).map(when),
            expired: row.until.is_some_and(|until| until <= now),
            undelivered: unsent.remove(&row.id),
            approved: approved.map(|(by, at)| Approved { by: names.of(by), at: when(at), why: decision(&keys, &row) }),
        });
    }
    Ok(shown)
}

/// The state of a forged request. One without an end counts as open, whatever its state says, so that it can be rejected.
fn readable(row: &staff_request::Model) -> StaffState {
    let state = state_of(row).unwrap_or(StaffState::Waiting);
    let open = matches!(state, StaffState::Waiting | StaffState::Approved);
    match row.closed_at {
        None if !open => StaffState::Waiting,
        Some(_) if open => StaffState::Rejected,
        _ => state,
    }
}

/// The names of staff.
struct Names(Vec<account::Model>);

impl Names {
    fn of(&self, id: Uuid) -> String {
        self.0.iter().find(|account| account.id == id).map(|account| account.name.clone()).unwrap_or_default()
    }
}

async fn names(read: &Read, ids: Vec<Uuid>) -> Result<Names, Fault> {
    Ok(Names(people::named_in(read, PROVIDER, ids).await?))
}
