//! Finds another member of the same company.

use crate::door::Opens;
use crate::door::fault::Fault;
use crate::door::people;
use crate::storage::entity::account::{self, Column as C, Entity, Model};
use app::error::AppError;
use sea_orm::{ColumnTrait, QueryFilter, Select};
use uuid::Uuid;

/// Finds a member of the company who has not left. `company` comes from `read.of()` of the current read or write.
pub async fn find(at: &impl Opens, company: Select<Entity>, id: Uuid) -> Result<Model, Fault> {
    let present = company.filter(C::Id.eq(id)).filter(account::present());
    people::one(at, present).await?.ok_or(Fault::App(AppError::NotFound))
}
