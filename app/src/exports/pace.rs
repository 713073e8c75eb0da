//! How long a job still takes. Nothing is said until two guesses in a row agree: a figure that jumps is worse than none.

/// Milliseconds of work after which a guess is worth something.
const SETTLED: f64 = 4000.0;
/// Two guesses agree if they differ by less than this part.
const AGREE: f64 = 0.25;
/// Seconds are told in steps of this size.
const STEP: u64 = 10;

/// The pace of a job, from where it was first seen.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pace {
    /// When it was first seen moving, in milliseconds, and the rows that were done then.
    start: Option<Start>,
    last: Option<f64>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Start {
    at: f64,
    done: u64,
}

impl Pace {
    /// The job has done so many rows at a moment. Returns the seconds that are left, once they are known.
    pub fn reaches(&mut self, at: f64, done: u64, total: u64) -> Option<u64> {
        if done == 0 || done >= total {
            return None;
        }
        let start = *self.start.get_or_insert(Start { at, done });
        let (took, rows) = (at - start.at, done.saturating_sub(start.done));
        if took < SETTLED || rows == 0 {
            return None;
        }
        let guess = took / 1000.0 * as_float(total - done) / as_float(rows);
        // What the last guess would be by now does not matter: the time between two figures is short.
        let agrees = self.last.is_some_and(|last| (guess - last).abs() <= last * AGREE);
        self.last = Some(guess);
        agrees.then(|| rounded(guess))
    }
}

#[expect(clippy::cast_precision_loss, reason = "no export has so many rows that it matters to a guess")]
fn as_float(rows: u64) -> f64 {
    rows as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess is positive, and rounded")]
fn rounded(seconds: f64) -> u64 {
    (seconds as u64).max(1).div_ceil(STEP) * STEP
}

#[cfg(test)]
mod tests {
    use super::Pace;

    #[test]
    fn the_time_left_is_told_once_it_is_steady() {
        let mut pace = Pace::default();
        let told = [(0.0, 100), (1000.0, 1100), (5000.0, 5100), (6000.0, 6100)];
        let told = told.map(|(at, done)| pace.reaches(at, done, 66_100));
        assert_eq!(told, [None, None, None, Some(60)]);
        assert_eq!(pace.reaches(16_000.0, 6200, 66_100), None, "it has slowed down");
        assert_eq!(pace.reaches(17_000.0, 66_100, 66_100), None, "it is done");
    }

    #[test]
    fn a_job_that_has_not_moved_has_no_pace() {
        let mut pace = Pace::default();
        for at in [0.0, 5000.0, 10_000.0] {
            assert_eq!(pace.reaches(at, 7, 100), None);
        }
    }
}
