//! The file of the master key. It is written completely or not at all, and refused if others can read it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::key_id::{Fill, KEY_LEN, KeyId};

/// Why the master key could not be read or created. Each message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file does not exist.
    #[error("master key file {} is missing; restore it from a backup", .0.display())]
    Missing(PathBuf),
    /// The file exists; [`super::MasterKey::create`] never overwrites it.
    #[error("master key file {} already exists", .0.display())]
    Exists(PathBuf),
    /// The path is a folder, a pipe or the like.
    #[error("master key file {} is not a regular file", .0.display())]
    NotAFile(PathBuf),
    /// Group or others have some permission on the file.
    #[error("master key file {} can be accessed by others (mode {mode:03o}); run: chmod 600", path.display())]
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is cut off, or not a key.
    #[error("master key file {} must contain exactly {KEY_LEN} bytes, but contains {found}", path.display())]
    WrongLength {
        /// The file.
        path: PathBuf,
        /// Its length in bytes.
        found: u64,
    },
    /// Any other error of the file system.
    #[error("master key file {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The error from the system.
        source: io::Error,
    },
}

pub(super) fn load(path: &Path) -> Result<Zeroizing<[u8; KEY_LEN]>, KeyFileError> {
    let mut file = File::open(path).map_err(|source| match source.kind() {
        ErrorKind::NotFound => KeyFileError::Missing(path.into()),
        _ => io_error(path)(source),
    })?;
    let metadata = file.metadata().map_err(io_error(path))?;
    if !metadata.is_file() {
        return Err(KeyFileError::NotAFile(path.into()));
    }
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::TooOpen { path: path.into(), mode });
    }
    if metadata.len() != KEY_LEN as u64 {
        return Err(KeyFileError::WrongLength { path: path.into(), found: metadata.len() });
    }
    let mut key = Zeroizing::new([0; KEY_LEN]);
    file.read_exact(&mut *key).map_err(io_error(path))?;
    Ok(key)
}

/// Writes a temporary file beside the path, syncs it, and names it by a hard link, which fails if the name exists. So
/// neither a crash nor a second process can leave half a key or replace one.
pub(super) fn create(path: &Path, fill: Fill<'_>) -> Result<Zeroizing<[u8; KEY_LEN]>, KeyFileError> {
    let mut key = Zeroizing::new([0; KEY_LEN]);
    fill(&mut *key);
    let mut nonce = [0; 8];
    fill(&mut nonce);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let temporary = folder.join(format!(".master-key-{}.tmp", KeyId(nonce)));
    let made = write(&temporary, &key).and_then(|()| fs::hard_link(&temporary, path));
    let removed = match fs::remove_file(&temporary) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    };
    made.map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => KeyFileError::Exists(path.into()),
        _ => io_error(path)(source),
    })?;
    removed.and_then(|()| File::open(folder)?.sync_all()).map_err(io_error(path))?;
    Ok(key)
}

fn write(path: &Path, key: &[u8; KEY_LEN]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(key)?;
    file.sync_all()
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> KeyFileError {
    let path = path.into();
    move |source| KeyFileError::Io { path, source }
}
