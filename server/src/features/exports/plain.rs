//! Unsealed files of an earlier version: a finished one is sealed, an unfinished one is deleted and written again.

use super::export::ResumePoint;
use super::file::PartialFile;
use super::files::ExportFiles;
use super::sealed::Sealing;
use crate::storage::entity::export;
use app::exports::api::ExportState;
use std::fs::File;
use std::io::{self, ErrorKind, Read};

/// Seals the file of an export, or deletes it if it is not the finished one.
pub fn seal(files: &ExportFiles, sealing: Sealing, row: &export::Model) -> io::Result<()> {
    if row.is(ExportState::Done) {
        match File::open(files.plain()) {
            Ok(plain) => return seal_whole(files, sealing, row, plain),
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Err(_) => {}
        }
    }
    files.remove_plain()
}

fn seal_whole(files: &ExportFiles, sealing: Sealing, row: &export::Model, mut plain: File) -> io::Result<()> {
    let Some((mut part, _)) = PartialFile::open(files, sealing, ResumePoint::default())? else { return Ok(()) };
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match plain.read(&mut buffer)? {
            0 => break,
            n => part.write(&buffer[..n])?,
        }
    }
    if row.sha256.as_deref() != Some(part.sha256().as_str()) {
        tracing::error!(id = %row.id, "an exported file is not the one that was finished; it is removed");
        return files.remove_now();
    }
    part.finish()?;
    files.publish()?;
    files.remove_plain()
}
