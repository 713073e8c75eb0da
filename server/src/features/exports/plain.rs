//! Unsealed files of an earlier version: a finished one is sealed, an unfinished one is deleted and written again.

use super::export::Mark;
use super::file::Part;
use super::place::Place;
use super::sealed::Sealing;
use crate::storage::entity::export;
use std::fs::File;
use std::io::{self, ErrorKind, Read};

/// Seals the file of an export, or deletes it if it is not the finished one.
pub fn seal(place: &Place, sealing: Sealing, row: &export::Model) -> io::Result<()> {
    if row.state == "done" {
        match File::open(place.plain()) {
            Ok(plain) => return seal_whole(place, sealing, row, plain),
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Err(_) => {}
        }
    }
    place.remove_plain()
}

fn seal_whole(place: &Place, sealing: Sealing, row: &export::Model, mut plain: File) -> io::Result<()> {
    let Some((mut part, _)) = Part::open(place, sealing, Mark::default())? else { return Ok(()) };
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match plain.read(&mut buffer)? {
            0 => break,
            n => part.write(&buffer[..n])?,
        }
    }
    if row.sha256.as_deref() != Some(part.sha256().as_str()) {
        tracing::error!(id = %row.id, "an exported file is not the one that was finished; it is removed");
        return place.remove_now();
    }
    part.finish()?;
    place.publish()?;
    place.remove_plain()
}
