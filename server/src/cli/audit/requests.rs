//! Finds requests for access whose rows say something else of their end than the log: they are not signed, because they open
//! nothing. A reopened one would be shown as waiting, and a closed one as answered, if the pages believed them.

use crate::door::fault::Fault;
use crate::log::reported;
use crate::storage::blocks;
use crate::storage::entity::consent_request::{Column as C, Entity, Model};
use crate::storage::rows::Row;
use app::consents::acts;
use app::consents::states::RequestState;
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::HashSet;

/// Table and id of each.
pub async fn others(db: &impl ConnectionTrait, forged: &mut Vec<(&'static str, String)>) -> Result<(), Fault> {
    // A running console may end one meanwhile: what was open was open before, and what has ended is in the log by then.
    let (before, rows) = (ended(db).await?, all(db, C::Id).await?);
    let now = ended(db).await?;
    let is_odd = |row: &Row<Entity>| match &row.model {
        Ok(request) if says_ended(request) => !now.contains(&row.key),
        Ok(_) => before.contains(&row.key),
        Err(_) => false,
    };
    forged.extend(rows.into_iter().filter(is_odd).map(|row| ("consent_request", row.key)));
    Ok(())
}

/// Every row of a table, of all companies.
async fn all<E: EntityTrait>(db: &impl ConnectionTrait, key: E::Column) -> Result<Vec<Row<E>>, Fault> {
    let mut rows = Vec::new();
    blocks::every(db, &E::find(), &[key], |row: Row<E>| rows.push(row)).await?;
    Ok(rows)
}

/// The ids of the requests whose end the logs report. A consent that answers a request has its id.
async fn ended(db: &impl ConnectionTrait) -> Result<HashSet<String>, Fault> {
    let by_person = [acts::DECLINE.code(), acts::WITHDRAW.code()];
    let mut ended = reported::objects(db, &by_person, "consent_request").await?;
    ended.extend(reported::objects(db, &[acts::GRANT.code()], "consent").await?);
    Ok(ended)
}

/// True for a request whose row says that somebody has answered or withdrawn it.
fn says_ended(request: &Model) -> bool {
    request.answer.as_deref().is_some_and(|answer| answer != RequestState::Lapsed.code())
}
