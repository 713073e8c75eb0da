//! Cases that wait for the company's consent or for the desk.

use super::case::is_cooled;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Person, Read};
use crate::storage::entity::help_request;
use crate::storage::entity::support_case::{Column as C, Entity, Model};
use app::cases::api::CONSENT;
use app::cases::messages as m;
use app::cases::states::CaseState;
use app::kit::Todo;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};

/// Cases of the company that the person may consent to, and cases about the person.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(CONSENT) {
        return Ok(Vec::new());
    }
    let (open, altered) = open(read, read.of::<Entity>()).await?;
    let waiting = open.iter().filter(|case| case.is(CaseState::Checked));
    let (own, others): (Vec<_>, Vec<_>) = waiting.partition(|case| case.account_id == me.account.id);
    let todo = [(others.len(), m::TODO_CONSENT), (own.len(), m::TODO_OWN), (altered, m::TODO_ALTERED)];
    Ok(todo.into_iter().filter_map(|(n, words)| Todo::counted("headset", n as u64, words, "/cases")).collect())
}

/// Tasks of the desk for one member of staff. Leaves out cases that this person has checked and may not approve.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    let (me, now) = (me.account.id, read.app().clock.now());
    let asked = help_request::Entity::find().filter(help_request::Column::DoneAt.is_null()).count(read.db()).await?;
    let (open, altered) = open(read, read.across::<Entity>()?).await?;
    let to_check = open.iter().filter(|case| case.is(CaseState::Opened)).count();
    let ready = |case: &Model| case.is(CaseState::Consented) || (case.is(CaseState::Checked) && is_cooled(case, now));
    let own = |case: &Model| case.opened_by == me || case.checked_by == Some(me);
    let to_approve = open.iter().filter(|case| ready(case) && !own(case)).count();
    let todo = [
        (asked, m::TODO_REQUESTS, "/support/cases?show=asked"),
        (to_check as u64, m::TODO_CHECK, "/support/cases"),
        (to_approve as u64, m::TODO_APPROVE, "/support/cases"),
        (altered as u64, m::TODO_ALTERED, "/support/cases"),
    ];
    Ok(todo.into_iter().filter_map(|(n, words, page)| Todo::counted("headset", n, words, page)).collect())
}

/// The genuine ones of the open cases, and the number of the forged ones, which are nobody's work but can be ended.
async fn open(read: &Read, cases: Select<Entity>) -> Result<(Vec<Model>, usize), Fault> {
    let mut open = read.all(cases.filter(C::ClosedAt.is_null())).await?;
    let all = open.len();
    open.retain(|case| guarded::is_genuine(read.app(), case));
    let altered = all - open.len();
    Ok((open, altered))
}
