//! Requests for staff that wait for another member of staff, and accounts of staff that are forged.

use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Person, Read};
use crate::seal::keys::PROVIDER;
use crate::storage::entity::staff_request::{Column as C, Entity, Model};
use app::kit::Todo;
use app::staff::api::STAFF;
use app::staff::messages as m;
use app::staff::states::StaffState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Requests that the person may approve. A forged one is nobody's work, but can be rejected. Forged accounts let nobody in.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(STAFF) {
        return Ok(Vec::new());
    }
    let open = read.all(Entity::find().filter(C::ClosedAt.is_null())).await?;
    let (open, altered) = guarded::part(read, open).await?;
    let waits = |row: &&Model| row.is(StaffState::Waiting) && row.asked_by != Some(me.account.id);
    let todo = [
        (open.iter().filter(waits).count(), m::TODO_APPROVE),
        (people::altered(read, people::of(PROVIDER)).await?.len(), m::TODO_ACCOUNTS_ALTERED),
    ];
    let todo = todo.into_iter().filter_map(|(n, words)| Todo::counted("headset", n as u64, words, "/support/staff"));
    let altered = Todo::altered("headset", altered.len() as u64, m::TODO_ALTERED, m::REJECT, "/support/staff");
    Ok(todo.chain(altered).collect())
}
