//! Behind the link of a case, or of an administrator where the profile lets them open locked accounts: the person sets a
//! new password. Only then anything changes: the account opens, all its sessions end, and two-step verification goes if
//! that was what everybody agreed to (SL-20d). There is no other way to a password that one does not know.

use super::state_of;
use super::steps::{event, move_on};
use crate::account::{check_choice, reopen, shape};
use crate::door::{Read, Request, Write};
use crate::entity::one_time_link;
use crate::entity::support_case::{self, Column as C};
use crate::entity::account::{self, Column as A};
use crate::entity::tenant;
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::links::Purpose;
use crate::mail::letters;
use crate::signed_in::SignedIn;
use crate::{password, second_factor, view};
use app::cases::api::{ResetFacts, ResetPassword};
use app::cases::messages as m;
use app::cases::states::{CaseState, CaseStep};
use app::error::Next;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The links that lead here.
const PURPOSES: &[Purpose] = &[Purpose::ResetPassword, Purpose::ResetByAdministrator];

/// What a link is about.
struct Behind {
    link: one_time_link::Model,
    read: Read,
    /// None where an administrator sent it.
    case: Option<support_case::Model>,
    person: SignedIn,
}

async fn behind(request: &Request) -> Result<Behind, Fault> {
    let (link, read) = request.read_by_link(PURPOSES).await?;
    if link.used_at.is_some() {
        return Err(Fault::LinkOver);
    }
    let by_administrator = link.purpose == Purpose::ResetByAdministrator.code();
    let case = if by_administrator { None } else { Some(approved(&read, link.subject_id).await?) };
    let account = case.as_ref().map_or(link.subject_id, |case| case.account_id);
    let account = read.of::<account::Entity>().filter(A::Id.eq(account)).one(read.db()).await?;
    let account = account.ok_or(Fault::LinkOver)?;
    let company = tenant::Entity::find_by_id(link.tenant_id).one(read.db()).await?;
    let person = SignedIn::new(account, company, request.app.clock.now(), &request.app.config.profile)?;
    if person.account.status != "active" {
        return Err(Fault::LinkOver);
    }
    Ok(Behind { link, read, case, person })
}

async fn approved(read: &Read, case: Uuid) -> Result<support_case::Model, Fault> {
    let case = read.of::<support_case::Entity>().filter(C::Id.eq(case)).one(read.db()).await?.ok_or(Fault::LinkOver)?;
    if state_of(&case)? == CaseState::Approved { Ok(case) } else { Err(Fault::LinkOver) }
}

pub async fn facts(request: &Request) -> Result<ResetFacts, Fault> {
    let Behind { link, case, person, .. } = behind(request).await?;
    Ok(ResetFacts {
        shape: shape(&person),
        email: person.account.email,
        removes_second_factor: case.is_some_and(|case| case.removes_second_factor),
        until: view::when(link.until),
    })
}

pub async fn reset(request: &Request, command: ResetPassword) -> Result<Next, Fault> {
    let Behind { read, case, person, .. } = behind(request).await?;
    let new = password::normalize(&command.new);
    let again = password::normalize(&command.again);
    check_choice(&request.app, read.db(), &person, (&new, &again), None).await?;
    let hash = request.app.passwords.hash(&new).await?;
    let (_, mut tx) = request.write_by_link(PURPOSES).await?;
    let of = &person.account;
    tx.known_as("member", of.id, &of.name, of.tenant_id);
    let entry = match &case {
        Some(case) => finish(&tx, case, of).await?,
        None => Event::new(Action::PasswordRenew).on("account", of.id, &of.email),
    };
    reopen(&tx, of, hash, false).await?;
    letters::password_changed(request, &tx, of).await?;
    tx.commit(entry).await?;
    Ok(Next::to("/sign-in").saying(m::RESET_DONE))
}

/// The case ends, and with it the second step if that was asked for. Answers its entry.
async fn finish(tx: &Write, case: &support_case::Model, of: &account::Model) -> Result<Event, Fault> {
    let done = |update: sea_orm::UpdateMany<_>| update.col_expr(C::Outcome, Expr::value("done"));
    if !move_on(tx, case, CaseStep::Finish, done).await? {
        return Err(Fault::LinkOver);
    }
    if case.removes_second_factor {
        second_factor::remove(tx, of.id).await?;
    }
    Ok(event(case, of, CaseStep::Finish).with("removes_second_factor", case.removes_second_factor))
}
