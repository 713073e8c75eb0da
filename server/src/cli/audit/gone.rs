//! Finds companies, accounts, consents, invitations, notes on cases, inquiries and their texts that are gone although the log
//! reports that they were made. The program deletes none of them; an ended one stays too. Passkeys are deleted, also many at once
//! without an entry for each, and older entries about certificates do not name the row: neither are looked for.

use crate::door::fault::Fault;
use crate::log::reported;
use crate::log::row_acts::{CONSENTS, INVITATIONS, RowActs};
use crate::seal::keys::PROVIDER;
use crate::storage::blocks;
use crate::storage::entity::{
    access_consent, account, case_note, inquiry, inquiry_text, invitation, operation_log_head as head, tenant,
};
use crate::storage::rows::Row;
use app::cases::acts as cases;
use app::inquiries::acts;
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
    gone.extend(made_by::<access_consent::Entity>(db, &CONSENTS, access_consent::Column::Id).await?);
    gone.extend(made_by::<invitation::Entity>(db, &INVITATIONS, invitation::Column::Id).await?);
    let notes = keys::<case_note::Entity>(db, case_note::Column::Id).await?;
    let made = reported::rows_beside(db, cases::NOTE).await?.into_iter().map(|id| id.to_string());
    gone.extend(made.filter(|id| !notes.contains(id)).map(|id| ("case_note", id)));
    gone.extend(inquiries(db).await?);
    Ok(gone)
}

/// The inquiries and their texts. The program deletes neither.
async fn inquiries(db: &impl ConnectionTrait) -> Result<Vec<(&'static str, String)>, Fault> {
    let there = keys::<inquiry::Entity>(db, inquiry::Column::Id).await?;
    let asked = reported::objects(db, &[acts::ASK.code()], "inquiry").await?;
    let mut gone: Vec<_> = asked.into_iter().filter(|id| !there.contains(id)).map(|id| ("inquiry", id)).collect();
    let there = keys::<inquiry_text::Entity>(db, inquiry_text::Column::Id).await?;
    for act in [acts::ASK, acts::REPLY, acts::ANSWER, acts::NOTE] {
        let written = reported::rows_beside(db, act).await?.into_iter().map(|id| id.to_string());
        gone.extend(written.filter(|id| !there.contains(id)).map(|id| ("inquiry_text", id)));
    }
    Ok(gone)
}

/// The rows that the log reports as made, that no entry ends, and that are gone.
async fn made_by<E: EntityTrait>(
    db: &impl ConnectionTrait,
    acts: &RowActs,
    key: E::Column,
) -> Result<Vec<(&'static str, String)>, Fault> {
    let (there, table) = (keys::<E>(db, key).await?, acts.table);
    let ended = reported::objects(db, &[acts.ends.code()], acts.object).await?;
    let made = reported::objects(db, &[acts.makes.code()], acts.object).await?;
    Ok(made.into_iter().filter(|id| !there.contains(id) && !ended.contains(id)).map(|id| (table, id)).collect())
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
