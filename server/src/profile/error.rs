//! Errors of profiles. Every error has a line and a reason.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

/// One fault of a profile.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct ProfileError {
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    pub reason: String,
}

/// The line of each key of a file, by dotted key. Array elements are numbered (`sources.SL-1.0`).
pub(super) struct Positions(BTreeMap<String, usize>);

impl Positions {
    /// Reads the file as plain TOML, and returns all its syntax errors together.
    pub fn read(file: &str, text: &str) -> Result<Positions, Vec<ProfileError>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(errors.iter().map(|error| toml_error(file, text, error)).collect());
        }
        let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let mut positions = Positions(BTreeMap::new());
        positions.walk_table("", &breaks, table.get_ref());
        Ok(positions)
    }

    /// Returns the line of a key, or of the nearest table above it.
    pub fn line(&self, key: &str) -> usize {
        let mut key = key;
        loop {
            if let Some(line) = self.0.get(key) {
                return *line;
            }
            match key.rsplit_once('.') {
                Some((above, _)) => key = above,
                None => return 1,
            }
        }
    }

    fn walk_table(&mut self, above: &str, breaks: &[usize], table: &DeTable<'_>) {
        for (name, value) in table {
            let key = if above.is_empty() { name.get_ref().to_string() } else { format!("{above}.{}", name.get_ref()) };
            self.0.insert(key.clone(), line_after(breaks, name.span().start));
            self.walk_value(&key, breaks, value.get_ref());
        }
    }

    fn walk_value(&mut self, key: &str, breaks: &[usize], value: &DeValue<'_>) {
        match value {
            DeValue::Table(table) => self.walk_table(key, breaks, table),
            DeValue::Array(array) => {
                for (number, element) in array.iter().enumerate() {
                    let key = format!("{key}.{number}");
                    self.0.insert(key.clone(), line_after(breaks, element.span().start));
                    self.walk_value(&key, breaks, element.get_ref());
                }
            }
            _ => {}
        }
    }
}

/// Converts an error of the TOML reader: bad syntax, an unknown or missing key, a wrong type.
pub(super) fn toml_error(file: &str, text: &str, error: &toml::de::Error) -> ProfileError {
    let line = error.span().map_or(1, |span| line_at(text, span.start));
    ProfileError { file: file.to_owned(), line, reason: error.message().replace('\n', " ") }
}

/// Returns the line of a byte, from the positions of the line breaks.
fn line_after(breaks: &[usize], byte: usize) -> usize {
    breaks.partition_point(|at| *at < byte) + 1
}

fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

/// Collects the errors of one file.
pub(super) struct Findings<'a> {
    file: &'a str,
    positions: &'a Positions,
    errors: Vec<ProfileError>,
}

impl<'a> Findings<'a> {
    pub fn new(file: &'a str, positions: &'a Positions) -> Self {
        Findings { file, positions, errors: Vec::new() }
    }

    pub fn refuse(&mut self, key: &str, reason: impl Into<String>) {
        let line = self.positions.line(key);
        self.errors.push(ProfileError { file: self.file.to_owned(), line, reason: reason.into() });
    }

    pub fn refuse_if(&mut self, wrong: bool, key: &str, reason: &str) {
        if wrong {
            self.refuse(key, format!("{key}: {reason}"));
        }
    }

    /// Returns the errors in the order of the file, if there are any.
    pub fn into_result(mut self) -> Result<(), Vec<ProfileError>> {
        self.errors.sort_by_key(|error| error.line);
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }
}
