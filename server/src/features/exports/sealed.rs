//! The file format of an export on disk: blocks, each sealed with the company's key and bound to the export, the block
//! number and whether it is the last. So no block can be changed, moved within the file or to another file, left out,
//! added, or cut off at the end. Reading a part of the file opens only the blocks that contain it.

use crate::seal::keys::TenantKeys;
use crate::seal::{self, Block, Context, OVERHEAD, Sealed};
use crate::storage::entity::export;
use axum::body::Bytes;
use futures_util::stream::{Stream, StreamExt, TryStreamExt, once, try_unfold};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use tokio::task::spawn_blocking;
use uuid::Uuid;

/// Bytes of content per block; the last block may have fewer.
pub const BLOCK: usize = 64 * 1024;
/// Number of blocks read at once.
const AT_ONCE: u64 = 4;

/// Size on disk of a full block.
pub const fn sealed_block() -> u64 {
    (BLOCK + OVERHEAD) as u64
}

/// The number of content bytes in blocks that do not change when more is written.
pub const fn settled(len: u64) -> u64 {
    len.saturating_sub(1) / BLOCK as u64 * BLOCK as u64
}

/// Size on disk of a complete file.
fn sealed_len(len: u64) -> u64 {
    len + len.div_ceil(BLOCK as u64) * OVERHEAD as u64
}

/// The file of an export. It has no column, and is sealed as if it had one.
const FILE: Sealed<export::Entity, seal::BytesForm> = Sealed::column("file");

/// Seals and opens the blocks of one export.
#[derive(Clone)]
pub struct Sealing {
    keys: Arc<TenantKeys>,
    context: Context,
}

impl Sealing {
    pub fn new(keys: Arc<TenantKeys>, id: Uuid) -> Sealing {
        Sealing { context: FILE.context(keys.row(id)), keys }
    }

    pub fn seal(&self, number: u64, last: bool, text: &[u8]) -> io::Result<Vec<u8>> {
        self.keys.seal_block(&self.context, Block { number, last }, text).map_err(io::Error::other)
    }

    pub fn open<'b>(&self, number: u64, last: bool, blob: &'b mut [u8]) -> io::Result<&'b [u8]> {
        let opened = self.keys.open_block(&self.context, Block { number, last }, blob);
        opened.map(|text| &*text).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))
    }
}

/// Reads the bytes of a block on disk; fewer at the end of the file.
pub fn read_blob(file: &mut File, number: u64, blob: &mut Vec<u8>) -> io::Result<()> {
    blob.clear();
    file.seek(SeekFrom::Start(number * sealed_block()))?;
    file.take(sealed_block()).read_to_end(blob)?;
    Ok(())
}

/// A finished file.
pub struct Whole {
    file: File,
    sealing: Sealing,
    len: u64,
    blob: Vec<u8>,
}

impl Whole {
    /// Opens a file whose content has the given length.
    pub fn open(path: &Path, sealing: Sealing, len: u64) -> io::Result<Whole> {
        let file = File::open(path)?;
        let found = file.metadata()?.len();
        if found != sealed_len(len) {
            let why = format!("{} has {found} bytes instead of {}", path.display(), sealed_len(len));
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        Ok(Whole { file, sealing, len, blob: Vec::new() })
    }

    /// A range of the content. The first block is opened before the response begins; if a later block cannot be opened,
    /// the stream ends early.
    pub async fn bytes(self, wanted: Range<u64>) -> io::Result<impl Stream<Item = io::Result<Bytes>> + Send> {
        let pieces = try_unfold((self, wanted), |(mut whole, wanted)| async move {
            if wanted.is_empty() {
                return Ok(None);
            }
            let read = spawn_blocking(move || whole.piece(&wanted).map(|piece| (piece, whole, wanted)));
            let (piece, whole, wanted) = read.await??;
            let rest = wanted.start + piece.len() as u64..wanted.end;
            Ok::<_, io::Error>(Some((Bytes::from(piece), (whole, rest))))
        });
        let mut pieces = Box::pin(pieces);
        let first = pieces.try_next().await?.unwrap_or_default();
        Ok(once(async { Ok(first) }).chain(pieces))
    }

    /// Content from the first requested byte on, at most a few blocks.
    fn piece(&mut self, wanted: &Range<u64>) -> io::Result<Vec<u8>> {
        let block = BLOCK as u64;
        let (first, end) = (wanted.start / block, wanted.end.min(self.len).div_ceil(block));
        let mut piece = Vec::with_capacity(BLOCK * 2);
        for number in first..end.min(first + AT_ONCE) {
            let last = (number + 1) * block >= self.len;
            read_blob(&mut self.file, number, &mut self.blob)?;
            let text = self.sealing.open(number, last, &mut self.blob).inspect_err(|error| {
                tracing::error!(%error, number, "a block of an exported file was changed or moved");
            })?;
            let at =
                |byte: u64| usize::try_from(byte.saturating_sub(number * block)).unwrap_or(usize::MAX).min(text.len());
            piece.extend_from_slice(&text[at(wanted.start)..at(wanted.end)]);
        }
        if piece.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(piece)
    }
}
