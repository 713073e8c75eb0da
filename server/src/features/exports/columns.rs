//! The columns of an export, and how a person becomes a line.

use crate::base::csv_out::{BOM, CsvLine};
use crate::features::end_users::PersonView;
use app::exports::api::COLUMNS;
use app::exports::columns::Headings;

/// The chosen columns, in the order of [`COLUMNS`], and the language of their headings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportColumns {
    codes: Vec<&'static str>,
    headings: Headings,
}

/// Between the language of the headings and the columns, where they are stored together. Columns alone have their keys.
const HEADED: char = ':';

impl ExportColumns {
    /// Reads codes. Returns `None` if one is unknown.
    pub fn parse<'a>(codes: impl Iterator<Item = &'a str> + Clone) -> Option<ExportColumns> {
        if codes.clone().any(|code| !COLUMNS.contains(&code)) {
            return None;
        }
        let codes = COLUMNS.iter().copied().filter(|c| codes.clone().any(|code| code == *c)).collect();
        Some(ExportColumns { codes, headings: Headings::Keys })
    }

    #[must_use]
    pub fn headed(self, headings: Headings) -> ExportColumns {
        ExportColumns { headings, ..self }
    }

    /// Reads the output of [`Self::stored`].
    pub fn from_stored(stored: &str) -> Option<ExportColumns> {
        let (headings, codes) = match stored.split_once(HEADED) {
            Some((headings, codes)) => (Headings::from_code(headings)?, codes),
            None => (Headings::Keys, stored),
        };
        ExportColumns::parse(codes.split(',').filter(|c| !c.is_empty())).map(|columns| columns.headed(headings))
    }

    /// The stored form.
    pub fn stored(&self) -> String {
        match self.headings {
            Headings::Keys => self.codes.join(","),
            headings @ Headings::Japanese => format!("{}{HEADED}{}", headings.code(), self.codes.join(",")),
        }
    }

    pub fn codes(&self) -> &[&'static str] {
        &self.codes
    }

    pub fn headings(&self) -> Headings {
        self.headings
    }

    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Writes the start of the file: byte order mark and headings.
    pub fn head(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(BOM);
        self.codes.iter().fold(CsvLine::new(out), |line, code| line.cell(self.headings.of(code))).end();
    }

    /// Writes a person's line. `joined` is a reused buffer, so that nothing is allocated.
    pub fn line(&self, person: &PersonView<'_>, joined: &mut String, out: &mut Vec<u8>) {
        let mut line = CsvLine::new(out);
        for code in &self.codes {
            line = match *code {
                "customer_id" => line.cell(person.customer_id),
                "provider" => line.cell(join(joined, person.identities().map(|(provider, _)| provider))),
                "subject" => line.cell(join(joined, person.identities().map(|(_, subject)| subject))),
                "email" => line.cell(person.email),
                "email_verified" => line.cell(if person.email_verified { "true" } else { "false" }),
                "name" => line.cell(person.name),
                "birthdate" => line.cell(person.birthdate),
                "gender" => line.cell(person.gender),
                "prefecture" => line.cell(person.prefecture),
                "phone" => line.cell(person.phone),
                "note" => line.cell(person.note),
                "created_at" => line.cell(person.created_at),
                _ => line.cell(person.last_sign_in_at),
            };
        }
        line.end();
    }

    /// The line of an end user whom nobody can read: it says so, and who it is.
    pub fn unreadable(&self, id: &str, out: &mut Vec<u8>) {
        let line = CsvLine::new(out).cell(&format!("読み取り不可 / unreadable: {id}"));
        self.codes.iter().skip(1).fold(line, |line, _| line.cell("")).end();
    }
}

/// Linked accounts in the order of linking, separated by `|`.
fn join<'a>(joined: &mut String, parts: impl Iterator<Item = &'a str>) -> &str {
    joined.clear();
    for part in parts {
        if !joined.is_empty() {
            joined.push('|');
        }
        joined.push_str(part);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_stored_with_their_headings() {
        let keys = ExportColumns::parse(["note", "customer_id"].into_iter()).unwrap();
        let japanese = keys.clone().headed(Headings::Japanese);
        assert_eq!((keys.stored(), japanese.stored()), ("customer_id,note".into(), "ja:customer_id,note".into()));
        for columns in [keys, japanese] {
            assert_eq!(ExportColumns::from_stored(&columns.stored()), Some(columns));
        }
        for other in ["xx:note", "ja:shoe_size", "shoe_size"] {
            assert_eq!(ExportColumns::from_stored(other), None, "{other}");
        }
    }
}
