//! The witness writes checkpoints to the file: after every important action, each time a log has grown by a hundred
//! entries, each hour and at the end. Each minute it checks that every log still contains its last known end. So a
//! roll-back that the file does not show covers less than a hundred unimportant entries of the last hour, and the
//! running process notices even that.
//!
//! Only a new database starts a file, and only a new log starts its lines in the file. A lost file is not started again
//! automatically, because nobody could tell any more what it had witnessed.

use super::chain::{genesis, head_message};
use super::checkpoint::{Checkpoint, newest};
use super::head::{Head, Heads, alarm, stands};
use crate::base::private;
use crate::base::torn::is_torn;
use crate::log::event::Event;
use crate::seal::keys::Keys;
use crate::storage::entity::operation_log_head;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, EntityTrait};
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::spawn_blocking;
use uuid::Uuid;

/// A log that has grown by this many entries gets a checkpoint, whatever the entries are.
const EVERY: i64 = 100;

/// Writes and checks the checkpoints.
pub struct Witness {
    path: PathBuf,
    heads: Arc<Heads>,
    /// The newest checkpoint of each log.
    last: Arc<Mutex<HashMap<Uuid, i64>>>,
    /// Checkpoints that could not be written. They are not tried again at every entry.
    failed: Mutex<HashMap<Uuid, i64>>,
    /// Locked while the file is being written.
    file: Arc<Mutex<FileState>>,
    /// True on SQLite, where every log begins in this data folder, so a log with entries and no checkpoint has lost
    /// them. On PostgreSQL another process with its own folder may have begun the log.
    alone: bool,
}

/// The state of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FileState {
    /// The file may be started: no log had an entry when the database was opened, or an operator has allowed it.
    Fresh,
    Going,
    /// The file has no checkpoint, although there are logs with entries.
    Lost,
}

/// Which logs get a checkpoint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// Logs without a checkpoint, which another process has started.
    New,
    /// All logs that have grown.
    Grown,
}

impl Witness {
    /// Reads the checkpoints. From now on nothing is appended to a log that lacks a witnessed entry.
    pub fn open(
        path: PathBuf,
        keys: &Keys,
        heads: Arc<Heads>,
        logged: bool,
        backend: DbBackend,
    ) -> io::Result<Witness> {
        let known = newest(&path, keys)?;
        for (tenant, head) in &known {
            heads.remember(*tenant, head);
        }
        let last: HashMap<Uuid, i64> = known.into_iter().map(|(tenant, head)| (tenant, head.seq)).collect();
        let standing = match (logged, last.is_empty()) {
            (false, _) => FileState::Fresh,
            (true, false) => FileState::Going,
            (true, true) => FileState::Lost,
        };
        let (last, file) = (Arc::new(Mutex::new(last)), Arc::new(Mutex::new(standing)));
        Ok(Witness { path, heads, last, failed: Mutex::default(), file, alone: backend == DbBackend::Sqlite })
    }

    /// Writes a checkpoint after a commit, if one is due.
    pub async fn after(
        &self,
        keys: &Keys,
        tenant: Uuid,
        head: &Head,
        events: &[Event],
        weighs: bool,
        at: DateTime<Utc>,
    ) {
        let last = self.last(tenant);
        let begins = i64::try_from(events.len()).is_ok_and(|entries| entries == head.seq);
        if last.is_none() && !begins && self.alone {
            return;
        }
        let tried = held(&self.failed).get(&tenant).copied().unwrap_or_default().max(last.unwrap_or_default());
        if !weighs && head.seq - tried < EVERY {
            return;
        }
        let line = Checkpoint::new(keys, tenant, head, at, None);
        if let Err(error) = self.write(vec![(tenant, head.seq, line)]).await {
            held(&self.failed).insert(tenant, head.seq);
            tracing::error!(%tenant, %error, "checkpoint not written");
        }
    }

