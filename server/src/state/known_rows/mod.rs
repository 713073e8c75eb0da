//! What the program knows of signed rows: the newest version of each account, and which session ids are dead. A signature
//! shows that the program wrote a row, not that the row is the newest. A person who can write to the database may put an
//! older row of the program back; it is recognised by what is known (S10). A file in the data folder keeps that from one
//! process to the next. Processes with data folders of their own know what they have seen themselves.

mod fact;
mod file;
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

pub use fact::RowFact;

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
        let file = KnownRowsFile::new(path);
        Ok(KnownRows { known: Mutex::new(file.compact(now.timestamp())?), file: Some(file) })
    }

    /// Reads the file beside a running console.
    pub fn read_only(path: &Path) -> io::Result<KnownRows> {
        Ok(KnownRows { known: Mutex::new(file::read_only(path)?), file: None })
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

    /// Returns the newest version known of an account, if it is newer than a row. A parallel request may have recorded it
    /// after the row was read, so the caller reads the row again.
    pub fn beyond(&self, id: Uuid, version: i64) -> Option<i64> {
        Some(self.known().version(id)).filter(|newest| *newest > version)
    }

    /// True for the hash of a dead session id.
    pub fn is_dead(&self, id_hash: &[u8]) -> bool {
        self.known().is_dead(id_hash)
    }

    /// True if there is room for ids that nobody has proved to be a session's.
    pub fn has_room(&self) -> bool {
        self.known().dead_ids() < MOST_OF_STRANGERS
    }

    /// Forgets what no longer matters, and shortens the file.
    pub fn sweep(&self, now: DateTime<Utc>) -> io::Result<()> {
        self.known().sweep(now.timestamp());
        self.file.as_ref().map_or(Ok(()), |file| file.compact(now.timestamp()).map(drop))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
