//! Finds another member of the same company, and whether members of staff are still there.

use crate::door::Opens;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Guarded};
use crate::door::people;
use crate::storage::entity::account::{self, Column as C, Entity, Model};
use app::error::AppError;
use app::permission::{Permission, Role};
use sea_orm::{ColumnTrait, QueryFilter, Select};
use uuid::Uuid;

/// Finds a member of the company who has not left. `company` comes from `read.of()` of the current read or write.
pub async fn find(at: &impl Opens, company: Select<Entity>, id: Uuid) -> Result<Model, Fault> {
    let present = company.filter(C::Id.eq(id)).filter(account::present());
    people::one(at, present).await?.ok_or(Fault::App(AppError::NotFound))
}

/// True if a member of staff is still there and may still do something.
async fn staff_may(at: &impl Opens, id: Uuid, permission: Permission) -> Result<bool, Fault> {
    let found = people::find(at, id).await?.filter(|person| person.is_active() && person.tenant_id.is_none());
    Ok(found.and_then(|person| Role::from_code(&person.role)).is_some_and(|role| permission.is_held_by(role, false)))
}

/// True if all of these members of staff are still there and may still do something. What takes two people needs both of them.
pub async fn all_staff_may(
    at: &impl Opens,
    ids: impl IntoIterator<Item = Uuid>,
    permission: Permission,
) -> Result<bool, Fault> {
    for id in ids {
        if !staff_may(at, id, permission).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// True if a row rests on members of staff who are gone, or may not do that any more. A forged row rests on nobody: it is
/// refused where it is used.
pub async fn rests_on_gone_staff<M: Guarded>(
    at: &impl Opens,
    row: &M,
    ids: impl IntoIterator<Item = Uuid>,
    permission: Permission,
) -> Result<bool, Fault> {
    Ok(guarded::take(at, &mut row.clone()).await? && !all_staff_may(at, ids, permission).await?)
}
