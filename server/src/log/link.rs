//! Reads the entries of a log block by block, and checks that each follows from the one before.

use super::chain::{HashedEntry, hash_of};
use super::finding::Finding;
use crate::storage::entity::{of_tenant, operation_log, operation_log_head};
use crate::storage::rows;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

/// The number of entries of a block.
pub const BLOCK: u64 = 2000;

/// The entries after one, up to another, at most a block of them. An error is an entry that cannot be read.
pub async fn entries(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    after: i64,
    limit: i64,
) -> Result<Vec<Result<operation_log::Model, DbErr>>, DbErr> {
    use operation_log::Column as C;
    let rows = of_tenant::<operation_log::Entity>(tenant);
    let rows = rows.filter(C::Seq.gt(after)).filter(C::Seq.lte(limit)).order_by_asc(C::Seq).limit(BLOCK);
    let found = db.query_all(rows.as_query()).await?;
    Ok(found.iter().map(|found| rows::model::<operation_log::Entity>(found, "")).collect())
}

/// The hash of an entry, if it is the next one: it has the number, is unchanged, and names the hash of the entry before.
pub fn link(row: &operation_log::Model, seq: i64, before: &[u8]) -> Result<[u8; 32], Finding> {
    if row.seq != seq {
        return Err(Finding::Missing);
    }
    let hash = hash_of(&HashedEntry::from(row));
    if hash.as_slice() != row.hash {
        return Err(Finding::Changed);
    }
    if row.prev_hash != before {
        return Err(Finding::NotChained);
    }
    Ok(hash)
}

/// The head of a log, if it can be read.
pub async fn head_of(
    db: &impl ConnectionTrait,
    tenant: Uuid,
) -> Result<Result<Option<operation_log_head::Model>, DbErr>, DbErr> {
    let found = db.query_one(of_tenant::<operation_log_head::Entity>(tenant).as_query()).await?;
    Ok(found.map(|found| rows::model::<operation_log_head::Entity>(&found, "")).transpose())
}
