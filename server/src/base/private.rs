//! Keeps the data folder readable for the console's own user only. Group and others have no access to the folder or to
//! any file in it, whatever the umask of the machine is. Mails hold links that open accounts, and the database holds
//! people's names.

use rustix::fs::Mode;
use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;
const OTHERS: u32 = 0o077;

/// Subfolders of the data folder that are closed recursively. The rest is protected by the permissions of the data
/// folder itself.
const OURS: [&str; 2] = ["mail", "exports"];

/// Sets the umask, so that other users cannot read any file this process creates, even one created by a library.
pub fn by_default() {
    rustix::process::umask(Mode::from_raw_mode(OTHERS));
}

/// Creates a private folder and its missing parents.
pub fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER).create(path)
}

/// Open options that create private files.
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(FILE);
    options
}

/// Removes access for others from a data folder and from the files already in it, and logs one line about it. Also logs
/// files that belong to another user and cannot be changed, but carries on. Leaves the master key alone: loading
/// refuses a key that others can read, instead of silently repairing it.
pub fn close(folder: &Path, master_key: &Path) {
    let mut report = FolderReport { key: master_key.into(), ..FolderReport::default() };
    one(folder, &mut report);
    below(folder, &mut report, &|name| OURS.contains(&name));
    let names = |paths: &[PathBuf]| {
        let within = |path: &PathBuf| match path.strip_prefix(folder) {
            Ok(itself) if itself.as_os_str().is_empty() => PathBuf::from("."),
            Ok(within) => within.to_owned(),
            Err(_) => path.clone(),
        };
        let first = paths.iter().take(20).map(within);
        first.map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ")
    };
    if !report.closed.is_empty() {
        let (count, which) = (report.closed.len(), names(&report.closed));
        tracing::warn!(folder = %folder.display(), count, which, "the data folder was open to others and is closed now");
    }
    if !report.open.is_empty() {
        let (count, which) = (report.open.len(), names(&report.open));
        tracing::warn!(folder = %folder.display(), count, which, "the data folder is open to others and cannot be closed");
    }
}

#[derive(Default)]
struct FolderReport {
    key: PathBuf,
    closed: Vec<PathBuf>,
    open: Vec<PathBuf>,
}

/// Skips a folder that cannot be read: it is not one that others made readable.
fn below(folder: &Path, report: &mut FolderReport, enters: &dyn Fn(&str) -> bool) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && enters(&name.to_string_lossy()) => {
                one(&path, report);
                below(&path, report, &|_| true);
            }
            Ok(kind) if kind.is_file() => one(&path, report),
            _ => {}
        }
    }
}

fn one(path: &Path, report: &mut FolderReport) {
    let Ok(mode) = path.metadata().map(|metadata| metadata.mode() & 0o7777) else { return };
    if mode & OTHERS == 0 || path == report.key {
        return;
    }
    let closed = std::fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS)).is_ok();
    if closed { report.closed.push(path.into()) } else { report.open.push(path.into()) }
}
