//! What the log reports of rows: the accounts that were created, and the cases that ended. A row that says otherwise was
//! deleted, moved or put back by somebody else than the program (S10).

use super::event::Outcome;
use crate::storage::entity::of_tenant;
use crate::storage::entity::operation_log::{Column as C, Entity};
use app::cases::acts as cases;
use app::members::acts as members;
use app::support::acts as support;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};
use uuid::Uuid;

/// The ids of the accounts of one company, or of all.
pub async fn accounts(db: &impl ConnectionTrait, of: Option<Uuid>) -> Result<Vec<String>, DbErr> {
    let told = of.map_or_else(Entity::find, of_tenant);
    let told = told
        .filter(C::Action.is_in([support::ADD_ACCOUNT.code(), members::JOIN.code()]))
        .filter(C::Result.eq(Outcome::Success.code()))
        .filter(C::ObjectKind.eq("account"));
    ids(db, told).await
}

/// Those of some cases whose end the log of their company reports.
pub async fn ends(db: &impl ConnectionTrait, company: Uuid, of: &[Uuid]) -> Result<Vec<String>, DbErr> {
    let told = of_tenant::<Entity>(company)
        .filter(C::Action.is_in([cases::REFUSE.code(), cases::CANCEL.code(), cases::FINISH.code()]))
        .filter(C::Result.eq(Outcome::Success.code()))
        .filter(C::ObjectKind.eq("case"))
        .filter(C::ObjectId.is_in(of.iter().map(Uuid::to_string)));
    ids(db, told).await
}

/// The distinct ids of the objects. A forged value that is no text is left out.
async fn ids(db: &impl ConnectionTrait, told: Select<Entity>) -> Result<Vec<String>, DbErr> {
    let found = db.query_all(told.select_only().column(C::ObjectId).distinct().as_query()).await?;
    Ok(found.iter().filter_map(|row| row.try_get_by_index(0).ok()).collect())
}
