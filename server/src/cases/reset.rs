//! Behind the link of a case: the person sets a new password. Only then anything changes: the account opens, all its
//! sessions end, and two-step verification goes if that was what everybody agreed to (SL-20d).

use super::state_of;
use super::steps::{event, move_on};
use crate::account::{check_choice, reopen, shape};
use crate::door::{Read, Request};
use crate::entity::one_time_link;
use crate::entity::support_case::{self, Column as C};
use crate::entity::{account, tenant};
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

/// What a link is about.
struct Behind {
    link: one_time_link::Model,
    read: Read,
    case: support_case::Model,
    person: SignedIn,
}

async fn behind(request: &Request) -> Result<Behind, Fault> {
    let (link, read) = request.read_by_link(Purpose::ResetPassword).await?;
    let case = read.of::<support_case::Entity>().filter(C::Id.eq(link.subject_id)).one(read.db()).await?;
    let case = case.ok_or(Fault::LinkOver)?;
    if link.used_at.is_some() || state_of(&case)? != CaseState::Approved {
        return Err(Fault::LinkOver);
    }
    let account = account::Entity::find_by_id(case.account_id).one(read.db()).await?.ok_or(Fault::LinkOver)?;
    let company = tenant::Entity::find_by_id(case.tenant_id).one(read.db()).await?;
    let person = SignedIn::new(account, company, request.app.clock.now(), &request.app.config.profile)?;
    if person.account.status != "active" {
        return Err(Fault::LinkOver);
    }
    Ok(Behind { link, read, case, person })
}

pub async fn facts(request: &Request) -> Result<ResetFacts, Fault> {
    let Behind { link, case, person, .. } = behind(request).await?;
    Ok(ResetFacts {
        shape: shape(&person),
        email: person.account.email,
        removes_second_factor: case.removes_second_factor,
        until: view::when(link.until),
    })
}

pub async fn reset(request: &Request, command: ResetPassword) -> Result<Next, Fault> {
    let Behind { read, case, person, .. } = behind(request).await?;
    let new = password::normalize(&command.new);
    let again = password::normalize(&command.again);
    check_choice(&request.app, read.db(), &person, (&new, &again), None).await?;
    let hash = request.app.passwords.hash(&new).await?;
    let (_, mut tx) = request.write_by_link(Purpose::ResetPassword).await?;
    let of = &person.account;
    tx.known_as("member", of.id, &of.name, of.tenant_id);
    let done = |update: sea_orm::UpdateMany<_>| update.col_expr(C::Outcome, Expr::value("done"));
    if !move_on(&tx, &case, CaseStep::Finish, done).await? {
        return Err(Fault::LinkOver);
    }
    reopen(&tx, of, hash, false).await?;
    if case.removes_second_factor {
        second_factor::remove(&tx, of.id).await?;
    }
    letters::password_changed(request, &tx, of).await?;
    let entry = event(&case, of, CaseStep::Finish).with("removes_second_factor", case.removes_second_factor);
    tx.commit(entry).await?;
    Ok(Next::to("/sign-in").saying(m::RESET_DONE))
}
