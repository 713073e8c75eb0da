//! Cases that wait for the company's consent or for the desk.

use super::barred;
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

/// The queue of the desk.
const PAGE: &str = "/support/cases";

/// Cases of the company that the person may consent to, and cases about the person.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(CONSENT) {
        return Ok(Vec::new());
    }
    let Open { going, barred, altered } = open(read, read.of::<Entity>()).await?;
    let waiting = going.iter().filter(|case| case.is(CaseState::Checked));
    let (own, others): (Vec<_>, Vec<_>) = waiting.partition(|case| case.account_id == me.account.id);
    let todo =
        [(others.len() as u64, m::TODO_CONSENT), (own.len() as u64, m::TODO_OWN), (barred, m::TODO_BARRED_PERSON)];
    let todo = todo.into_iter().filter_map(|(n, words)| Todo::counted("headset", n, words, "/cases"));
    Ok(todo.chain(Todo::altered("headset", altered, m::TODO_ALTERED, m::REFUSE, "/cases")).collect())
}

/// Tasks of the desk for one member of staff. Leaves out cases that this person has checked and may not approve.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    let (me, now) = (me.account.id, read.app().clock.now());
    let asked = help_request::Entity::find().filter(help_request::Column::DoneAt.is_null()).count(read.db()).await?;
    let Open { going, barred, altered } = open(read, read.across::<Entity>()?).await?;
    let ready = |case: &Model| case.is(CaseState::Consented) || (case.is(CaseState::Checked) && is_cooled(case, now));
    let own = |case: &Model| case.opened_by == me || case.checked_by == Some(me);
    let to_check = going.iter().filter(|case| case.is(CaseState::Opened)).collect::<Vec<_>>();
    let to_approve = going.iter().filter(|case| ready(case) && !own(case)).collect::<Vec<_>>();
    let todo = [
        (asked, m::TODO_REQUESTS, format!("{PAGE}?show=asked")),
        (to_check.len() as u64, m::TODO_CHECK, page_of(&to_check)),
        (to_approve.len() as u64, m::TODO_APPROVE, page_of(&to_approve)),
        (barred, m::TODO_BARRED, PAGE.to_owned()),
    ];
    let todo = todo.into_iter().filter_map(|(n, words, page)| Todo::counted("headset", n, words, &page));
    Ok(todo.chain(Todo::altered("headset", altered, m::TODO_ALTERED, m::CANCEL, PAGE)).collect())
}

/// The page of the only case, or the queue.
fn page_of(cases: &[&Model]) -> String {
    match cases {
        [one] => format!("{PAGE}/{}", one.id),
        _ => PAGE.to_owned(),
    }
}

/// Open cases.
pub struct Open {
    /// Those that wait for their next step.
    pub going: Vec<Model>,
    /// The number of genuine ones that cannot go on.
    pub barred: u64,
    /// The number of forged ones, which are nobody's work but can be ended.
    pub altered: u64,
}

pub async fn open(read: &Read, cases: Select<Entity>) -> Result<Open, Fault> {
    let (genuine, altered) = guarded::part(read, read.all(cases.filter(C::ClosedAt.is_null())).await?).await?;
    let (going, barred) = barred::apart(read, genuine).await?;
    Ok(Open { going, barred: barred.len() as u64, altered: altered.len() as u64 })
}
