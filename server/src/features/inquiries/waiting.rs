//! Inquiries that wait for the person: answers for those who asked, questions for staff.

use super::inquiry::open;
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::inquiry::{self, Column as C, Entity, Model};
use app::inquiries::api::{ANSWER, ASK};
use app::inquiries::messages as m;
use app::inquiries::states::InquiryState;
use app::kit::Todo;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

const ICON: &str = "message-square";
const PAGE: &str = "/inquiries";
const QUEUE: &str = "/support/inquiries";
/// No more are counted.
const MOST: u64 = 1000;

/// One's own inquiries that were answered and are not closed.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(ASK) {
        return Ok(Vec::new());
    }
    let own = read.of::<Entity>().filter(C::AskedBy.eq(me.account.id));
    let mut answered = read.all(own.filter(inquiry::in_state(InquiryState::Answered)).limit(MOST)).await?;
    let keys = read.keys().await?;
    answered.retain(|row| read.opened(open(&keys, row)).is_some());
    let page = page_of(PAGE, &answered);
    Ok(Todo::counted(ICON, answered.len() as u64, m::TODO_ANSWERED, &page).into_iter().collect())
}

/// What waits for an answer of Support, and what is overdue.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(ANSWER) {
        return Ok(Vec::new());
    }
    let now = read.app().clock.now();
    let waiting = read.all(read.across::<Entity>()?.filter(C::DueAt.is_not_null()).limit(MOST)).await?;
    let (late, waiting): (Vec<_>, Vec<_>) =
        waiting.into_iter().partition(|row| row.due_at.is_some_and(|due| due < now));
    let one = |rows: &[Model], words| Todo::counted(ICON, rows.len() as u64, words, &page_of(QUEUE, rows));
    Ok(one(&late, m::TODO_LATE).into_iter().chain(one(&waiting, m::TODO_WAITING)).collect())
}

/// The page of the only one, or the list.
fn page_of(list: &str, rows: &[Model]) -> String {
    match rows {
        [only] => format!("{list}/{}", only.id),
        _ => list.to_owned(),
    }
}
