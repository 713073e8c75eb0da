//! A member of the own company, as another member meets them.

use crate::fault::Fault;
use crate::people::{self, Opens};
use crate::storage::entity::account::{Column as C, Entity, Model};
use app::error::AppError;
use app::members::states::MemberState;
use sea_orm::{ColumnTrait, QueryFilter, Select};
use uuid::Uuid;

/// One of the company's members who is still there. The company is that of the read or write: `read.of()`.
pub async fn find(at: &impl Opens, company: Select<Entity>, id: Uuid) -> Result<Model, Fault> {
    let present = company.filter(C::Id.eq(id)).filter(C::Status.ne(MemberState::Left.code()));
    people::one(at, present).await?.ok_or(Fault::App(AppError::NotFound))
}
