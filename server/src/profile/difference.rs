//! In which values two profiles differ.

use super::labels;
use super::lines::ProfileLine;
use super::policy::Profile;

/// A value that two profiles do not share, as each has it. One that does not state it has none.
pub type Difference = (Option<ProfileLine>, Option<ProfileLine>);

impl Profile {
    /// Every value that another profile has otherwise, or does not state, in the order it is shown.
    pub fn differences(&self, other: &Profile) -> Vec<Difference> {
        let line = |of: &Profile, key| of.lines.iter().find(|line| line.key == key).cloned();
        let both = |label: &labels::Label| (line(self, label.key), line(other, label.key));
        let value = |line: &Option<ProfileLine>| line.as_ref().map(|l| (l.value_ja.clone(), l.value_en.clone()));
        labels::LABELS.iter().map(both).filter(|(mine, others)| value(mine) != value(others)).collect()
    }
}
