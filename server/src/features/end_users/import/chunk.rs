//! Reads the file in parallel to the database: checks the rows of a chunk and computes their indexes while the previous
//! chunk is stored.

use crate::base::clock::jst;
use crate::features::end_users::csv::{CsvRow, EndUserFile, FileError, Provider, Refusal};
use crate::features::end_users::index::{Index, Indexes};
use crate::features::end_users::person::EndUserData;
use crate::seal::keys::TenantKeys;
use chrono::{DateTime, SecondsFormat, Utc};
use ring::digest::{Context, SHA256};
use std::io::{self, Read, Seek, SeekFrom};
use tokio::sync::mpsc::Sender;

/// Number of records per transaction.
pub const CHUNK: u64 = 1000;

/// What finds a linked account: its provider, and the index of its id there.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AccountKey {
    pub provider: Provider,
    pub subject: Index,
}

impl AccountKey {
    pub fn new(index: Indexes<'_>, provider: Provider, subject: &str) -> AccountKey {
        AccountKey { provider, subject: index.subject(provider, subject) }
    }
}

/// A valid row, with everything prepared that needs no database.
pub struct ValidRow {
    pub line: u64,
    /// The content of the row, including the linked accounts.
    pub person: EndUserData,
    pub customer: Index,
    pub accounts: Vec<AccountKey>,
}

/// A sequence of records in the file.
#[derive(Default)]
pub struct Chunk {
    pub read: u64,
    pub rows: Vec<ValidRow>,
    /// Each refused row with all its errors.
    pub refused: Vec<Vec<Refusal>>,
}

/// Returns the SHA-256 of a file, and rewinds it.
pub fn fingerprint(source: &mut (impl Read + Seek)) -> io::Result<Vec<u8>> {
    let mut context = Context::new(&SHA256);
    let mut buffer = vec![0; 256 * 1024];
    source.seek(SeekFrom::Start(0))?;
    loop {
        match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => context.update(&buffer[..n]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    source.seek(SeekFrom::Start(0))?;
    Ok(context.finish().as_ref().to_vec())
}

/// Sends the chunks after the first `skip` records, until the end of the file or until the receiver is gone.
pub fn read_all<R: Read>(
    mut file: EndUserFile<R>,
    skip: u64,
    keys: &TenantKeys,
    send: &Sender<Result<Chunk, FileError>>,
) {
    if let Err(error) = file.skip_records(skip) {
        let _ = send.blocking_send(Err(error));
        return;
    }
    loop {
        let chunk = read(&mut file, Indexes(keys));
        let last = !matches!(&chunk, Ok(chunk) if chunk.read == CHUNK);
        let empty = matches!(&chunk, Ok(chunk) if chunk.read == 0);
        if empty || send.blocking_send(chunk).is_err() || last {
            return;
        }
    }
}

fn read<R: Read>(file: &mut EndUserFile<R>, index: Indexes<'_>) -> Result<Chunk, FileError> {
    let mut chunk = Chunk::default();
    while chunk.read < CHUNK
        && let Some(record) = file.next_row()?
    {
        chunk.read += 1;
        match record.row {
            Ok(row) => chunk.rows.push(ValidRow {
                line: record.line,
                customer: index.customer(&row.customer_id),
                accounts: row.accounts.iter().map(|(at, subject)| AccountKey::new(index, *at, subject)).collect(),
                person: person(row),
            }),
            Err(refusals) => chunk.refused.push(refusals),
        }
    }
    Ok(chunk)
}

fn person(row: CsvRow) -> EndUserData {
    EndUserData {
        customer_id: row.customer_id,
        email: row.email.unwrap_or_default(),
        email_verified: row.email_verified,
        name: row.name,
        birthdate: row.birthdate.map(|date| date.to_string()).unwrap_or_default(),
        gender: row.gender.map(|gender| gender.as_str().to_owned()).unwrap_or_default(),
        prefecture: row.prefecture.unwrap_or_default(),
        phone: row.phone.unwrap_or_default(),
        note: row.note,
        created_at: time(row.created_at),
        last_sign_in_at: row.last_sign_in_at.map(time).unwrap_or_default(),
        identities: row.accounts.into_iter().map(|(at, subject)| (at.as_str().to_owned(), subject)).collect(),
    }
}

/// The stored form of a time: RFC 3339 in Japan time.
fn time(at: DateTime<Utc>) -> String {
    at.with_timezone(&jst()).to_rfc3339_opts(SecondsFormat::Secs, false)
}
