//! Verifies a downloaded log without the console: without the database and without a secret key. Every byte of the file
//! counts.

use super::chain::{genesis, hash_of};
use super::file::{COLUMNS, FileLine, SIGNATURE, Seal};
use super::finding::Finding;
use ring::digest::{Context, SHA256};
use std::fs::File;
use std::io::{self, BufRead, Read, Seek};
use std::path::Path;
use uuid::Uuid;

/// The result for a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileVerdict {
    Good {
        tenant: Uuid,
        entries: u64,
        /// The log is complete up to this entry; `None` if a filter selected the entries.
        whole_to: Option<i64>,
        /// The key in the file. Compare it with the one shown by the console to be sure that it is the provider's.
        public_key: Vec<u8>,
    },
    /// The number of the first bad entry, if it is known, and why.
    Bad(Option<i64>, Finding),
}

/// Verifies a file from the first line to the last. If a key is given, only that key is accepted.
///
/// # Errors
/// The file cannot be read, or is not a downloaded log; the text names the line.
pub fn verify_file(path: &Path, key: Option<&[u8]>) -> io::Result<FileVerdict> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(io::BufReader::new(File::open(path)?));
    let headers = reader.byte_headers().map_err(not_a_log)?.clone();
    let people = headers.len().saturating_sub(COLUMNS.len());
    if !headers.iter().skip(people).eq(COLUMNS.map(str::as_bytes)) {
        return Err(io::Error::other("not a downloaded operation log: columns are missing or different"));
    }
    let mut check = FileCheck::default();
    let mut record = csv::ByteRecord::new();
    loop {
        let starts_at = reader.position().byte();
        let read = reader.read_byte_record(&mut record).map_err(not_a_log)?;
        if !read || record.len() < headers.len() {
            return Ok(FileVerdict::Bad(Some(check.next()), Finding::FileCutShort));
        }
        let stored = FileLine::read(&record, &headers).map_err(not_a_log)?;
        if stored.action_code == SIGNATURE {
            let Ok(seal) = serde_json::from_str::<Seal>(&stored.detail) else { return Ok(changed()) };
            let nothing_else = is_last(&seal, stored.tenant, people, &tail(path, starts_at)?)?;
            let verdict = check.end(stored.tenant, seal, &sha256(path, starts_at)?, key);
            return Ok(if nothing_else || matches!(verdict, FileVerdict::Bad(..)) { verdict } else { changed() });
        }
        if let Err((seq, finding)) = check.step(&stored) {
            return Ok(FileVerdict::Bad(Some(seq), finding));
        }
    }
}

/// Longer than any last line. A longer rest means that the file was changed.
const LONGEST_LAST: u64 = 16 * 1024;

/// The bytes of the file after a position.
fn tail(path: &Path, from: u64) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(io::SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.take(LONGEST_LAST).read_to_end(&mut tail)?;
    Ok(tail)
}

/// True if the file ends exactly with the signature line, so that no cell of it can hold other content. The reader has
/// stopped between CR and LF of the previous line.
fn is_last(seal: &Seal, tenant: Uuid, people: usize, tail: &[u8]) -> io::Result<bool> {
    let last = tail.strip_prefix(b"\n").unwrap_or(tail);
    Ok(seal.lines(tenant, people)?.iter().any(|line| line == last))
}

fn not_a_log(error: csv::Error) -> io::Error {
    io::Error::other(format!("not a downloaded operation log: {error}"))
}

fn changed() -> FileVerdict {
    FileVerdict::Bad(None, Finding::FileChanged)
}

/// The hash of all lines up to here. It includes a line break, because the reader stops between CR and LF.
fn sha256(path: &Path, bytes: u64) -> io::Result<Vec<u8>> {
    let mut context = Context::new(&SHA256);
    let mut file = io::BufReader::new(File::open(path)?);
    let mut buffer = vec![0; 128 * 1024];
    let mut left = (&mut file).take(bytes);
    loop {
        match left.read(&mut buffer)? {
            0 => break,
            n => context.update(&buffer[..n]),
        }
    }
    if file.fill_buf()?.first() == Some(&b'\n') {
        context.update(b"\n");
    }
    Ok(context.finish().as_ref().to_vec())
}

#[derive(Default)]
struct FileCheck {
    tenant: Option<Uuid>,
    entries: u64,
    seq: i64,
    hash: Vec<u8>,
    /// The first missing entry.
    gap: Option<i64>,
}

impl FileCheck {
    /// The number of the entry that follows. A file may name any number.
    fn next(&self) -> i64 {
        self.seq.saturating_add(1)
    }

    fn step(&mut self, stored: &FileLine) -> Result<(), (i64, Finding)> {
        let tenant = *self.tenant.get_or_insert(stored.tenant);
        if hash_of(&stored.line()).as_slice() != stored.hash || stored.tenant != tenant {
            return Err((stored.seq, Finding::Changed));
        }
        if self.entries == 0 {
            self.hash = genesis(tenant).to_vec();
        }
        let follows = stored.seq == self.next();
        if stored.seq <= self.seq || (follows && stored.prev_hash != self.hash) {
            return Err((stored.seq, Finding::NotChained));
        }
        if !follows {
            self.gap.get_or_insert(self.next());
        }
        (self.entries, self.seq) = (self.entries + 1, stored.seq);
        self.hash.clone_from(&stored.hash);
        Ok(())
    }

    fn end(self, named: Uuid, seal: Seal, sha256: &[u8], key: Option<&[u8]>) -> FileVerdict {
        let summary = &seal.summary;
        if let Some(gap) = self.gap.filter(|_| summary.whole) {
            return FileVerdict::Bad(Some(gap), Finding::Missing);
        }
        if summary.whole && self.seq != summary.head_seq {
            return FileVerdict::Bad(Some(self.next()), Finding::Missing);
        }
        let same_tenant = self.tenant.is_none_or(|tenant| tenant == named);
        let same_head = !summary.whole || self.entries == 0 || self.hash == summary.head_hash;
        let same = same_tenant && same_head && summary.entries == self.entries;
        if !same || !seal.holds(named, sha256) {
            return changed();
        }
        if key.is_some_and(|key| key != seal.public_key) {
            return FileVerdict::Bad(None, Finding::OtherKey);
        }
        FileVerdict::Good {
            tenant: named,
            entries: self.entries,
            whole_to: summary.whole.then_some(summary.head_seq),
            public_key: seal.public_key,
        }
    }
}
