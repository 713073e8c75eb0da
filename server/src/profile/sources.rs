//! The sources of values. `[sources]` lists, under the id of a statement, the values that answer it: `SL-20b =
//! ["password.max_age_days", "password.history"]`. Values that no document demands are listed under `default`. A key
//! covers everything under it that has no entry of its own. Each value needs a source, and each source a value.

use std::collections::BTreeMap;

use super::error::Findings;
use super::labels;
use super::statements::{self, Statement};
use super::words::FixedText;

/// The statement that a value answers, or the product's own choice if the document says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    Default,
    Statement(&'static Statement),
}

impl Source {
    /// The statement's id, or `default`.
    pub fn id(self) -> &'static str {
        match self {
            Source::Default => "default",
            Source::Statement(statement) => statement.id,
        }
    }

    /// The statement, if a document demands the value.
    pub fn statement(self) -> Option<&'static Statement> {
        match self {
            Source::Default => None,
            Source::Statement(statement) => Some(statement),
        }
    }

    /// A short form of the statement.
    pub fn text(self) -> FixedText {
        match self {
            Source::Default => FixedText { ja: "製品の既定値", en: "Product default" },
            Source::Statement(statement) => statement.text,
        }
    }
}

/// `[sources]` as written: statement id or `default` → keys.
pub(super) type SourceTable = BTreeMap<String, Vec<String>>;

/// Key of a value → its source.
pub(super) type Sources = BTreeMap<&'static str, Source>;

/// One key under one source, as written.
struct Claim<'a> {
    key: &'a str,
    source: Source,
    place: String,
    used: bool,
}

/// Finds the source of every value. Refuses values without a source, and sources without a value.
pub(super) fn resolve(
    table: &SourceTable,
    document: &str,
    values: &toml::Table,
    findings: &mut Findings<'_>,
) -> Sources {
    let mut claims = claims(table, document, findings);
    let mut sources = Sources::new();
    for key in labels::keys().filter(|key| labels::value(values, key).is_some()) {
        match closest(&mut claims, key) {
            Some(claim) => {
                claim.used = true;
                sources.insert(key, claim.source);
            }
            None => findings
                .refuse(key, format!("{key} has no source: name it in [sources], under a statement or `default`")),
        }
    }
    for claim in claims.iter().filter(|claim| !claim.used) {
        findings.refuse(
            &claim.place,
            format!("the source {} names `{}`, which has no value of its own", claim.source.id(), claim.key),
        );
    }
    sources
}

fn claims<'a>(table: &'a SourceTable, document: &str, findings: &mut Findings<'_>) -> Vec<Claim<'a>> {
    let mut claims: Vec<Claim<'a>> = Vec::new();
    for (id, keys) in table {
        let place = format!("sources.{id}");
        let Some(source) = source(id, document, &place, findings) else { continue };
        for (number, key) in keys.iter().enumerate() {
            let place = format!("{place}.{number}");
            if let Some(first) = claims.iter().find(|claim| claim.key == key) {
                findings.refuse(&place, format!("`{key}` has two sources: {} and {id}", first.source.id()));
            } else {
                claims.push(Claim { key, source, place, used: false });
            }
        }
    }
    claims
}

fn source(id: &str, document: &str, place: &str, findings: &mut Findings<'_>) -> Option<Source> {
    if id == "default" {
        return Some(Source::Default);
    }
    match statements::of_document(id, document) {
        Err(reason) => findings.refuse(place, reason),
        Ok(statement) if statement.attested => {
            findings.refuse(place, format!("{id} is about people or premises: attest it, no value enforces it"));
        }
        Ok(statement) => return Some(Source::Statement(statement)),
    }
    None
}

/// The claim that names the key, or the nearest table above it.
fn closest<'c, 'a>(claims: &'c mut [Claim<'a>], key: &str) -> Option<&'c mut Claim<'a>> {
    claims.iter_mut().filter(|claim| covers(claim.key, key)).max_by_key(|claim| claim.key.len())
}

fn covers(claimed: &str, key: &str) -> bool {
    key.strip_prefix(claimed).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