    /// Checks the ends of all logs and writes checkpoints. A log that was rolled back raises an alarm and gets no
    /// checkpoint. Returns the number of such logs.
    pub async fn look(
        &self,
        db: &impl ConnectionTrait,
        keys: &Keys,
        at: DateTime<Utc>,
        which: Which,
    ) -> Result<u64, DbErr> {
        // Read before the rows, which may only be further by then.
        let mut seen = self.heads.all_seen();
        let (mut lines, mut alarms) = (Vec::new(), 0);
        for row in operation_log_head::Entity::find().all(db).await? {
            let (tenant, head) = (row.tenant_id, Head::from(&row));
            let ours = keys.verify(&head_message(tenant, head.seq, &head.hash), &row.signature);
            let seen = seen.remove(&tenant).unwrap_or_else(|| Head { seq: 0, hash: genesis(tenant).to_vec() });
            if !ours || !stands(db, tenant, &seen, &head).await? {
                alarm(tenant, &seen, Some(&head));
                alarms += 1;
                continue;
            }
            self.heads.remember(tenant, &head);
            let last = self.last(tenant);
            if last.is_none() && head.seq > 0 && self.alone {
                tracing::error!(%tenant, seq = head.seq, "no checkpoint witnesses the operation log");
                alarms += 1;
                continue;
            }
            if last.is_none() || (which == Which::Grown && last != Some(head.seq)) {
                lines.push((tenant, head.seq, Checkpoint::new(keys, tenant, &head, at, None)));
            }
        }
        for (tenant, seen) in seen.iter().filter(|(_, seen)| seen.seq > 0) {
            alarm(*tenant, seen, None);
            alarms += 1;
        }
        let failed = |e: io::Error| DbErr::Custom(format!("{}: {e}", self.path.display()));
        self.write(lines).await.map_err(failed)?;
        Ok(alarms)
    }

    /// Allows the file to be started again, on the operator's request.
    pub fn may_begin(&self) {
        *held(&self.file) = FileState::Fresh;
    }

    /// Writes that a log is restarted here, which invalidates its earlier checkpoints. Without a head the log is gone.
    pub async fn accept(
        &self,
        keys: &Keys,
        tenant: Uuid,
        head: Option<Head>,
        reason: &str,
        at: DateTime<Utc>,
    ) -> io::Result<()> {
        let head = head.unwrap_or_else(|| Head { seq: 0, hash: genesis(tenant).to_vec() });
        self.write(vec![(tenant, head.seq, Checkpoint::new(keys, tenant, &head, at, Some(reason)))]).await
    }

    async fn write(&self, lines: Vec<(Uuid, i64, Checkpoint)>) -> io::Result<()> {
        let (path, last, file) = (self.path.clone(), self.last.clone(), self.file.clone());
        spawn_blocking(move || {
            let mut standing = held(&file);
            let is_there = || path.metadata().is_ok_and(|file| file.len() > 0);
            if *standing == FileState::Lost || (*standing == FileState::Going && !is_there()) {
                return Err(lost());
            }
            let mut text = String::new();
            for (_, _, line) in &lines {
                text.push_str(&line.line()?);
            }
            if !text.is_empty() {
                append_durably(&path, &text)?;
                *standing = FileState::Going;
                held(&last).extend(lines.into_iter().map(|(tenant, seq, _)| (tenant, seq)));
            }
            Ok(())
        })
        .await?
    }

    /// The number of the entry that the newest checkpoint of a log witnesses.
    pub fn last(&self, tenant: Uuid) -> Option<i64> {
        held(&self.last).get(&tenant).copied()
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn append_durably(path: &Path, text: &str) -> io::Result<()> {
    let mut file = private::options().create(true).read(true).append(true).open(path)?;
    let torn = if is_torn(&file)? { "\n" } else { "" };
    file.write_all([torn, text].concat().as_bytes())?;
    file.sync_data()
}

fn lost() -> io::Error {
    io::Error::other(
        "the file of checkpoints is gone, empty or another one, and nobody can tell what it had witnessed; `sekisho log \
         restart` begins a new one",
    )
}
