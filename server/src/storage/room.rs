//! Whether there is room to write. A write that finds none is remembered, and the console is not ready until another one has
//! succeeded; only then, and every few seconds at most, is one tried, so that asking whether it is ready writes nothing.

use super::writer::Writer;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DbErr, RuntimeErr, Statement};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Between two tries.
const PAUSE: Duration = Duration::seconds(5);
/// More than a page of either database.
const FILLER: usize = 16 * 1024;

/// When the next try is due, where there was no room the last time.
#[derive(Default)]
pub struct Room(Mutex<Option<DateTime<Utc>>>);

impl Room {
    /// A write found none.
    pub fn ran_out(&self, now: DateTime<Utc>) {
        *self.next_try() = Some(now + PAUSE);
    }

    /// Whether there is room as far as anybody knows; none if that has to be tried now.
    fn known(&self, now: DateTime<Utc>) -> Option<bool> {
        let mut next_try = self.next_try();
        match *next_try {
            None => Some(true),
            // A clock that was put back is no reason to wait.
            Some(at) if now < at && at - now <= PAUSE => Some(false),
            Some(_) => {
                *next_try = Some(now + PAUSE);
                None
            }
        }
    }

    /// Whether there is room, tried if the last write found none.
    pub async fn is_there(&self, writer: &Writer, now: DateTime<Utc>) -> bool {
        if let Some(known) = self.known(now) {
            return known;
        }
        let tried = try_to_write(writer).await;
        match &tried {
            Ok(()) => *self.next_try() = None,
            Err(error) => tracing::error!(%error, "there is still no room to write"),
        }
        tried.is_ok()
    }

    fn next_try(&self) -> MutexGuard<'_, Option<DateTime<Utc>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn try_to_write(writer: &Writer) -> Result<(), DbErr> {
    let tx = writer.begin().await?;
    let filler = "x".repeat(FILLER);
    let insert = format!("INSERT INTO room (id, filler) VALUES (1, '{filler}')");
    for sql in [insert.as_str(), "DELETE FROM room"] {
        tx.execute_raw(Statement::from_string(writer.get_database_backend(), sql)).await?;
    }
    tx.commit().await
}

/// Whether the database, or the disk under it, is full: SQLite's `FULL`, PostgreSQL's `disk_full`.
pub fn is_lacking(error: &DbErr) -> bool {
    if let DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e)) = error
        && let Some(code) = e.as_database_error().and_then(sqlx::error::DatabaseError::code)
        && ["13", "53100"].contains(&code.as_ref())
    {
        return true;
    }
    // What has passed through other hands, such as an error of a session, is only a text by now.
    let text = error.to_string();
    ["database or disk is full", "No space left on device"].iter().any(|full| text.contains(full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Storage;

    async fn set(db: &Storage, pragma: &str) -> i64 {
        let pragma = Statement::from_string(db.backend(), format!("PRAGMA {pragma}"));
        db.writer.query_one_raw(pragma).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    /// Lets the database grow no more, and takes what is still free in it.
    async fn fill_up(db: &Storage) {
        let pages = set(db, "page_count").await;
        set(db, &format!("max_page_count = {pages}")).await;
        for id in 2.. {
            let row = format!("INSERT INTO room (id, filler) VALUES ({id}, '{}')", "y".repeat(FILLER));
            if db.writer.execute_raw(Statement::from_string(db.backend(), row)).await.is_err() {
                return;
            }
        }
    }

    #[tokio::test]
    async fn a_full_database_is_known_as_such_until_a_write_succeeds() {
        let dir = tempfile::tempdir().unwrap();
        let db = Storage::open_sqlite(&dir.path().join("room.sqlite")).await.unwrap();
        db.migrate().await.unwrap();
        let now: DateTime<Utc> = "2026-11-22T01:05:00Z".parse().unwrap();
        assert!(db.has_room(now).await);
        fill_up(&db).await;
        let error = try_to_write(&db.writer).await.unwrap_err();
        assert!(is_lacking(&error), "{error}");
        assert!(!is_lacking(&DbErr::Custom("database is locked".into())));
        assert!(db.has_room(now).await, "a failed try is nobody's write");
        db.room.ran_out(now);
        for seconds in [0, 4, 5, 9] {
            assert!(!db.has_room(now + Duration::seconds(seconds)).await, "{seconds}");
        }
        set(&db, "max_page_count = 100000").await;
        assert!(!db.has_room(now + Duration::seconds(9)).await, "tried a moment ago");
        assert!(db.has_room(now + Duration::seconds(10)).await);
        assert!(db.has_room(now + Duration::seconds(10)).await);
    }
}
