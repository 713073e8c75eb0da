//! One import of a file, from its first chunk to its last.

use super::chunk;
use super::progress::{ImportProgress, PERMISSION};
use crate::door::Request;
use crate::door::fault::Fault;
use crate::features::end_users::csv::{EndUserFile, FileError};
use crate::state::AppState;
use crate::storage::entity::{end_user_import, end_user_import_refusal};
use sea_orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use std::io::{Read, Seek};
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use uuid::Uuid;

/// Number of chunks read ahead of the database.
const AHEAD: usize = 2;

/// Why an import did not finish.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read; English, then Japanese.
    #[error("{0} / {ja}", ja = .0.ja())]
    File(FileError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<FileError> for ImportError {
    fn from(error: FileError) -> ImportError {
        ImportError::File(error)
    }
}

/// An import that reached the end of its file.
pub struct Imported {
    pub import: end_user_import::Model,
    /// Rows read by an earlier, interrupted run.
    pub behind: u64,
}

/// Imports a file for a company, or resumes its import.
pub async fn import<R>(app: &Arc<AppState>, tenant: Uuid, name: &str, mut source: R) -> Result<Imported, ImportError>
where
    R: Read + Seek + Send + 'static,
{
    let request = Request::system(app, tenant, "import");
    let keys = request.read(PERMISSION).await?.keys().await?;
    let now = app.clock.now();
    let opened = spawn_blocking(move || {
        let hash = chunk::fingerprint(&mut source)?;
        Ok::<_, FileError>((hash, EndUserFile::open(source, now)?))
    });
    let (hash, file) = opened.await.map_err(stopped)??;
    let mut progress = ImportProgress::find_or_start(&request, &hash, name).await?;
    let behind = progress.rows_read();
    let (send, mut chunks) = mpsc::channel(AHEAD);
    let reader = spawn_blocking(move || chunk::read_all(file, behind, &keys, &send));
    while let Some(chunk) = chunks.recv().await {
        progress.store(&request, chunk?).await?;
    }
    reader.await.map_err(stopped)?;
    Ok(Imported { import: progress.finish(&request).await?, behind })
}

fn stopped(error: tokio::task::JoinError) -> Fault {
    Fault::internal(format!("reading the file: {error}"))
}

/// The place of a reason in the list of refused rows: its line, and its number there.
#[derive(Clone, Copy, Default)]
pub struct RefusalPlace {
    pub line: i64,
    pub nth: i32,
}

/// The reasons of refused rows behind a place, in order.
pub async fn refusals(
    app: &Arc<AppState>,
    import: &end_user_import::Model,
    behind: RefusalPlace,
    limit: u64,
) -> Result<Vec<end_user_import_refusal::Model>, Fault> {
    use end_user_import_refusal::Column as C;
    let read = Request::system(app, import.tenant_id, "import").read(PERMISSION).await?;
    let same_line = C::Line.eq(behind.line).and(C::Nth.gt(behind.nth));
    let rows = read.of::<end_user_import_refusal::Entity>().filter(C::ImportId.eq(import.id));
    let rows = rows.filter(C::Line.gt(behind.line).or(same_line)).order_by_asc(C::Line).order_by_asc(C::Nth);
    Ok(rows.limit(limit).all(read.db()).await?)
}
