//! The file of an export on disk: sealed, written under another name until it is whole, for the program's user alone.

use super::export::Mark;
use super::place::{Place, sync_dir};
use super::sealed::{BLOCK, Sealing, read_blob, sealed_block};
use ring::digest::{Context, SHA256};
use rustix::fs::{FlockOperation, flock};
use std::fs::{DirBuilder, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};

/// A file that is being written, and the hash of its content. The end of the content waits here until its block is full, or
/// is known to be the last.
pub struct Part {
    file: File,
    sealing: Sealing,
    hash: Context,
    number: u64,
    waiting: Vec<u8>,
}

impl Part {
    /// Opens the file to go on at a mark. What was written behind the mark never counted; where less than the mark is left,
    /// or it cannot be opened, writing starts again from the beginning, as the answered mark says. None while another process
    /// still writes.
    pub fn open(place: &Place, sealing: Sealing, mark: Mark) -> io::Result<Option<(Part, Mark)>> {
        DirBuilder::new().recursive(true).mode(0o700).create(&place.dir)?;
        let path = place.part();
        // Ended between giving the name and saying so.
        let named = !path.exists() && place.whole().exists();
        let found = if named { place.whole() } else { path.clone() };
        let mut options = File::options();
        let file = options.create(!named).read(true).write(true).truncate(false).mode(0o600).open(&found)?;
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Ok(None);
        }
        if named {
            std::fs::rename(&found, &path)?;
        }
        let hash = Context::new(&SHA256);
        let mut part = Part { file, sealing, hash, number: 0, waiting: Vec::with_capacity(BLOCK) };
        let mark = if part.take_up(mark.bytes)? { mark } else { Mark::default() };
        if mark.bytes == 0 {
            (part.hash, part.number) = (Context::new(&SHA256), 0);
            part.waiting.clear();
            part.file.set_len(0)?;
        }
        sync_dir(&place.dir)?;
        Ok(Some((part, mark)))
    }

    /// Reads again what counted; false where it is not there any more. The block in which writing goes on stays on the
    /// disk until it is written again, so that another crash finds what counted.
    fn take_up(&mut self, bytes: u64) -> io::Result<bool> {
        let (mut left, mut blob) = (bytes, Vec::new());
        while left > 0 {
            read_blob(&mut self.file, self.number, &mut blob)?;
            let mut again = blob.clone();
            let opened = self.sealing.open(self.number, false, &mut blob);
            let opened = opened.or_else(|_| self.sealing.open(self.number, true, &mut again));
            let Ok(text) = opened else { return Ok(false) };
            let counted = usize::try_from(left).unwrap_or(BLOCK).min(text.len());
            self.hash.update(&text[..counted]);
            left -= counted as u64;
            if left == 0 {
                self.waiting.extend_from_slice(&text[..counted]);
            } else if text.len() < BLOCK {
                return Ok(false);
            } else {
                self.number += 1;
            }
        }
        Ok(true)
    }

    /// Another handle, to make what is written durable while writing goes on.
    pub fn handle(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    pub fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        while bytes.len() > BLOCK - self.waiting.len() {
            let (now, later) = bytes.split_at(BLOCK - self.waiting.len());
            self.waiting.extend_from_slice(now);
            self.put(false)?;
            bytes = later;
        }
        self.waiting.extend_from_slice(bytes);
        Ok(())
    }

    /// Nothing more comes: the last block, and the end of the file, durably.
    pub fn finish(&mut self) -> io::Result<()> {
        let end = self.put(true)?;
        self.file.set_len(end)?;
        self.file.sync_data()
    }

    /// Writes the block that is full or the last, and answers where it ends.
    fn put(&mut self, last: bool) -> io::Result<u64> {
        let blob = self.sealing.seal(self.number, last, &self.waiting)?;
        self.waiting.clear();
        self.file.seek(SeekFrom::Start(self.number * sealed_block()))?;
        self.file.write_all(&blob)?;
        self.number += 1;
        self.file.stream_position()
    }

    /// SHA-256 of everything written, as lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        hex::encode(self.hash.clone().finish())
    }
}

#[cfg(test)]
mod tests;
