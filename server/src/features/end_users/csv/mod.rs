//! Reads the CSV file of end users that a company provides: any size, two encodings, and a bad row does not stop the
//! others.
//!
//! The steps: `encoding` converts to UTF-8, `delimiter` finds the delimiter, `reader` splits the records and counts
//! lines, `header` finds the columns, and `fields` checks a record and converts its values, with `ids`, `times` and
//! `words` for single columns. Memory does not grow with the file. An exported file can be imported unchanged.
//!
//! An interrupted import resumes with [`EndUserFile::skip_records`]. Records are counted from 0 after the header,
//! including refused ones but not rows of empty cells, so a count means the same record in every run.

mod check;
mod columns;
mod delimiter;
mod encoding;
mod fields;
mod header;
mod ids;
mod reader;
mod record;
mod refusal;
mod row;
mod split;
#[cfg(test)]
mod tests;
mod times;
mod words;

use chrono::{DateTime, Utc};
use std::io::{self, Read};

pub use columns::COLUMNS;
pub use encoding::{Decoded, Encoding, TextError};
pub use header::HeaderError;
pub use reader::MAX_RECORD;
pub use refusal::{Reason, Refusal, WHOLE_ROW};
pub use row::{CsvRow, Gender, Provider};

use header::Header;
use reader::{ReadResult, Records};
use record::Record;

/// Why the rest of a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The encoding is not supported.
    #[error("{}", .0.en())]
    Text(TextError),
    /// The columns are not those of end users.
    #[error("{}", .0.en())]
    Header(HeaderError),
    /// The file could not be read.
    #[error("the file could not be read: {0}")]
    Io(io::Error),
}

impl FileError {
    /// The message in Japanese.
    pub fn ja(&self) -> String {
        match self {
            Self::Text(error) => error.ja().into(),
            Self::Header(error) => error.ja(),
            Self::Io(error) => format!("ファイルを読み込めません: {error}"),
        }
    }
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<TextError>()) {
            Some(text) => Self::Text(*text),
            None => Self::Io(error),
        }
    }
}

/// One record of the file: a row to store, or why it is refused.
pub struct RowRead {
    /// Index of the record, from 0, without the header. To resume after it, skip `index + 1` records.
    pub index: u64,
    /// Line of the file on which the record starts, from 1. Line breaks within quotes count.
    pub line: u64,
    /// The row, or all its errors.
    pub row: Result<CsvRow, Vec<Refusal>>,
}

/// A file of end users, read record by record.
pub struct EndUserFile<R> {
    records: Records<R>,
    record: Record,
    header: Header,
    /// The latest time that the file may contain.
    now: DateTime<Utc>,
    /// Number of records read after the header.
    count: u64,
    failed: bool,
}

impl<R: Read> EndUserFile<R> {
    /// Detects the encoding and checks the header: every column of [`COLUMNS`], in any order, and no other. Values are
    /// checked as of `now`.
    pub fn open(source: R, now: DateTime<Utc>) -> Result<Self, FileError> {
        let mut records = Records::new(Decoded::new(source));
        let mut record = Record::default();
        let delimiter = records.detect_delimiter()?;
        let header = match records.read(&mut record)? {
            ReadResult::Record => Header::parse(&record, delimiter),
            ReadResult::Faulty(_) => Err(HeaderError::NotAHeader(record.len(), delimiter)),
            ReadResult::End => Err(HeaderError::Empty),
        };
        Ok(Self { header: header.map_err(FileError::Header)?, records, record, now, count: 0, failed: false })
    }

    /// Reads the next record that is not blank.
    fn advance(&mut self) -> Result<ReadResult, FileError> {
        loop {
            let next = self.records.read(&mut self.record)?;
            if next != ReadResult::Record || !self.record.is_blank() {
                self.count += u64::from(next != ReadResult::End);
                return Ok(next);
            }
        }
    }

    /// Skips `count` records without checking them, and returns how many there were.
    pub fn skip_records(&mut self, count: u64) -> Result<u64, FileError> {
        for passed in 0..count {
            if matches!(self.advance()?, ReadResult::End) {
                return Ok(passed);
            }
        }
        Ok(count)
    }

    /// Returns the next record, or `None` after the last one.
    pub fn next_row(&mut self) -> Result<Option<RowRead>, FileError> {
        let row = match self.advance()? {
            ReadResult::End => return Ok(None),
            ReadResult::Faulty(reason) => Err(vec![Refusal { line: self.record.line(), column: WHOLE_ROW, reason }]),
            ReadResult::Record => fields::parse(&self.header, &self.record, self.now),
        };
        Ok(Some(RowRead { index: self.count - 1, line: self.record.line(), row }))
    }

    /// The encoding so far: a file counts as UTF-8 until a byte shows otherwise.
    pub fn encoding(&self) -> Encoding {
        self.records.source().encoding()
    }

    /// The number of bytes read, to show the progress.
    pub fn bytes_read(&self) -> u64 {
        self.records.source().bytes_read()
    }
}

/// The iterator ends after the first error.
impl<R: Read> Iterator for EndUserFile<R> {
    type Item = Result<RowRead, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.next_row().transpose();
        self.failed = matches!(next, Some(Err(_)));
        next
    }
}
