//! What is in force, line by line, with the statement each value comes from: for the console's pages and
//! `sekisho profile show`.

use std::fmt;

use super::Profile;
use super::enforced::is_enforced;
use super::labels;
use super::render::{Rendered, render};
use super::sources::{Source, Sources};
use super::words::Words;

/// One value in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileLine {
    /// The section's name in the file, and its title.
    pub section: &'static str,
    pub section_title: Words,
    /// The dotted key in the file.
    pub key: &'static str,
    pub label: Words,
    /// The value in plain words.
    pub value_ja: String,
    pub value_en: String,
    pub source: Source,
    /// Whether this version of the program keeps it.
    pub enforced: bool,
}

pub(super) fn lines(values: &toml::Table, sources: &Sources) -> Vec<ProfileLine> {
    let line = |label: &'static labels::Label| {
        let (section, section_title) = labels::section(label.key);
        let value = labels::value(values, label.key)?;
        let Rendered { ja, en } = render(value, label.unit);
        let source = *sources.get(label.key)?;
        let (key, label) = (label.key, label.words);
        let enforced = is_enforced(key, value);
        Some(ProfileLine { section, section_title, key, label, value_ja: ja, value_en: en, source, enforced })
    };
    labels::LABELS.iter().filter_map(line).collect()
}

impl Profile {
    /// Writes the whole profile to be read by people, in Japanese and English.
    pub fn show(&self, out: &mut impl fmt::Write) -> fmt::Result {
        writeln!(out, "{}: {} / {}", self.name, self.title.ja, self.title.en)?;
        writeln!(
            out,
            "文書 / document {}, 版 / version {}, 施行日 / effective {}",
            self.document, self.version, self.effective
        )?;
        let mut section = "";
        for line in self.lines() {
            if line.section != section {
                section = line.section;
                writeln!(out, "\n{} / {}", line.section_title.ja, line.section_title.en)?;
            }
            let (label, source) = (line.label, line.source.id());
            let value = if line.value_ja == line.value_en {
                line.value_ja
            } else {
                format!("{} / {}", line.value_ja, line.value_en)
            };
            writeln!(out, "  {} / {}: {value} [{source}]", label.ja, label.en)?;
        }
        writeln!(out, "\n表明事項 / Attested answers")?;
        for attested in &self.attestations {
            writeln!(out, "  {}\n    {} [{}]", attested.ja, attested.en, attested.statement)?;
        }
        Ok(())
    }
}
