//! What the program knows of signed rows: the newest version of each, which are over, since when the rows of an owner count,
//! and which ids of sessions and one-time links are dead. A signature shows that the program wrote a row, not that the row
//! is the newest. A person who can write to the database may put an older row of the program back; it is recognised by what
//! is known (S10). A file in the data folder keeps that from one process to the next, and tells it to the processes that run
//! at the same time: the door reads what was added before it checks rows (`catch_up`). Processes with data folders of their
//! own know what they have seen themselves.
//!
//! A change is written down right after its commit, never before: if the commit failed, the row as it stays would count as an
//! older one. So a transaction of another process may lock an older row, put back after that commit, before it knows of the
//! newer one. It reads the file again before it commits, and refuses a change on top of a row that has changed
//! (`Write::commit`). What remains is the moment between a commit and its line, and a process that dies in it: if another one
//! locks the older row, changes it and commits within that moment, there are two rows of one version, and both count.

mod fact;
mod file;
mod follower;
mod known;
#[cfg(test)]
mod tests;

use crate::base::private;
use chrono::{DateTime, Utc};
use fact::lines;
use file::KnownRowsFile;
use known::Known;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

pub use fact::{ENDED, RowFact};

/// The largest number of dead ids with which one more is taken from a stranger.
const MOST_OF_STRANGERS: usize = 100_000;

/// What is known of signed rows.
pub struct KnownRows {
    known: Mutex<Known>,
    /// `None` for a process that only reads.
    file: Option<KnownRowsFile>,
}

impl KnownRows {
    /// Reads the file, and shortens it.
    pub fn open(path: PathBuf, now: DateTime<Utc>) -> io::Result<KnownRows> {
        if let Some(folder) = path.parent() {
            private::make_folder(folder)?;
        }
        let rows = KnownRows { known: Mutex::default(), file: Some(KnownRowsFile::new(path)) };
        rows.sweep(now)?;
        Ok(rows)
    }

    /// Reads the file beside a running console.
    pub fn read_only(path: &Path) -> io::Result<KnownRows> {
        Ok(KnownRows { known: Mutex::new(file::read_only(path)?), file: None })
    }

    /// Takes in what other processes of the folder have written since. It costs one look at the file if that is nothing.
    pub fn catch_up(&self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), |file| file.catch_up(&self.known))
    }

    /// Takes facts in, and writes the new ones down. A change that may still be rolled back is no fact yet.
    pub fn learn(&self, facts: impl IntoIterator<Item = RowFact>) {
        let mut known = self.known();
        let new: Vec<RowFact> = facts.into_iter().filter(|fact| known.learn(fact)).collect();
        drop(known);
        if let Some(file) = self.file.as_ref().filter(|_| !new.is_empty()) {
            file.append(&lines(&new));
        }
    }

    /// Takes a fact in for as long as this process runs.
    pub fn keep(&self, fact: &RowFact) {
        self.known().learn(fact);
    }

    /// The newest version known of a row; zero if none is.
    pub fn version(&self, table: &str, id: Uuid) -> i64 {
        self.known().version(table, id)
    }

    /// Returns the newest version known of a row, if it is newer than the row. A parallel request may have recorded it
    /// after the row was read, so the caller reads the row again.
    pub fn beyond(&self, table: &str, id: Uuid, version: i64) -> Option<i64> {
        Some(self.version(table, id)).filter(|newest| *newest > version)
    }

    /// True for the hash of a dead id.
    pub fn is_dead(&self, id_hash: &[u8]) -> bool {
        self.known().is_dead(id_hash)
    }

    /// True if there is room for ids that nobody has proved to be a session's.
    pub fn has_room(&self) -> bool {
        self.known().dead_ids() < MOST_OF_STRANGERS
    }

    /// Forgets what no longer matters, and shortens the file.
    pub fn sweep(&self, now: DateTime<Utc>) -> io::Result<()> {
        let shortened = self.file.as_ref().map_or(Ok(()), |file| file.compact(now.timestamp()));
        let swept = shortened.and_then(|()| self.catch_up());
        self.known().sweep(now.timestamp());
        swept
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
