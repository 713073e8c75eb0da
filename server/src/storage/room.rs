//! Tracks whether the disk has space. When a write fails for lack of space, the console is not ready until another
//! write succeeds. Only in that state does the readiness check try a write, at most every few seconds; otherwise the
//! check writes nothing.

use super::writer::Writer;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DbErr, RuntimeErr, Statement};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Time between two tries.
const PAUSE: Duration = Duration::seconds(5);
/// Larger than a page of either database.
const FILLER: usize = 16 * 1024;

/// The time of the next try; `None` if the last write found space.
#[derive(Default)]
pub struct Room(Mutex<Option<DateTime<Utc>>>);

impl Room {
    /// Records that a write found no space.
    pub fn ran_out(&self, now: DateTime<Utc>) {
        *self.next_try() = Some(now + PAUSE);
    }

    /// Returns the known answer, or `None` if a write has to be tried now.
    fn known(&self, now: DateTime<Utc>) -> Option<bool> {
        let mut next_try = self.next_try();
        match *next_try {
            None => Some(true),
            // A clock that was set back must not prolong the wait.
            Some(at) if now < at && at - now <= PAUSE => Some(false),
            Some(_) => {
                *next_try = Some(now + PAUSE);
                None
            }
        }
    }

    /// True if there is space. Tries a write if the last one found none.
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

/// True if the database, or the disk under it, is full: SQLite's `FULL`, PostgreSQL's `disk_full`.
pub fn is_lacking(error: &DbErr) -> bool {
    if let DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e)) = error
        && let Some(code) = e.as_database_error().and_then(sqlx::error::DatabaseError::code)
        && ["13", "53100"].contains(&code.as_ref())
    {
        return true;
    }
    // An error that other code has wrapped, such as a session error, is only a text here.
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

    /// Stops the database from growing and uses up its free pages.
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
