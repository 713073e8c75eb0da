//! Requests for staff that wait for another member of staff.

use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::staff_request::{Column as C, Entity};
use app::kit::Todo;
use app::staff::api::STAFF;
use app::staff::messages as m;
use app::staff::states::StaffState;
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};

pub async fn waiting(read: &Read, me: &Person) -> Result<Option<Todo>, Fault> {
    if !me.permissions.has(STAFF) {
        return Ok(None);
    }
    let others = Condition::any().add(C::AskedBy.is_null()).add(C::AskedBy.ne(me.account.id));
    let waiting = Entity::find().filter(C::State.eq(StaffState::Waiting.code())).filter(others);
    Ok(Todo::counted("headset", waiting.count(read.db()).await?, m::TODO_APPROVE, "/support/staff"))
}
