//! Compares two profiles.

use super::labels;
use super::lines::ProfileLine;
use super::policy::Profile;

/// A value that differs between two profiles, with both sides. A profile that does not state the value has `None`.
pub type LineDifference = (Option<ProfileLine>, Option<ProfileLine>);

impl Profile {
    /// The values that another profile states differently or not at all, in the order of the pages.
    pub fn differences(&self, other: &Profile) -> Vec<LineDifference> {
        let line = |of: &Profile, key| of.lines.iter().find(|line| line.key == key).cloned();
        let both = |label: &labels::Label| (line(self, label.key), line(other, label.key));
        let value = |line: &Option<ProfileLine>| line.as_ref().map(|l| (l.value_ja.clone(), l.value_en.clone()));
        labels::LABELS.iter().map(both).filter(|(mine, others)| value(mine) != value(others)).collect()
    }
}
