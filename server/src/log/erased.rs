use app::operation_logs::acts;
use serde_json::Value;

/// A range of entry numbers, both ends included.
type SeqRange = (i64, i64);

/// Entries without personal details, and those whose erasure is logged.
#[derive(Default)]
pub struct Erased {
    missing: Vec<SeqRange>,
    logged: Vec<SeqRange>,
}

impl Erased {
    /// Records an entry without personal details.
    pub fn missing(&mut self, seq: i64) {
        match self.missing.last_mut() {
            Some((_, to)) if to.saturating_add(1) == seq => *to = seq,
            _ => self.missing.push((seq, seq)),
        }
    }

    /// Reads from an entry which range was erased.
    pub fn entry(&mut self, action: &str, detail: &str) {
        if action != acts::ERASE_PERSONAL.code() {
            return;
        }
        let Ok(detail) = serde_json::from_str::<Value>(detail) else { return };
        if let (Some(from), Some(to)) = (detail["from"].as_i64(), detail["to"].as_i64()) {
            self.logged.push((from, to));
        }
    }

    /// The first entry whose details are gone without a log entry about it.
    pub fn first_unlogged(mut self) -> Option<i64> {
        self.logged.sort_unstable();
        self.missing.into_iter().find_map(|(from, to)| {
            let covered = self
                .logged
                .iter()
                .fold(from, |at, logged| if logged.0 <= at { at.max(logged.1.saturating_add(1)) } else { at });
            (covered <= to).then_some(covered)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_told_may_be_missing() {
        let first = |missing: &[i64], logged: &[SeqRange]| {
            let mut erased = Erased { logged: logged.to_vec(), ..Erased::default() };
            for seq in missing {
                erased.missing(*seq);
            }
            erased.first_unlogged()
        };
        assert_eq!(first(&[], &[]), None);
        assert_eq!(first(&[2, 3, 7], &[]), Some(2));
        assert_eq!(first(&[2, 3, 7], &[(1, 3)]), Some(7));
        assert_eq!(first(&[2, 3, 4, 5], &[(4, 9), (1, 2)]), Some(3));
        assert_eq!(first(&[2, 3, 4, 5], &[(3, 9), (1, 2)]), None);
    }
}
