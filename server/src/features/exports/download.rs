//! Downloads of files. Each download checks the permission and is logged before the first byte is sent. The file is
//! decrypted block by block, never held as a whole. A request for a part is logged separately.

use super::columns::ExportColumns;
use super::files::ExportFiles;
use super::range::{ByteRange, requested};
use super::sealed::{Sealing, Whole};
use super::{found, manifest, scope};
use crate::door::fault::Fault;
use crate::door::{Call, Endpoint, Request, attachment, read_id};
use crate::log::event::Event;
use crate::storage::entity::export::{self, Column as C};
use app::error::AppError;
use app::exports::acts;
use app::exports::api::{DOWNLOAD, ExportState};
use app::permission::Access::Needs;
use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sea_orm::{ColumnTrait, QueryFilter};

/// The name of the file for old programs.
pub const PLAIN: &str = "end_users";

pub static FILE: Endpoint =
    Endpoint { path: "/exports/{id}/file", access: Needs(DOWNLOAD), file: true, answer: |call| Box::pin(file(call)) };

pub static MANIFEST: Endpoint = Endpoint {
    path: "/exports/{id}/manifest",
    access: Needs(DOWNLOAD),
    file: true,
    answer: |call| Box::pin(manifest(call)),
};

/// The file of a finished export.
pub async fn file(call: &Call) -> Result<Response, Fault> {
    let export = finished(call).await?;
    let path = ExportFiles::new(&call.request.app.config, export.tenant_id, export.id).whole();
    let keys = call.request.read(DOWNLOAD).await?.keys().await?;
    let len = export.bytes_done.unsigned_abs();
    let file = Whole::open(&path, Sealing::new(keys, export.id), len)?;
    let etag = format!("\"{}\"", export.sha256.as_deref().unwrap_or_default());
    let (status, first, last) = match requested(&call.method, &call.headers, len, &etag) {
        ByteRange::Whole => (StatusCode::OK, 0, len.saturating_sub(1)),
        ByteRange::Part(first, last) => (StatusCode::PARTIAL_CONTENT, first, last),
        ByteRange::Beyond => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{len}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, range).into_response());
        }
    };
    let sent = (last + 1).saturating_sub(first).min(len);
    let body = if call.method == Method::HEAD {
        Body::empty()
    } else {
        let bytes = file.bytes(first..first + sent).await?;
        let mut event = event(&export).with(acts::WHAT, acts::FILE);
        if status == StatusCode::PARTIAL_CONTENT {
            event = event.with(acts::RANGE, format!("{first}-{last}/{len}"));
        }
        log_download(&call.request, event).await?;
        Body::from_stream(bytes)
    };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(sent));
    attachment::put(&mut response, header::ETAG, &etag)?;
    if status == StatusCode::PARTIAL_CONTENT {
        attachment::put(&mut response, header::CONTENT_RANGE, &format!("bytes {first}-{last}/{len}"))?;
    }
    attachment::of(response, PLAIN, &export.file_name)
}

/// The manifest of a finished export.
pub async fn manifest(call: &Call) -> Result<Response, Fault> {
    let export = finished(call).await?;
    let read = call.request.read(DOWNLOAD).await?;
    let columns = ExportColumns::from_stored(&export.columns).ok_or(AppError::Unreadable)?;
    let asked = read.opened(scope::open(&*read.keys().await?, &export));
    let json = manifest::write(&export, &columns, &asked.ok_or(AppError::Unreadable)?);
    let json = json.map_err(|e| Fault::internal(e.to_string()))?;
    if call.method != Method::HEAD {
        log_download(&call.request, event(&export).with(acts::WHAT, acts::MANIFEST)).await?;
    }
    let response = ([(header::CONTENT_TYPE, "application/json")], json).into_response();
    attachment::of(response, PLAIN, &export.file_name.replace(".csv", ".manifest.json"))
}

/// The export in the address, if it belongs to the company, is finished and not expired. A forged one has no file.
async fn finished(call: &Call) -> Result<export::Model, Fault> {
    let id = read_id(call.param("id"))?;
    let read = call.request.read(DOWNLOAD).await?;
    let now = call.request.app.clock.now();
    let found = found::one(&read, read.of::<export::Entity>().filter(C::Id.eq(id))).await?.ok_or(AppError::NotFound)?;
    let (export, state) = found.whole().ok_or(AppError::Unreadable)?;
    if state != ExportState::Done || export.expires_at.is_none_or(|until| until <= now) {
        return Err(AppError::NotFound.into());
    }
    // Size and hash also reveal something about the file, so they need the same step-up as its bytes.
    call.request.check_proof(DOWNLOAD)?;
    call.request.touch().await?;
    Ok(export)
}

fn event(export: &export::Model) -> Event {
    Event::new(acts::DOWNLOAD).on("export", export.id, &export.file_name)
}

async fn log_download(request: &Request, event: Event) -> Result<(), Fault> {
    request.write(DOWNLOAD).await?.commit(event).await.map(|_| ())
}
