//! What the console keeps is for its own user alone: the data folder, and everything it writes there, is closed to group and
//! others, whatever the machine's habits are. Mails hold links that open accounts, and the database what people are called.

use rustix::fs::Mode;
use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;
const OTHERS: u32 = 0o077;

/// Of the data folder, what is closed to its depth. All else in it is behind the folder's own door.
const OURS: [&str; 2] = ["mail", "exports"];

/// Whatever this process makes from now on, others cannot read, also where a library makes it.
pub fn by_default() {
    rustix::process::umask(Mode::from_raw_mode(OTHERS));
}

/// Makes a folder, and those above it, where there is none.
pub fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER).create(path)
}

/// Options with which new files are ours alone.
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(FILE);
    options
}

/// Closes a data folder, and what was made in it before, and tells of it in one line. What cannot be closed, since it
/// belongs to somebody else, is told as well, and stops nothing. The master key is left as it is: one that others could
/// read is refused where it is loaded, and not repaired in silence.
pub fn close(folder: &Path, master_key: &Path) {
    let mut told = Told { key: master_key.into(), ..Told::default() };
    one(folder, &mut told);
    below(folder, &mut told, &|name| OURS.contains(&name));
    let names = |paths: &[PathBuf]| {
        let within = |path: &PathBuf| match path.strip_prefix(folder) {
            Ok(itself) if itself.as_os_str().is_empty() => PathBuf::from("."),
            Ok(within) => within.to_owned(),
            Err(_) => path.clone(),
        };
        let first = paths.iter().take(20).map(within);
        first.map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ")
    };
    if !told.closed.is_empty() {
        let (count, which) = (told.closed.len(), names(&told.closed));
        tracing::warn!(folder = %folder.display(), count, which, "the data folder was open to others and is closed now");
    }
    if !told.open.is_empty() {
        let (count, which) = (told.open.len(), names(&told.open));
        tracing::warn!(folder = %folder.display(), count, which, "the data folder is open to others and cannot be closed");
    }
}

#[derive(Default)]
struct Told {
    key: PathBuf,
    closed: Vec<PathBuf>,
    open: Vec<PathBuf>,
}

/// A folder that cannot be read is none that others made readable: it is left as it is.
fn below(folder: &Path, told: &mut Told, enters: &dyn Fn(&str) -> bool) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && enters(&name.to_string_lossy()) => {
                one(&path, told);
                below(&path, told, &|_| true);
            }
            Ok(kind) if kind.is_file() => one(&path, told),
            _ => {}
        }
    }
}

fn one(path: &Path, told: &mut Told) {
    let Ok(mode) = path.metadata().map(|metadata| metadata.mode() & 0o7777) else { return };
    if mode & OTHERS == 0 || path == told.key {
        return;
    }
    let closed = std::fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS)).is_ok();
    if closed { told.closed.push(path.into()) } else { told.open.push(path.into()) }
}
