//! The file of an export on disk: sealed, under a temporary name until it is complete, readable only by the console's
//! own user.

use super::export::ResumePoint;
use super::files::{ExportFiles, sync_dir};
use super::sealed::{BLOCK, Sealing, read_blob, sealed_block};
use ring::digest::{Context, SHA256};
use rustix::fs::{FlockOperation, flock};
use std::fs::{DirBuilder, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};

/// A file being written, and the hash of its content. The last part of the content waits here until its block is full,
/// or is known to be the last.
pub struct PartialFile {
    file: File,
    sealing: Sealing,
    hash: Context,
    number: u64,
    waiting: Vec<u8>,
}

impl PartialFile {
    /// Opens the file at a resume point. Bytes after it do not count. If the file is shorter, or cannot be opened,
    /// writing starts from the beginning, and the returned point says so. Returns `None` while another process writes
    /// the file.
    pub fn open(
        files: &ExportFiles,
        sealing: Sealing,
        point: ResumePoint,
    ) -> io::Result<Option<(PartialFile, ResumePoint)>> {
        DirBuilder::new().recursive(true).mode(0o700).create(&files.dir)?;
        let path = files.part();
        // The process ended after it renamed the file and before it recorded this.
        let named = !path.exists() && files.whole().exists();
        let found = if named { files.whole() } else { path.clone() };
        let mut options = File::options();
        let file = options.create(!named).read(true).write(true).truncate(false).mode(0o600).open(&found)?;
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Ok(None);
        }
        if named {
            std::fs::rename(&found, &path)?;
        }
        let hash = Context::new(&SHA256);
        let mut part = PartialFile { file, sealing, hash, number: 0, waiting: Vec::with_capacity(BLOCK) };
        let point = if part.resume(point.bytes)? { point } else { ResumePoint::default() };
        if point.bytes == 0 {
            (part.hash, part.number) = (Context::new(&SHA256), 0);
            part.waiting.clear();
            part.file.set_len(0)?;
        }
        sync_dir(&files.dir)?;
        Ok(Some((part, point)))
    }

    /// Reads the counted bytes again. Returns false if they are gone. The block in which writing resumes stays on disk
    /// until it is rewritten, so that another crash still finds the counted bytes.
    fn resume(&mut self, bytes: u64) -> io::Result<bool> {
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

    /// Returns a second handle, to sync the file while writing continues.
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

    /// Writes the last block and syncs the file.
    pub fn finish(&mut self) -> io::Result<()> {
        let end = self.put(true)?;
        self.file.set_len(end)?;
        self.file.sync_data()
    }

    /// Writes the current block, because it is full or the last, and returns its end.
    fn put(&mut self, last: bool) -> io::Result<u64> {
        let blob = self.sealing.seal(self.number, last, &self.waiting)?;
        self.waiting.clear();
        self.file.seek(SeekFrom::Start(self.number * sealed_block()))?;
        self.file.write_all(&blob)?;
        self.number += 1;
        self.file.stream_position()
    }

    /// SHA-256 of all content, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        hex::encode(self.hash.clone().finish())
    }
}

#[cfg(test)]
mod tests;
