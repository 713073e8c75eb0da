//! Cases that wait for the company's consent or for the desk.

use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::help_request;
use crate::storage::entity::support_case::{Column as C, Entity};
use app::cases::api::CONSENT;
use app::cases::messages as m;
use app::cases::states::CaseState;
use app::kit::Todo;
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};

/// Cases of the company that the person may consent to, and cases about the person.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(CONSENT) {
        return Ok(Vec::new());
    }
    let waiting = read.of::<Entity>().filter(C::State.eq(CaseState::Checked.code()));
    let others = waiting.clone().filter(C::AccountId.ne(me.account.id)).count(read.db()).await?;
    let own = waiting.filter(C::AccountId.eq(me.account.id)).count(read.db()).await?;
    let todo = [(others, m::TODO_CONSENT), (own, m::TODO_OWN)];
    Ok(todo.into_iter().filter_map(|(n, words)| Todo::counted("headset", n, words, "/cases")).collect())
}

/// Tasks of the desk for one member of staff. Leaves out cases that this person has checked and may not approve.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    let (me, now) = (me.account.id, read.app().clock.now());
    let state = |state: CaseState| C::State.eq(state.code());
    let cooled = Condition::all().add(state(CaseState::Checked)).add(C::CoolingUntil.lte(now));
    let ready = Condition::any().add(state(CaseState::Consented)).add(cooled);
    let others = Entity::find().filter(C::OpenedBy.ne(me)).filter(C::CheckedBy.ne(me));
    let asked = help_request::Entity::find().filter(help_request::Column::DoneAt.is_null()).count(read.db()).await?;
    let to_check = Entity::find().filter(state(CaseState::Opened)).count(read.db()).await?;
    let to_approve = others.filter(ready).count(read.db()).await?;
    let todo = [
        (asked, m::TODO_REQUESTS, "/support/cases?show=asked"),
        (to_check, m::TODO_CHECK, "/support/cases"),
        (to_approve, m::TODO_APPROVE, "/support/cases"),
    ];
    Ok(todo.into_iter().filter_map(|(n, words, page)| Todo::counted("headset", n, words, page)).collect())
}
