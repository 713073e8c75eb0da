//! Requests a new member of staff, from the page or from the command line.

use super::approval::{approvers, check_reason, hold};
use super::letters;
use crate::base::typed::{self, Lacks};
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Request, Write};
use crate::identity::account::{Issued, NewAccount};
use crate::identity::joining::staff_request::{StaffDetails, Way, put};
use crate::log::event::Event;
use crate::outbox::address;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::account;
use crate::storage::entity::staff_request::{self, Column as C};
use app::error::{AppError, Next, Refusals};
use app::operation_logs::acts::WHY;
use app::permission::Role;
use app::staff::acts;
use app::staff::api::{AskStaff, STAFF};
use app::staff::messages as m;
use app::text::Lang;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::Arc;
use uuid::Uuid;

/// The largest number of open requests.
const MOST: u64 = 100;

/// The result of an addition from the command line.
pub enum AddResult {
    /// Added at once, because no member of staff was there to approve.
    First(NewAccount),
    /// Waits for the approval of another member of staff.
    Waiting,
}

/// The requested person.
pub struct NewStaff<'a> {
    pub role: Role,
    pub email: &'a str,
    pub name: &'a str,
    pub why: &'a str,
}

/// Adds or requests staff from the command line.
pub async fn add(app: &Arc<AppState>, wanted: NewStaff<'_>) -> Result<AddResult, Fault> {
    let mut refusals = Refusals::default();
    let why = check_reason(wanted.why, &mut refusals);
    let email = address::required(wanted.email, &mut refusals);
    refusals.finish().map_err(in_a_line)?;
    let new = Issued::new(app, wanted.role, &email, wanted.name).await?;
    let person = StaffDetails { name: wanted.name.to_owned(), email, lang: Lang::default().tag().to_owned(), why };
    let request = Request::system(app, PROVIDER, "sekisho");
    let tx = request.write(STAFF).await?;
    hold(&tx).await?;
    if approvers(&tx).await?.is_empty() {
        let event = new.insert(app, &tx, None).await?;
        put(&tx, &person, wanted.role, Way { account: Some(new.account.id), asked_by: None }).await?;
        tx.commit(event.with(acts::APPROVAL, acts::FIRST).personal(WHY, person.why)).await?;
        return Ok(AddResult::First(new.account));
    }
    let event = place(&tx, &person, wanted.role, None).await.map_err(|fault| match fault {
        Fault::App(error) => in_a_line(error),
        other => other,
    })?;
    tx.commit(event).await?;
    Ok(AddResult::Waiting)
}

/// Turns the field errors of a page into one line for the command line.
fn in_a_line(error: AppError) -> Fault {
    match error {
        AppError::Invalid(errors) => {
            Fault::internal(errors.iter().map(|e| e.message.en.as_str()).collect::<Vec<_>>().join(" "))
        }
        other => other.into(),
    }
}

/// Requests staff from the page.
pub async fn ask(request: &Request, command: AskStaff) -> Result<Next, Fault> {
    request.check(STAFF).await?;
    let mut refusals = Refusals::default();
    let lacks = Lacks { missing: m::NAME_MISSING, long: m::NAME_LONG };
    let name = typed::required("name", typed::name(&command.name), 100, lacks, &mut refusals);
    let email = address::required(&command.email, &mut refusals);
    let role = Role::from_code(&command.role).filter(|role| role.is_staff());
    if role.is_none() {
        refusals.add("role", m::ROLE_WRONG);
    }
    let why = check_reason(&command.why, &mut refusals);
    refusals.finish()?;
    let lang = Lang::from_tag(&command.lang).unwrap_or_default().tag().to_owned();
    let tx = request.write(STAFF).await?;
    hold(&tx).await?;
    let me = request.signed_in()?.account.id;
    let person = StaffDetails { name, email, lang, why };
    let event = place(&tx, &person, role.unwrap_or(Role::Desk), Some(me)).await?;
    tx.commit(event).await?;
    Ok(Next::to("/support/staff").saying(m::SAID_ASKED))
}

/// Stores a request and notifies those who may approve it, or returns the reason why not.
async fn place(tx: &Write, person: &StaffDetails, role: Role, by: Option<Uuid>) -> Result<Event, Fault> {
    let there = tx.one(people::at_address(&tx.app().keys, &person.email)).await?.there()?;
    // People who have left may return in the same way.
    let may_return = |a: &account::Stored| a.tenant_id.is_none() && a.has_left();
    if there.is_some_and(|account| !may_return(&account)) {
        return Err(AppError::invalid("email", m::HAS_ACCOUNT).into());
    }
    if staff_request::Entity::find().filter(C::ClosedAt.is_null()).count(tx.db()).await? >= MOST {
        return Err(AppError::invalid("email", m::TOO_MANY.with(&[("n", &MOST)])).into());
    }
    let Some(id) = put(tx, person, role, Way { asked_by: by, account: None }).await? else {
        return Err(AppError::invalid("email", m::IS_ASKED).into());
    };
    letters::ask_approval(tx, id, person, role, by).await?;
    let event =
        Event::new(acts::ASK).on("staff_request", id, &person.email).with(app::members::acts::ROLE, role.code());
    Ok(event.personal(WHY, person.why.clone()))
}
