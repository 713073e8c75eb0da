//! Deletes rows of sessions in the transaction that ends them.

use super::hash;
use crate::storage::entity::session::{Column as C, Entity};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use tower_sessions::session::Id;
use uuid::Uuid;

/// Deletes a session. Returns whether there was one.
pub async fn delete(db: &impl ConnectionTrait, id_hash: Vec<u8>) -> Result<bool, DbErr> {
    Ok(Entity::delete_by_id(id_hash).exec(db).await?.rows_affected == 1)
}

/// Deletes the sessions of an account, except one. Returns their number.
pub async fn delete_all(db: &impl ConnectionTrait, of: Uuid, except: Option<&Id>) -> Result<u64, DbErr> {
    let mut query = Entity::delete_many().filter(C::AccountId.eq(of));
    if let Some(id) = except {
        query = query.filter(C::IdHash.ne(hash(id)));
    }
    Ok(query.exec(db).await?.rows_affected)
}
