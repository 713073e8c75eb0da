//! The values in force, line by line, with the statement that each comes from.

use super::enforced::is_enforced;
use super::labels;
use super::render::{Rendered, render};
use super::sources::{Source, Sources};
use super::words::FixedText;

/// One value in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileLine {
    /// The section's name in the file, and its title.
    pub section: &'static str,
    pub section_title: FixedText,
    /// The dotted key in the file.
    pub key: &'static str,
    pub label: FixedText,
    /// The value in plain words.
    pub value_ja: String,
    pub value_en: String,
    pub source: Source,
    /// True if this version of the program enforces the value.
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
