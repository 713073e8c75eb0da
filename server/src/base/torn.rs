//! Files that grow a line at a time.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

/// True if a crash has cut the last line of a file.
pub fn is_torn(file: &File) -> io::Result<bool> {
    let Some(end) = file.metadata()?.len().checked_sub(1) else { return Ok(false) };
    let mut last = [0];
    file.read_exact_at(&mut last, end)?;
    Ok(last != *b"\n")
}
