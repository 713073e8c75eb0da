//! Signed rows as pages find them. Pages show forged rows too, so that people learn of them and can take them away.

use super::check::take;
use super::row::Guarded;
use crate::door::opens::Opens;
use crate::door::readable;
use crate::state::AppState;
use crate::storage::{place, rows};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, QueryFilter, QueryResult, QuerySelect, QueryTrait,
    Select,
};
use uuid::Uuid;

/// A signed row as it is found.
pub enum FoundRow<M> {
    Genuine(M),
    /// Somebody else than the program has written it. There is no row if nobody can read it.
    Altered(Uuid, Option<M>),
}

impl<M: Guarded> FoundRow<M> {
    pub fn id(&self) -> Uuid {
        match self {
            FoundRow::Genuine(row) => row.id(),
            FoundRow::Altered(id, _) => *id,
        }
    }

    /// The row, if the program has written it.
    pub fn genuine(self) -> Option<M> {
        match self {
            FoundRow::Genuine(row) => Some(row),
            FoundRow::Altered(..) => None,
        }
    }
}

/// A row before it is checked.
struct UncheckedRow<M> {
    id: Uuid,
    row: Option<M>,
}

impl<M: Guarded> UncheckedRow<M> {
    /// Reads a row. One without a readable id belongs to nobody, and is left out.
    fn of(app: &AppState, found: &QueryResult) -> Option<UncheckedRow<M>> {
        if let Some(row) = readable::row::<M::Entity>(app, found) {
            return Some(UncheckedRow { id: row.id(), row: Some(row) });
        }
        let column = M::ID.as_str();
        let id = (!place::is_text(found, column)).then(|| rows::caught(|| found.try_get("", column)));
        Some(UncheckedRow { id: id?.ok()?, row: None })
    }

    /// Checks the row. Returns nothing if it was deleted after it was read.
    async fn check(self, at: &impl Opens) -> Result<Option<FoundRow<M>>, DbErr> {
        let UncheckedRow { id, row } = self;
        let Some(mut row) = row else { return Ok(Some(FoundRow::Altered(id, None))) };
        if take(at, &mut row).await? {
            return Ok(Some(FoundRow::Genuine(row)));
        }
        let is_there = rows::is_any(at.db(), M::Entity::find().filter(M::ID.eq(id))).await?;
        Ok(is_there.then_some(FoundRow::Altered(id, Some(row))))
    }
}

async fn checked<M: Guarded>(at: &impl Opens, unchecked: Vec<UncheckedRow<M>>) -> Result<Vec<FoundRow<M>>, DbErr> {
    let mut checked = Vec::with_capacity(unchecked.len());
    for row in unchecked {
        checked.extend(row.check(at).await?);
    }
    Ok(checked)
}

/// The row that a query finds.
pub async fn find_one<M: Guarded>(at: &impl Opens, query: Select<M::Entity>) -> Result<Option<FoundRow<M>>, DbErr> {
    Ok(find_first(at, query, 1).await?.pop())
}

/// All rows of a query.
pub async fn find_all<M: Guarded>(at: &impl Opens, query: Select<M::Entity>) -> Result<Vec<FoundRow<M>>, DbErr> {
    let found = at.db().query_all(query.as_query()).await?;
    let unchecked = found.iter().filter_map(|found| UncheckedRow::of(at.app(), found)).collect();
    checked(at, unchecked).await
}

/// The first rows of a query.
pub async fn find_first<M: Guarded>(
    at: &impl Opens,
    query: Select<M::Entity>,
    n: u64,
) -> Result<Vec<FoundRow<M>>, DbErr> {
    let fetch = |limit| {
        let query = query.clone().limit(limit);
        async move { at.db().query_all(query.as_query()).await }
    };
    let unchecked = readable::enough(n, fetch, |found| UncheckedRow::of(at.app(), found)).await?;
    checked(at, unchecked).await
}
