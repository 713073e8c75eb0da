//! The file of an export on disk: sealed, written under another name until it is whole, for the program's user alone,
//! outside whatever a browser is served from.

use super::lease::Mark;
use super::sealed::{BLOCK, Sealing, read_blob, sealed_block};
use crate::config::Config;
use ring::digest::{Context, SHA256};
use rustix::fs::{FlockOperation, flock};
use std::fs::{DirBuilder, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Where an export's file lies. The name is the export's id, which nobody can guess.
#[derive(Clone, Debug)]
pub struct Place {
    dir: PathBuf,
    id: Uuid,
}

impl Place {
    pub fn new(config: &Config, tenant: Uuid, id: Uuid) -> Place {
        Place { dir: config.exports_dir().join(tenant.to_string()), id }
    }

    /// The whole file.
    pub fn whole(&self) -> PathBuf {
        self.dir.join(format!("{}.sealed", self.id))
    }

    /// The file while it is written.
    pub fn part(&self) -> PathBuf {
        self.dir.join(format!("{}.sealed.part", self.id))
    }

    /// The whole file as earlier versions wrote it.
    pub fn plain(&self) -> PathBuf {
        self.dir.join(format!("{}.csv", self.id))
    }

    fn plain_part(&self) -> PathBuf {
        self.dir.join(format!("{}.csv.part", self.id))
    }

    /// Whether an earlier version left something unsealed.
    pub fn has_plain(&self) -> bool {
        self.plain().exists() || self.plain_part().exists()
    }

    /// Removes whatever there is of the file, for good.
    pub async fn remove(&self) -> io::Result<()> {
        let place = self.clone();
        tokio::task::spawn_blocking(move || place.remove_now()).await?
    }

    pub fn remove_now(&self) -> io::Result<()> {
        self.remove_all(&[self.part(), self.whole(), self.plain(), self.plain_part()])
    }

    pub fn remove_plain(&self) -> io::Result<()> {
        self.remove_all(&[self.plain(), self.plain_part()])
    }

    fn remove_all(&self, paths: &[PathBuf]) -> io::Result<()> {
        for path in paths {
            match std::fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        sync_dir(&self.dir)
    }

    /// Gives the written file its name, for good.
    pub fn publish(&self) -> io::Result<()> {
        std::fs::rename(self.part(), self.whole())?;
        sync_dir(&self.dir)
    }
}

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
    /// or it cannot be opened, writing starts anew, and the mark answered says so. None while another process still writes.
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
    /// disk until it is written anew, so that another crash finds what counted.
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

/// Makes names in a folder durable; a folder that is not there has none.
fn sync_dir(dir: &Path) -> io::Result<()> {
    match File::open(dir) {
        Ok(dir) => dir.sync_all(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::sealed::Whole;
    use crate::exports::sealed::settled;
    use crate::keys::TenantKeys;
    use futures_util::TryStreamExt;

    fn place(dir: &Path) -> Place {
        Place { dir: dir.join("exports/t"), id: Uuid::nil() }
    }

    fn sealing() -> Sealing {
        Sealing::new(TenantKeys::for_tests(Uuid::nil()), Uuid::nil())
    }

    fn mark(bytes: u64) -> Mark {
        Mark { rows: 1, bytes, cursor: None }
    }

    /// Some content of a length.
    fn content(len: usize) -> Vec<u8> {
        (0..len).map(|n| u8::try_from(n % 251).unwrap()).collect()
    }

    fn sha256(bytes: &[u8]) -> String {
        hex::encode(ring::digest::digest(&SHA256, bytes))
    }

    fn written(place: &Place, content: &[u8]) -> Vec<u8> {
        let (mut part, _) = Part::open(place, sealing(), Mark::default()).unwrap().unwrap();
        for some in content.chunks(10_007) {
            part.write(some).unwrap();
        }
        part.finish().unwrap();
        assert_eq!(part.sha256(), sha256(content));
        place.publish().unwrap();
        std::fs::read(place.whole()).unwrap()
    }

    async fn read(place: &Place, len: usize, range: std::ops::Range<usize>) -> io::Result<Vec<u8>> {
        let whole = Whole::open(&place.whole(), sealing(), len as u64)?;
        let pieces = whole.bytes(range.start as u64..range.end as u64).await?;
        Ok(pieces.try_collect::<Vec<_>>().await?.concat())
    }

    #[tokio::test]
    async fn any_part_of_a_file_is_that_part_of_its_content() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        for len in [1, 5, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 6 * BLOCK + 17] {
            let content = content(len);
            written(&place, &content);
            let edges = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 5 * BLOCK + 3, len - 1, len];
            for from in edges.into_iter().filter(|from| *from < len) {
                for to in edges.into_iter().filter(|to| from < *to && *to <= len) {
                    assert!(read(&place, len, from..to).await.unwrap() == content[from..to], "{from}..{to} of {len}");
                }
            }
            place.remove_now().unwrap();
        }
    }

    #[tokio::test]
    async fn what_was_changed_moved_cut_or_added_is_an_error_and_no_garbage() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        let len = 3 * BLOCK + 5;
        let (content, block) = (content(len), usize::try_from(sealed_block()).unwrap());
        let good = written(&place, &content);
        let blocks: Vec<&[u8]> = good.chunks(block).collect();
        let flipped = |at: usize| {
            let mut bad = good.clone();
            bad[at] ^= 1;
            bad
        };
        let bad = [
            flipped(0),
            flipped(block / 2),
            flipped(block),
            flipped(good.len() - 1),
            [blocks[1], blocks[0], blocks[2], blocks[3]].concat(),
            [blocks[0], blocks[0], blocks[2], blocks[3]].concat(),
            [blocks[0], blocks[1], blocks[3]].concat(),
            [blocks[0], blocks[1], blocks[2]].concat(),
            [blocks[0], blocks[1], blocks[2], blocks[2]].concat(),
            [&good[..], blocks[3]].concat(),
            [&good[..], b"x"].concat(),
            good[..good.len() - 1].to_vec(),
            Vec::new(),
        ];
        for (n, bad) in bad.iter().enumerate() {
            std::fs::write(place.whole(), bad).unwrap();
            assert!(read(&place, len, 0..len).await.is_err(), "{n}");
        }
        // A length that would make it fit is no help: the last block says that it is the last.
        std::fs::write(place.whole(), [blocks[0], blocks[1]].concat()).unwrap();
        assert!(read(&place, 2 * BLOCK, 0..2 * BLOCK).await.is_err());
        std::fs::write(place.whole(), &good).unwrap();
        let other = Sealing::new(TenantKeys::for_tests(Uuid::nil()), Uuid::from_bytes([1; 16]));
        let whole = Whole::open(&place.whole(), other, len as u64).unwrap();
        assert!(whole.bytes(0..5).await.is_err(), "another export");
    }

    #[tokio::test]
    async fn writing_goes_on_where_it_counted() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        let content = content(4 * BLOCK + 100);
        for counted in [1, 700, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK - 7] {
            let (mut part, _) = Part::open(&place, sealing(), Mark::default()).unwrap().unwrap();
            part.write(&content[..3 * BLOCK + 5]).unwrap();
            assert!(settled(3 * BLOCK as u64 + 5) >= counted as u64);
            assert!(Part::open(&place, sealing(), mark(3)).unwrap().is_none(), "somebody still writes");
            drop(part);
            // Twice: the second crash comes before anything was written anew.
            drop(Part::open(&place, sealing(), mark(counted as u64)).unwrap().unwrap());
            let (mut part, at) = Part::open(&place, sealing(), mark(counted as u64)).unwrap().unwrap();
            assert_eq!(at.bytes, counted as u64);
            part.write(&content[counted..]).unwrap();
            part.finish().unwrap();
            assert_eq!(part.sha256(), sha256(&content));
            place.publish().unwrap();
            assert!(Part::open(&place, sealing(), mark(5)).unwrap().is_none(), "whoever finishes it has not told yet");
            drop(part);
            assert!(read(&place, content.len(), 0..content.len()).await.unwrap() == content, "{counted}");
            // Named, but nobody was told: the name is taken back.
            let (part, at) = Part::open(&place, sealing(), mark(content.len() as u64)).unwrap().unwrap();
            assert_eq!((at.bytes, part.sha256()), (content.len() as u64, sha256(&content)));
            drop(part);
            place.remove_now().unwrap();
            assert!(!place.part().exists() && !place.whole().exists());
        }
    }

    #[test]
    fn a_file_that_lost_bytes_or_was_changed_starts_anew() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        drop(Part::open(&place, sealing(), Mark::default()).unwrap());
        let (_, at) = Part::open(&place, sealing(), mark(3)).unwrap().unwrap();
        assert_eq!((at.rows, at.bytes), (0, 0));
        let (mut part, _) = Part::open(&place, sealing(), Mark::default()).unwrap().unwrap();
        part.write(&content(2 * BLOCK)).unwrap();
        drop(part);
        let mut torn = std::fs::read(place.part()).unwrap();
        torn[100] ^= 1;
        std::fs::write(place.part(), torn).unwrap();
        let (part, at) = Part::open(&place, sealing(), mark(50)).unwrap().unwrap();
        assert_eq!((at.rows, at.bytes, part.sha256()), (0, 0, sha256(b"")));
    }

    #[test]
    fn the_file_is_for_the_programs_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        drop(Part::open(&place, sealing(), Mark::default()).unwrap());
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&place.part()), mode(&place.dir)), (0o600, 0o700));
    }
}
