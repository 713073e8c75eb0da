//! The file of an export on disk: written under another name until it is whole, for the program's user alone, outside
//! whatever a browser is served from.

use super::lease::Mark;
use crate::config::Config;
use ring::digest::{Context, SHA256};
use rustix::fs::{FlockOperation, flock};
use std::fs::{DirBuilder, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
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
        self.dir.join(format!("{}.csv", self.id))
    }

    /// The file while it is written.
    pub fn part(&self) -> PathBuf {
        self.dir.join(format!("{}.csv.part", self.id))
    }

    /// Removes whatever there is of the file, for good.
    pub async fn remove(&self) -> io::Result<()> {
        let place = self.clone();
        tokio::task::spawn_blocking(move || place.remove_now()).await?
    }

    fn remove_now(&self) -> io::Result<()> {
        for path in [self.part(), self.whole()] {
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

/// A file that is being written, and the hash of what stands in it.
pub struct Part {
    file: File,
    hash: Context,
}

impl Part {
    /// Opens the file to go on at a mark. What was written behind the mark never counted and is cut off; where less than
    /// the mark is left, writing starts anew, and the mark answered says so. None while another process still writes.
    pub fn open(place: &Place, mark: Mark) -> io::Result<Option<(Part, Mark)>> {
        DirBuilder::new().recursive(true).mode(0o700).create(&place.dir)?;
        let path = place.part();
        // Ended between giving the name and saying so.
        let named = !path.exists() && place.whole().exists();
        let found = if named { place.whole() } else { path.clone() };
        let mut options = File::options();
        let mut file = options.create(!named).read(true).write(true).truncate(false).mode(0o600).open(&found)?;
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Ok(None);
        }
        if named {
            std::fs::rename(&found, &path)?;
        }
        let mark = if file.metadata()?.len() < mark.bytes { Mark::default() } else { mark };
        let mut hash = Context::new(&SHA256);
        hash_up_to(&mut file, mark.bytes, &mut hash)?;
        file.set_len(mark.bytes)?;
        file.seek(SeekFrom::End(0))?;
        sync_dir(&place.dir)?;
        Ok(Some((Part { file, hash }, mark)))
    }

    /// Another handle, to make what is written durable while writing goes on.
    pub fn handle(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.file.write_all(bytes)
    }

    /// SHA-256 of everything written, as lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        hex::encode(self.hash.clone().finish())
    }
}

fn hash_up_to(file: &mut File, bytes: u64, hash: &mut Context) -> io::Result<()> {
    let mut buffer = vec![0; 128 * 1024];
    let mut left = file.take(bytes);
    loop {
        match left.read(&mut buffer)? {
            0 => return Ok(()),
            n => hash.update(&buffer[..n]),
        }
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

    fn place(dir: &Path) -> Place {
        Place { dir: dir.join("exports/t"), id: Uuid::nil() }
    }

    fn mark(bytes: u64) -> Mark {
        Mark { rows: 1, bytes, cursor: None }
    }

    const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    #[test]
    fn writing_goes_on_where_it_counted() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        let (mut part, _) = Part::open(&place, Mark::default()).unwrap().unwrap();
        part.write(b"hel").unwrap();
        part.write(b"never counted").unwrap();
        assert!(Part::open(&place, mark(3)).unwrap().is_none(), "somebody still writes");
        drop(part);
        let (mut part, at) = Part::open(&place, mark(3)).unwrap().unwrap();
        assert_eq!(at.bytes, 3);
        part.write(b"lo").unwrap();
        assert_eq!(part.sha256(), HELLO);
        assert_eq!(std::fs::read(place.part()).unwrap(), b"hello");
        place.publish().unwrap();
        assert!(Part::open(&place, mark(5)).unwrap().is_none(), "whoever finishes it has not told yet");
        assert!(place.whole().exists());
        drop(part);
        // Named, but nobody was told: the name is taken back.
        let (part, at) = Part::open(&place, mark(5)).unwrap().unwrap();
        assert_eq!((at.bytes, part.sha256().as_str()), (5, HELLO));
        place.remove_now().unwrap();
        assert!(!place.part().exists() && !place.whole().exists());
    }

    #[test]
    fn a_file_that_lost_bytes_starts_anew() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        drop(Part::open(&place, Mark::default()).unwrap());
        let (_, at) = Part::open(&place, mark(3)).unwrap().unwrap();
        assert_eq!((at.rows, at.bytes), (0, 0));
    }

    #[test]
    fn the_file_is_for_the_programs_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        drop(Part::open(&place, Mark::default()).unwrap());
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&place.part()), mode(&place.dir)), (0o600, 0o700));
    }
}
