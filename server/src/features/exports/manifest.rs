//! The manifest describes an export to the people who receive the file: number of rows, columns, selection, time, and
//! the hash for checking it.

use super::columns::ExportColumns;
use super::scope::ExportRequest;
use crate::storage::entity::export;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

/// The manifest as JSON.
#[derive(Serialize)]
pub struct Manifest<'a> {
    export: String,
    file: &'a str,
    format: &'static str,
    rows: i64,
    /// Those of them whose line says nothing but the id, because somebody else than the program has written the row.
    unreadable_rows: i64,
    bytes: i64,
    sha256: &'a str,
    columns: &'a [&'static str],
    /// How the first line of the file names them.
    headings: Vec<&'static str>,
    filter: Filter<'a>,
    purpose: &'a str,
    requested_at: String,
    finished_at: Option<String>,
    expires_at: Option<String>,
}

#[derive(Serialize)]
struct Filter<'a> {
    q: &'a str,
    provider: &'a str,
    prefecture: &'a str,
}

/// Writes the manifest of a finished export.
pub fn write(
    export: &export::Model,
    columns: &ExportColumns,
    asked: &ExportRequest,
) -> Result<Vec<u8>, serde_json::Error> {
    let filter = &asked.filter;
    serde_json::to_vec_pretty(&Manifest {
        export: export.id.to_string(),
        file: &export.file_name,
        format: "text/csv; UTF-8 with byte order mark, CR LF; values that could run as formulas are prefixed with ', at the start of a cell and after ; tab CR LF",
        rows: export.rows_done,
        unreadable_rows: export.rows_unreadable,
        bytes: export.bytes_done,
        sha256: export.sha256.as_deref().unwrap_or_default(),
        columns: columns.codes(),
        headings: columns.codes().iter().map(|code| columns.headings().of(code)).collect(),
        filter: Filter { q: &filter.q, provider: &filter.provider, prefecture: &filter.prefecture },
        purpose: &asked.purpose,
        requested_at: time(export.requested_at),
        finished_at: export.finished_at.map(time),
        expires_at: export.expires_at.map(time),
    })
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
