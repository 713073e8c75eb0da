//! One record of a CSV file.

/// A record, reused between reads, so that reading does not allocate.
#[derive(Default)]
pub(super) struct Record {
    text: Vec<u8>,
    ends: Vec<usize>,
    pub(super) line: u64,
}

impl Record {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, field: usize) -> Option<&[u8]> {
        let start = field.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*start..*self.ends.get(field)?)
    }

    /// The line on which it starts, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// True if it contains only white space.
    pub(super) fn is_blank(&self) -> bool {
        let blank = |text: &[u8]| str::from_utf8(text).is_ok_and(|text| text.trim().is_empty());
        self.text.first().is_none_or(|byte| !byte.is_ascii_graphic()) && blank(&self.text)
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    pub(super) fn push(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
    }

    pub(super) fn end_field(&mut self) {
        self.ends.push(self.text.len());
    }
}
