//! Staff ask a company for access, and withdraw what they have asked. A request opens nothing.

use super::consent::codes;
use super::letters;
use super::request::{ASKED, AskedAccess, Ends, WAITS, cases_over};
use super::terms::{AccessTerms, TermsOf, TypedTerms};
use crate::base::when;
use crate::door::fault::Fault;
use crate::door::{Request, Write, company, guarded, read_id};
use crate::log::event::Event;
use crate::outbox::sparing;
use crate::profile;
use crate::storage::entity::consent_request::{self, Column as C, Model};
use crate::storage::entity::support_case;
use app::consents::acts;
use app::consents::api::{ASK, AskForAccess};
use app::consents::messages as m;
use app::consents::states::RequestState;
use app::error::{AppError, Next};
use app::operation_logs::acts::{TOO_SOON, WHY as REASON};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use std::collections::HashSet;
use uuid::Uuid;

/// The kind of object in the log.
pub const OBJECT: &str = "consent_request";

/// The page of a company where staff ask.
pub fn page(tenant: Uuid) -> Next {
    Next::to(format!("/support/tenants/{tenant}/access"))
}

/// The open case that staff name, if it is genuine.
pub async fn case(request: &Request, id: &str) -> Result<support_case::Model, Fault> {
    let read = request.read(ASK).await?;
    let found = read.across::<support_case::Entity>()?.filter(support_case::Column::Id.eq(read_id(id)?));
    let mut case = read.one(found).await?.there()?.ok_or(AppError::NotFound)?;
    if !guarded::take(&read, &mut case).await? {
        return Err(AppError::Altered.into());
    }
    Ok(case)
}

pub async fn of_company(request: &Request, command: AskForAccess) -> Result<Next, Fault> {
    let tenant = read_id(&command.id)?;
    ask(request, tenant, None, &command).await
}

pub async fn for_case(request: &Request, command: AskForAccess) -> Result<Next, Fault> {
    let case = case(request, &command.id).await?;
    ask(request, case.tenant_id, Some(case.id), &command).await
}

async fn ask(request: &Request, tenant: Uuid, case: Option<Uuid>, command: &AskForAccess) -> Result<Next, Fault> {
    let tx = request.write_as_staff(ASK, tenant).await?;
    let company = company::find(&tx, tenant).await?;
    let most = profile::built_in(&company.profile).ok_or(AppError::Altered)?.staff_access.consent_max_hours;
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    let AskForAccess { scopes, reason, hours, .. } = command;
    let AccessTerms { scopes, reason, hours } =
        AccessTerms::read(TypedTerms { scopes, reason, hours }, TermsOf::Staff, most)?;
    let (scopes, until) = (codes(&scopes), now + WAITS);
    let asked = AskedAccess { scopes, reason, hours, by: me, case, at: now, until };
    close_lapsed(&tx, me, now).await?;
    let id = request.app.new_id();
    let event = Event::new(acts::ASK).on(OBJECT, id, "").with(acts::SCOPES, asked.scopes.clone());
    let event = event.with(acts::HOURS, asked.hours).personal(REASON, asked.reason.clone());
    let event = case.iter().fold(event, |event, case| event.with(acts::CASE, case.to_string()));
    let over = cases_over(&tx, tenant, case.into_iter().collect()).await?;
    if !over.is_empty() || is_waiting(&tx, me).await? {
        let words = if over.is_empty() { m::ASK_WAITING } else { m::CASE_OVER };
        return tx.out_of_order(event, page(tenant).warning(words)).await;
    }
    if let Some(at) = sparing::charge_request(&tx, me).await? {
        let refused = AppError::invalid("reason", when::about(m::ASK_LATER, at));
        return tx.undone().await?.refuse(event, TOO_SOON, refused).await;
    }
    let sealed = ASKED.seal(&*tx.keys().await?, id, &asked)?;
    let row = Model {
        id,
        tenant_id: tenant,
        asked_by: me,
        sealed,
        closed_at: None,
        closed_by: None,
        answer: None,
        sealed_why: None,
    };
    let new = consent_request::Entity::insert(row.into_active_model().reset_all());
    if !tx.insert_new(new).await? {
        return Err(AppError::invalid("reason", m::ASK_WAITING).into());
    }
    letters::asked(&tx, id, &asked, &request.signed_in()?.account.name).await?;
    tx.commit(event).await?;
    Ok(page(tenant).saying(m::ASKED))
}

/// True if a request of a person waits at the company.
async fn is_waiting(tx: &Write, me: Uuid) -> Result<bool, Fault> {
    let open = tx.of::<consent_request::Entity>().filter(C::AskedBy.eq(me)).filter(C::ClosedAt.is_null());
    Ok(!tx.all(open).await?.is_empty())
}

/// Closes what a person has asked the company and nobody can answer any more, so that they can ask again. A request whose end
/// the log reports is among them only if somebody has reopened its row: the log keeps how it has ended.
async fn close_lapsed(tx: &Write, me: Uuid, now: DateTime<Utc>) -> Result<(), Fault> {
    let open = tx.of::<consent_request::Entity>().filter(C::AskedBy.eq(me)).filter(C::ClosedAt.is_null());
    let keys = tx.keys().await?;
    for row in tx.all(open.lock_exclusive()).await? {
        let asked = tx.opened(ASKED.open(&keys, &row, &row.sealed));
        let lapsed = match &asked {
            Some(asked) => {
                let ends = Ends::read(tx, tx.tenant(), asked.case.into_iter().collect()).await?;
                ends.state(&row, asked, now) != RequestState::Waiting
            }
            None => true,
        };
        if lapsed {
            close(tx, &row, RequestState::Lapsed, None).await?;
        }
    }
    Ok(())
}

/// Closes an open request. Returns false if somebody else was faster.
pub async fn close(tx: &Write, row: &Model, to: RequestState, sealed_why: Option<Vec<u8>>) -> Result<bool, Fault> {
    let by = (to != RequestState::Lapsed).then(|| tx.author()).flatten();
    let open = consent_request::Entity::update_many()
        .col_expr(C::ClosedAt, Expr::value(tx.app().clock.now()))
        .col_expr(C::ClosedBy, Expr::value(by))
        .col_expr(C::Answer, Expr::value(to.code()))
        .col_expr(C::SealedWhy, Expr::value(sealed_why))
        .filter(C::Id.eq(row.id))
        .filter(C::ClosedAt.is_null());
    Ok(open.exec(tx.db()).await?.rows_affected == 1)
}

/// Withdraws one's own request. Other people's are not there.
pub async fn withdraw(request: &Request, id: &str) -> Result<Next, Fault> {
    let (id, me) = (read_id(id)?, request.signed_in()?.account.id);
    let read = request.read(ASK).await?;
    let found = read.across::<consent_request::Entity>()?.filter(C::Id.eq(id)).filter(C::AskedBy.eq(me));
    let row = read.one(found).await?.there()?.ok_or(AppError::NotFound)?;
    let tx = request.write_as_staff(ASK, row.tenant_id).await?;
    let (event, back) = (Event::new(acts::WITHDRAW).on(OBJECT, id, ""), page(row.tenant_id));
    let is_over = Ends::read(&tx, row.tenant_id, HashSet::new()).await?.of(id).is_some();
    if is_over || !close(&tx, &row, RequestState::Withdrawn, None).await? {
        return tx.out_of_order(event, back.warning(m::REQUEST_OVER)).await;
    }
    tx.commit(event).await?;
    Ok(back.saying(m::SAID_WITHDRAWN))
}
