//! Finds companies and accounts that are gone although the log reports that they were created. The program deletes neither.

use crate::door::fault::Fault;
use crate::log::reported;
use crate::seal::keys::PROVIDER;
use crate::storage::blocks;
use crate::storage::entity::{account, operation_log_head as head, tenant};
use crate::storage::rows::Row;
use sea_orm::sea_query::IntoCondition;
use sea_orm::{Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryResult, QuerySelect, QueryTrait};
use std::collections::HashSet;
use uuid::Uuid;

/// Table and id of each.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<(&'static str, String)>, Fault> {
    let companies = keys::<tenant::Entity>(db, tenant::Column::Id).await?;
    let mut gone: Vec<_> = logged(db).await?.into_iter().map(|id| ("tenant", id)).collect();
    gone.retain(|(_, id)| !companies.contains(id));
    let accounts = keys::<account::Entity>(db, account::Column::Id).await?;
    let made = reported::accounts(db).await?.into_iter().filter(|id| !accounts.contains(id));
    gone.extend(made.map(|id| ("account", id)));
    Ok(gone)
}

/// The keys of all rows of a table, forged ones included.
async fn keys<E: EntityTrait>(db: &impl ConnectionTrait, key: E::Column) -> Result<HashSet<String>, Fault> {
    let mut keys = HashSet::new();
    let take = |row: Row<E>| {
        keys.insert(row.key);
    };
    blocks::every(db, &E::find(), &[key], take).await?;
    Ok(keys)
}

/// The companies with a log.
async fn logged(db: &impl ConnectionTrait) -> Result<Vec<String>, Fault> {
    let heads = values::<head::Entity>(db, head::Column::TenantId, Condition::all()).await?;
    let ids = heads.iter().filter_map(|head| head.try_get_by_index::<Uuid>(0).ok());
    Ok(ids.filter(|id| *id != PROVIDER).map(|id| id.to_string()).collect())
}

/// The distinct values of a column.
async fn values<E: EntityTrait>(
    db: &impl ConnectionTrait,
    column: E::Column,
    which: impl IntoCondition,
) -> Result<Vec<QueryResult>, Fault> {
    let rows = E::find().filter(which).select_only().column(column).distinct();
    Ok(db.query_all(rows.as_query()).await?)
}
