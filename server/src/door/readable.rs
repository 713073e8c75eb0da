//! Reads lists row by row. A person who can write to the database may store a value of another type, or one that was sealed
//! elsewhere. Such a row raises an alarm and hides no other row (S10).

use crate::seal::Unreadable;
use crate::state::AppState;
use crate::storage::rows;
use app::error::AppError;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryResult, QuerySelect, QueryTrait, Select, TryGetableMany};

/// Some columns of all readable rows of a query. Leaves the others out; lists of whole rows raise the alarm.
pub async fn columns<E: EntityTrait, T: TryGetableMany>(
    db: &impl ConnectionTrait,
    query: Select<E>,
) -> Result<Vec<T>, DbErr> {
    let found = db.query_all(query.as_query()).await?;
    Ok(found.iter().filter_map(|row| rows::caught(|| Ok(T::try_get_many_by_index(row)?)).ok()).collect())
}

/// All readable rows of a query. Leaves the others out.
pub async fn all<E: EntityTrait>(
    app: &AppState,
    db: &impl ConnectionTrait,
    query: Select<E>,
) -> Result<Vec<E::Model>, DbErr> {
    let found = db.query_all(query.as_query()).await?;
    Ok(found.iter().filter_map(|row| self::row::<E>(app, row)).collect())
}

/// The first `n` readable rows of a query. Reads on past unreadable ones, so that a page is full and does not look like the
/// last one.
pub async fn first<E: EntityTrait>(
    app: &AppState,
    db: &impl ConnectionTrait,
    query: Select<E>,
    n: u64,
) -> Result<Vec<E::Model>, DbErr> {
    let read = |limit| {
        let query = query.clone().limit(limit);
        async move { db.query_all(query.as_query()).await }
    };
    enough(n, read, |found| row::<E>(app, found)).await
}

/// The first `n` results of a query that `take` can use. If some of the first are of no use, twice as many are read.
pub async fn enough<T, F: Future<Output = Result<Vec<QueryResult>, DbErr>>>(
    n: u64,
    read: impl Fn(u64) -> F,
    take: impl Fn(&QueryResult) -> Option<T>,
) -> Result<Vec<T>, DbErr> {
    let (wanted, mut limit) = (usize::try_from(n).unwrap_or(usize::MAX), n);
    loop {
        let found = read(limit).await?;
        let mut taken: Vec<T> = found.iter().filter_map(&take).collect();
        if taken.len() >= wanted || (found.len() as u64) < limit {
            taken.truncate(wanted);
            return Ok(taken);
        }
        limit *= 2;
    }
}

/// The row that a query finds.
pub async fn one<E: EntityTrait>(
    app: &AppState,
    db: &impl ConnectionTrait,
    query: Select<E>,
) -> Result<Found<E::Model>, DbErr> {
    let Some(found) = db.query_one(query.limit(1).as_query()).await? else { return Ok(Found::Nothing) };
    Ok(row::<E>(app, &found).map_or(Found::Unreadable, Found::Row))
}

/// What a query for one row finds.
pub enum Found<M> {
    Nothing,
    Unreadable,
    Row(M),
}

impl<M> Found<M> {
    /// Treats an unreadable row as missing.
    pub fn or_none(self) -> Option<M> {
        match self {
            Found::Row(row) => Some(row),
            Found::Nothing | Found::Unreadable => None,
        }
    }

    /// The row if there is one, or the error that says that nobody can read it.
    pub fn there(self) -> Result<Option<M>, AppError> {
        match self {
            Found::Row(row) => Ok(Some(row)),
            Found::Nothing => Ok(None),
            Found::Unreadable => Err(AppError::Unreadable),
        }
    }

    /// The row, or the error that says why it is missing.
    pub fn shown(self) -> Result<M, AppError> {
        match self {
            Found::Row(row) => Ok(row),
            Found::Nothing => Err(AppError::NotFound),
            Found::Unreadable => Err(AppError::Unreadable),
        }
    }
}

/// The row of a result, unless it is unreadable.
pub fn row<E: EntityTrait>(app: &AppState, found: &QueryResult) -> Option<E::Model> {
    part::<E>(app, found, "")
}

/// One of several rows that a query has joined, unless it is unreadable; `front` is the prefix of its columns.
pub fn part<E: EntityTrait>(app: &AppState, found: &QueryResult, front: &str) -> Option<E::Model> {
    let table = E::default().table_name();
    let raise = |why: DbErr| app.alarms.raise(table, rows::key::<E>(found, front), why.to_string().as_bytes());
    rows::model::<E>(found, front).map_err(raise).ok()
}

/// An opened value of a row. A value that does not open raises an alarm.
pub fn opened<T>(app: &AppState, opened: Result<T, Unreadable>) -> Option<T> {
    opened.map_err(|row| app.alarms.raise(row.table, row.id.to_string(), b"unreadable")).ok()
}
