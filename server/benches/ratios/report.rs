//! The results: ratios with both of their figures, and plain figures.

use std::fmt::Display;
use std::time::{Duration, Instant};

/// Lines in the order of measuring.
#[derive(Default)]
pub struct Report(Vec<String>);

/// The target of a ratio.
pub enum Aim {
    AtLeast(f64),
    AtMost(f64),
    /// Shown for comparison only.
    None,
}

impl Report {
    /// `ours` ÷ `bare`, both in `unit`.
    pub fn ratio(&mut self, what: &str, (ours, bare): (f64, f64), unit: &str, aim: Aim) {
        let ratio = ours / bare;
        let aim = match aim {
            Aim::AtLeast(least) => format!(", aim {least} or more: {}", verdict(ratio >= least)),
            Aim::AtMost(most) => format!(", aim {most} or less: {}", verdict(ratio <= most)),
            Aim::None => String::new(),
        };
        self.say(format!("{ratio:>8.2}  {what} ({ours:.1} ÷ {bare:.1} {unit}{aim})"));
    }

    /// Adds a plain figure.
    pub fn figure(&mut self, what: &str, figure: impl Display) {
        self.say(format!("{figure:>8}  {what}"));
    }

    fn say(&mut self, line: String) {
        println!("{line}");
        self.0.push(line);
    }

    pub fn print(&self) {
        println!("\n=== Sekisho's figures of this run ===\n{}", self.0.join("\n"));
    }
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "missed" }
}

/// Measures how long something takes.
pub async fn timed<T>(act: impl Future<Output = T>) -> (Duration, T) {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    let start = Instant::now();
    let done = act.await;
    (start.elapsed(), done)
}

/// Operations per second.
pub async fn rate(n: u32, act: impl Future<Output = ()>) -> f64 {
    f64::from(n) / timed(act).await.0.as_secs_f64()
}

/// The median in milliseconds.
pub fn median_ms(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

/// The median of three measurements.
pub fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}
