//! Finds the columns by their names: every one of them, in any order, and nothing else.

use super::reader::Record;

/// The names of all columns, in the order in which this program writes them.
pub const COLUMNS: [&str; 13] = [
    "customer_id",
    "provider",
    "subject",
    "email",
    "email_verified",
    "name",
    "birthdate",
    "gender",
    "prefecture",
    "phone",
    "note",
    "created_at",
    "last_sign_in_at",
];

/// What is shown of a name that is not known.
const SHOWN: usize = 40;

/// Why the first line of a file does not name the columns of end users.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.en())]
pub enum HeaderError {
    /// The file holds no line at all.
    Empty,
    /// No column's name stands in it: perhaps data, which is therefore not repeated.
    NotAHeader,
    /// A column that is not known, by its name.
    Unknown(String),
    /// A column that stands there twice.
    Duplicate(&'static str),
    /// The columns that are missing.
    Missing(Vec<&'static str>),
}

impl HeaderError {
    /// For people, in Japanese.
    pub fn ja(&self) -> String {
        match self {
            Self::Empty => "ファイルが空です".into(),
            Self::NotAHeader => format!("1行目が見出し行ではありません（必要な列: {}）", COLUMNS.join(", ")),
            Self::Unknown(name) => format!("不明な列があります: {name}"),
            Self::Duplicate(name) => format!("同じ列が2回あります: {name}"),
            Self::Missing(names) => format!("列がありません: {}", names.join(", ")),
        }
    }

    /// For people, in English.
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "the file is empty".into(),
            Self::NotAHeader => format!("the first line is no header (columns needed: {})", COLUMNS.join(", ")),
            Self::Unknown(name) => format!("unknown column: {name}"),
            Self::Duplicate(name) => format!("column stands twice: {name}"),
            Self::Missing(names) => format!("columns are missing: {}", names.join(", ")),
        }
    }
}

/// Which field of a record belongs to which column.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    field_of: [usize; COLUMNS.len()],
    name_of: Vec<&'static str>,
}

impl Header {
    pub(super) fn parse(record: &Record) -> Result<Self, HeaderError> {
        let names: Vec<_> =
            (0..record.len()).filter_map(|field| record.get(field)).map(String::from_utf8_lossy).collect();
        let known = |name: &str| COLUMNS.into_iter().find(|column| *column == name.trim());
        if !names.iter().any(|name| known(name).is_some()) {
            return Err(HeaderError::NotAHeader);
        }
        let mut name_of = Vec::with_capacity(COLUMNS.len());
        for name in &names {
            let column = known(name).ok_or_else(|| HeaderError::Unknown(name.trim().chars().take(SHOWN).collect()))?;
            if name_of.contains(&column) {
                return Err(HeaderError::Duplicate(column));
            }
            name_of.push(column);
        }
        let missing: Vec<_> = COLUMNS.into_iter().filter(|column| !name_of.contains(column)).collect();
        if !missing.is_empty() {
            return Err(HeaderError::Missing(missing));
        }
        let mut field_of = [0; COLUMNS.len()];
        for (field, column) in field_of.iter_mut().zip(COLUMNS) {
            *field = name_of.iter().position(|name| *name == column).unwrap_or_default();
        }
        Ok(Self { field_of, name_of })
    }

    /// The field that holds a column, given by its place in [`COLUMNS`].
    pub(super) fn field_of(&self, column: usize) -> usize {
        self.field_of[column]
    }

    /// The columns in the file's own order.
    pub(super) fn name_of(&self) -> &[&'static str] {
        &self.name_of
    }
}
