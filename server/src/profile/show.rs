//! Prints a profile for `sekisho profile show`.

use super::policy::Profile;
use std::fmt;

impl Profile {
    /// Writes the whole profile for people, in Japanese and English.
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
