//! The path of an export's file, outside the folders that are served to browsers.

use crate::state::config::Config;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The path of an export's file. Its name is the export's id, which nobody can guess.
#[derive(Clone, Debug)]
pub struct ExportFiles {
    pub(super) dir: PathBuf,
    pub(super) id: Uuid,
}

impl ExportFiles {
    pub fn new(config: &Config, tenant: Uuid, id: Uuid) -> ExportFiles {
        ExportFiles { dir: config.exports_dir().join(tenant.to_string()), id }
    }

    /// The complete file.
    pub fn whole(&self) -> PathBuf {
        self.dir.join(format!("{}.sealed", self.id))
    }

    /// The file while it is being written.
    pub fn part(&self) -> PathBuf {
        self.dir.join(format!("{}.sealed.part", self.id))
    }

    /// The complete file of earlier versions.
    pub fn plain(&self) -> PathBuf {
        self.dir.join(format!("{}.csv", self.id))
    }

    fn plain_part(&self) -> PathBuf {
        self.dir.join(format!("{}.csv.part", self.id))
    }

    /// True if an earlier version left an unsealed file.
    pub fn has_plain(&self) -> bool {
        self.plain().exists() || self.plain_part().exists()
    }

    /// Deletes all versions of the file, durably.
    pub async fn remove(&self) -> io::Result<()> {
        let files = self.clone();
        tokio::task::spawn_blocking(move || files.remove_now()).await?
    }

    pub fn remove_now(&self) -> io::Result<()> {
        self.remove_all(&self.all())
    }

    /// True if there is any version of the file.
    pub fn are_there(&self) -> bool {
        self.all().iter().any(|path| path.exists())
    }

    fn all(&self) -> [PathBuf; 4] {
        [self.part(), self.whole(), self.plain(), self.plain_part()]
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

    /// Renames the complete file to its final name, durably.
    pub fn publish(&self) -> io::Result<()> {
        std::fs::rename(self.part(), self.whole())?;
        sync_dir(&self.dir)
    }
}

/// Makes names in a folder durable. A missing folder has no names.
pub fn sync_dir(dir: &Path) -> io::Result<()> {
    match File::open(dir) {
        Ok(dir) => dir.sync_all(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
