//! Where the file of an export lies: outside whatever a browser is served from.

use crate::state::config::Config;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Where an export's file lies. The name is the export's id, which nobody can guess.
#[derive(Clone, Debug)]
pub struct Place {
    pub(super) dir: PathBuf,
    pub(super) id: Uuid,
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

/// Makes names in a folder durable; a folder that is not there has none.
pub fn sync_dir(dir: &Path) -> io::Result<()> {
    match File::open(dir) {
        Ok(dir) => dir.sync_all(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
