//! The file of known rows: a line a fact, newer lines last. A line is appended without waiting for the disk, so a crash of
//! the machine may lose the last ones. Processes that share a data folder take turns at the file.

use super::fact::{RowFact, lines};
use super::follower::Follower;
use super::known::Known;
use crate::base::private;
use crate::base::torn::is_torn;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// The file of known rows.
pub struct KnownRowsFile {
    path: PathBuf,
    /// True if the last line could not be written, so that the log says it once.
    failed: AtomicBool,
    follower: Mutex<Follower>,
}

impl KnownRowsFile {
    pub fn new(path: PathBuf) -> KnownRowsFile {
        KnownRowsFile { path, failed: AtomicBool::default(), follower: Mutex::default() }
    }

    /// Takes in the lines that were added since the last time. Others wait meanwhile, so that nobody finds the file read and
    /// does not know yet what it says.
    pub fn catch_up(&self, known: &Mutex<Known>) -> io::Result<()> {
        let mut follower = self.follower.lock().unwrap_or_else(PoisonError::into_inner);
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", self.path.display()));
        loop {
            let news = follower.news(&self.path).map_err(named)?;
            if news.is_empty() {
                return Ok(());
            }
            take_in(&mut known.lock().unwrap_or_else(PoisonError::into_inner), &news, &self.path);
        }
    }

    /// Appends lines. What cannot be written is known until this process ends; no request fails for it.
    pub fn append(&self, text: &str) {
        match self.try_append(text) {
            Ok(()) => self.failed.store(false, Ordering::Relaxed),
            Err(error) if !self.failed.swap(true, Ordering::Relaxed) => {
                tracing::error!(path = %self.path.display(), %error, "what is known of rows is not written down");
            }
            Err(_) => {}
        }
    }

    fn try_append(&self, text: &str) -> io::Result<()> {
        let mut file = self.locked()?;
        // The rest of a torn line gets a word more than any line has, so that it stays damaged.
        let torn = if is_torn(&file)? { " torn\n" } else { "" };
        file.write_all([torn, text].concat().as_bytes())
    }

    /// Leaves out what is no longer of use. An old file stays if the new one cannot be written.
    pub fn compact(&self, now: i64) -> io::Result<()> {
        let mut file = self.locked()?;
        let (mut known, written) = read(&mut file, &self.path)?;
        known.sweep(now);
        if known.facts().count() < written
            && let Err(error) = self.replace(&known)
        {
            tracing::warn!(path = %self.path.display(), %error, "the file of known rows stays as long as it is");
        }
        Ok(())
    }

    fn replace(&self, known: &Known) -> io::Result<()> {
        let new = self.path.with_extension("new");
        let text = lines(&known.facts().collect::<Vec<_>>());
        let mut file = private::options().create(true).write(true).truncate(true).open(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, &self.path)
    }

    /// Opens the file for this process alone.
    fn locked(&self) -> io::Result<File> {
        loop {
            let file = private::options().create(true).read(true).append(true).open(&self.path)?;
            file.lock()?;
            // Another process may have put a new file in its place meanwhile.
            let (held, there) = (file.metadata()?, fs::metadata(&self.path));
            if there.is_ok_and(|there| (there.dev(), there.ino()) == (held.dev(), held.ino())) {
                return Ok(file);
            }
        }
    }
}

/// Reads a file without changing it. A missing one says nothing.
pub fn read_only(path: &Path) -> io::Result<Known> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Known::default()),
        file => file?,
    };
    file.lock_shared()?;
    Ok(read(&mut file, path)?.0)
}

/// What the lines say, and their number.
fn read(file: &mut File, path: &Path) -> io::Result<(Known, usize)> {
    let (mut known, mut bytes) = (Known::default(), Vec::new());
    file.read_to_end(&mut bytes)?;
    let written = take_in(&mut known, &bytes, path);
    Ok((known, written))
}

/// Takes lines in, and returns their number. Damaged ones are left out, and so is a last one that a crash has cut.
fn take_in(known: &mut Known, bytes: &[u8], path: &Path) -> usize {
    let (mut written, mut damaged) = (0, 0);
    for line in String::from_utf8_lossy(bytes).split_inclusive('\n') {
        written += 1;
        match line.strip_suffix('\n').and_then(RowFact::parse) {
            Some(fact) => {
                known.learn(&fact);
            }
            None => damaged += 1,
        }
    }
    if damaged > 0 {
        tracing::warn!(path = %path.display(), damaged, "lines about known rows are torn or damaged, and do not count");
    }
    written
}
