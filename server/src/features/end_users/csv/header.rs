//! Matches the columns by their names: all of them, in any order, and no others. Columns without a name are ignored
//! while they are empty, because spreadsheets add some at the end.

use super::columns::{COLUMNS, column};
use super::delimiter;
use super::record::Record;
use crate::base::printable;

/// The number of unknown names in a message, and the characters shown of each.
const SHOWN: (usize, usize) = (10, 40);

/// Why the first line of a file is not a valid header.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.en())]
pub enum HeaderError {
    /// The file is empty.
    Empty,
    /// No known column name was found. The line may be data, so it is not repeated. Contains the number of fields and
    /// the delimiter.
    NotAHeader(usize, u8),
    /// All errors in the names.
    Names {
        /// Unknown names, as written.
        unknown: Vec<String>,
        /// Names that occur twice.
        twice: Vec<&'static str>,
        /// Names that are missing.
        missing: Vec<&'static str>,
    },
}

impl HeaderError {
    /// For people, in Japanese.
    pub fn ja(&self) -> String {
        match self {
            Self::Empty => "ファイルが空です".into(),
            Self::NotAHeader(fields, delimiter) => format!(
                "1行目が見出し行ではありません（{}区切りで{fields}列ありますが、必要な列名が1つもありません。必要な列: {}）",
                delimiter::name(*delimiter).0,
                COLUMNS.join(", ")
            ),
            Self::Names { unknown, twice, missing } => together(
                "。",
                [
                    listed("不明な列があります", unknown, "ほか"),
                    listed("同じ列が2回あります", twice, ""),
                    listed("列がありません", missing, ""),
                ],
            ),
        }
    }

    /// For people, in English.
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "the file is empty".into(),
            Self::NotAHeader(fields, delimiter) => format!(
                "the first line isn't a header ({fields} fields separated by {}, none of which is one of the required columns: {})",
                delimiter::name(*delimiter).1,
                COLUMNS.join(", ")
            ),
            Self::Names { unknown, twice, missing } => together(
                "; ",
                [
                    listed(if unknown.len() == 1 { "unknown column" } else { "unknown columns" }, unknown, "and more"),
                    listed(if twice.len() == 1 { "column appears twice" } else { "columns appear twice" }, twice, ""),
                    listed(if missing.len() == 1 { "missing column" } else { "missing columns" }, missing, ""),
                ],
            ),
        }
    }
}

fn listed<T: AsRef<str>>(what: &str, names: &[T], more: &str) -> Option<String> {
    let mut shown: Vec<&str> = names.iter().map(AsRef::as_ref).take(SHOWN.0).collect();
    if names.len() > SHOWN.0 && !more.is_empty() {
        shown.push(more);
    }
    (!names.is_empty()).then(|| format!("{what}: {}", shown.join(", ")))
}

fn together(between: &str, parts: [Option<String>; 3]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(between)
}

/// Matches the fields of a record to columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    field_of: [usize; COLUMNS.len()],
    name_of: Vec<Option<&'static str>>,
}

impl Header {
    pub(super) fn parse(record: &Record, delimiter: u8) -> Result<Self, HeaderError> {
        let names: Vec<_> =
            (0..record.len()).filter_map(|field| record.get(field)).map(String::from_utf8_lossy).collect();
        if !names.iter().any(|name| column(name).is_some()) {
            return Err(HeaderError::NotAHeader(names.len(), delimiter));
        }
        let mut name_of = Vec::with_capacity(names.len());
        let (mut unknown, mut twice) = (Vec::new(), Vec::new());
        for name in names.iter().map(|name| name.trim()) {
            match column(name) {
                Some(column) if name_of.contains(&Some(column)) => twice.push(column),
                None if !name.is_empty() => unknown.push(printable(name, SHOWN.1)),
                column => name_of.push(column),
            }
        }
        let missing: Vec<_> = COLUMNS.into_iter().filter(|column| !name_of.contains(&Some(*column))).collect();
        if !(unknown.is_empty() && twice.is_empty() && missing.is_empty()) {
            return Err(HeaderError::Names { unknown, twice, missing });
        }
        let mut field_of = [0; COLUMNS.len()];
        for (field, column) in field_of.iter_mut().zip(COLUMNS) {
            *field = name_of.iter().position(|name| *name == Some(column)).unwrap_or_default();
        }
        Ok(Self { field_of, name_of })
    }

    /// The field of a column, given by its position in [`COLUMNS`].
    pub(super) fn field_of(&self, column: usize) -> usize {
        self.field_of[column]
    }

    /// The columns in the order of the file; `None` for a column without a name.
    pub(super) fn name_of(&self) -> &[Option<&'static str>] {
        &self.name_of
    }
}
