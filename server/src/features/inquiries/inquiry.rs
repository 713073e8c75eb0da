//! A stored inquiry: what is sealed of it, how it is found for a change, and how the change is stored. The row stays locked until
//! the transaction ends, so of two parallel steps the second one sees what the first one did.

use crate::door::fault::Fault;
use crate::door::{Person, Request, Write, read_id};
use crate::log::event::Event;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable};
use crate::storage::entity::inquiry::{Column as C, Entity, Model};
use app::error::{AppError, Next};
use app::inquiries::api::{ALL, ANSWER, ASK};
use app::inquiries::number::shown;
use app::inquiries::states::InquiryState;
use app::record::Act;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The sealed part of an inquiry.
#[derive(Serialize, Deserialize)]
pub struct InquiryHead {
    pub subject: String,
    pub by: Uuid,
    pub category: String,
    pub number: i64,
    /// Unix time.
    pub at: i64,
}

pub const SEALED: Sealed<Entity, InquiryHead> = Sealed::column("sealed");

/// Opens the sealed part. A row whose columns say something else is unreadable.
pub fn open(keys: &TenantKeys, row: &Model) -> Result<InquiryHead, Unreadable> {
    let head = SEALED.open(keys, row, &row.sealed)?;
    let says = head.by == row.asked_by && head.category == row.category;
    let same = says && head.number == row.number && head.at == row.asked_at.timestamp();
    if same { Ok(head) } else { Err(SEALED.unreadable(row.id)) }
}

/// The state of an inquiry. One that the database does not know counts as one that waits.
pub fn state_of(row: &Model) -> InquiryState {
    InquiryState::from_code(&row.state).unwrap_or(InquiryState::Received)
}

/// An inquiry that is locked for a change, and the transaction in its company's tenant.
pub struct FoundInquiry {
    pub tx: Write,
    pub row: Model,
    /// The person who acts.
    pub me: Uuid,
}

/// For the company: one's own inquiry or, for administrators, any.
pub async fn find_as_company(request: &Request, id: &str) -> Result<FoundInquiry, Fault> {
    let id = read_id(id)?;
    let tx = request.write(ASK).await?;
    let me = request.signed_in()?;
    let (row, head) = locked(&tx, id).await?;
    if !is_for(me, head.as_ref()) {
        return Err(AppError::NotFound.into());
    }
    head.ok_or(AppError::Unreadable)?;
    Ok(FoundInquiry { tx, row, me: me.account.id })
}

/// True if a person of the company may see an inquiry: its author, as it is sealed, and administrators. Anybody can write into the
/// columns, so they do not decide.
pub fn is_for(me: &Person, head: Option<&InquiryHead>) -> bool {
    me.permissions.has(ALL) || head.is_some_and(|head| head.by == me.account.id)
}

/// For staff: an inquiry of any company. The log entry goes to that company.
pub async fn find_as_staff(request: &Request, id: &str) -> Result<FoundInquiry, Fault> {
    let read = request.read(ANSWER).await?;
    let there = read.one(read.across::<Entity>()?.filter(C::Id.eq(read_id(id)?))).await?.shown()?;
    let tx = request.write_as_staff(ANSWER, there.tenant_id).await?;
    let (row, head) = locked(&tx, there.id).await?;
    // Nothing is built on what somebody else has written.
    head.ok_or(AppError::Unreadable)?;
    Ok(FoundInquiry { tx, row, me: request.signed_in()?.account.id })
}

/// Locks an inquiry and opens what is sealed of it.
async fn locked(tx: &Write, id: Uuid) -> Result<(Model, Option<InquiryHead>), Fault> {
    let row = tx.one(tx.of::<Entity>().filter(C::Id.eq(id)).lock_exclusive()).await?.shown()?;
    let head = tx.opened(open(&*tx.keys().await?, &row));
    Ok((row, head))
}

/// Stores what a step has changed.
pub async fn store(tx: &Write, row: &Model) -> Result<(), Fault> {
    let changed = Entity::update_many()
        .col_expr(C::State, Expr::value(row.state.clone()))
        .col_expr(C::GoalAt, Expr::value(row.goal_at))
        .col_expr(C::DueAt, Expr::value(row.due_at))
        .col_expr(C::FirstDueAt, Expr::value(row.first_due_at))
        .col_expr(C::FirstAnsweredAt, Expr::value(row.first_answered_at))
        .col_expr(C::ClosedAt, Expr::value(row.closed_at))
        .col_expr(C::AssignedTo, Expr::value(row.assigned_to))
        .col_expr(C::AssignedAt, Expr::value(row.assigned_at))
        .filter(C::Id.eq(row.id));
    changed.exec(tx.db()).await?;
    Ok(())
}

/// Puts an inquiry into a state. Only while the company waits there is a deadline.
pub fn put_in(row: &mut Model, state: InquiryState) {
    state.code().clone_into(&mut row.state);
    if !state.waits() {
        (row.goal_at, row.due_at) = (None, None);
    }
}

/// The log entry of an act on an inquiry.
pub fn event(act: Act, row: &Model) -> Event {
    Event::new(act).on("inquiry", row.id, &shown(row.number))
}

/// The page of an inquiry for the company.
pub fn page(id: Uuid) -> Next {
    Next::to(format!("/inquiries/{id}"))
}

/// The page of an inquiry for staff.
pub fn desk_page(id: Uuid) -> Next {
    Next::to(format!("/support/inquiries/{id}"))
}
