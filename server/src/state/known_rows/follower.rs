//! Reads what was added to the file of known rows since the last time. It takes no turn at the file: whole lines alone
//! count, and a line that another process is still writing is left for the next time.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

/// The number of bytes that are read at once. No line is as long.
const AT_ONCE: u64 = 1 << 20;

/// How far this process has read the file.
#[derive(Default)]
pub struct Follower {
    read: Option<ReadFile>,
}

/// The file that was read last. It stays open, so that no newer file can have the same inode.
struct ReadFile {
    file: File,
    dev: u64,
    ino: u64,
    /// The end of the last line that was read.
    to: u64,
}

impl ReadFile {
    fn open(path: &Path) -> io::Result<ReadFile> {
        let file = File::open(path)?;
        let opened = file.metadata()?;
        Ok(ReadFile { file, dev: opened.dev(), ino: opened.ino(), to: 0 })
    }

    /// True for the file of that path, unless somebody has cut it.
    fn goes_on(&self, there: &fs::Metadata) -> bool {
        (self.dev, self.ino) == (there.dev(), there.ino()) && self.to <= there.len()
    }

    /// Some whole lines behind the last one that was read. What is too long for a line is passed over.
    fn read_on(&mut self) -> io::Result<Vec<u8>> {
        let more = self.file.metadata()?.len().saturating_sub(self.to).min(AT_ONCE);
        let mut bytes = vec![0; usize::try_from(more).map_err(io::Error::other)?];
        self.file.read_exact_at(&mut bytes, self.to)?;
        let none = if more == AT_ONCE { bytes.len() } else { 0 };
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(none, |last| last + 1);
        bytes.truncate(whole);
        self.to += whole as u64;
        Ok(bytes)
    }
}

impl Follower {
    /// The lines since the last time, or all lines if another process has put a new file in the place of the old one; of many
    /// lines the first ones. A missing file says nothing. If nothing was added, this costs one look at the folder.
    pub fn news(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        let there = match fs::metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            there => there?,
        };
        if !there.is_file() {
            return Err(io::Error::other("not a file"));
        }
        let mut read = match self.read.take().filter(|read| read.goes_on(&there)) {
            Some(read) => read,
            None => ReadFile::open(path)?,
        };
        let ends_there = (read.ino, read.to) == (there.ino(), there.len());
        let news = if ends_there { Ok(Vec::new()) } else { read.read_on() };
        self.read = Some(read);
        news
    }
}
