//! Pseudo-random numbers that are the same in every demonstration. No secret depends on them.

/// Knuth's MMIX generator.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Numbers {
        Numbers(seed)
    }

    /// A number from 0 to `end`, without `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = u32::try_from(self.0 >> 32).unwrap_or_default();
        high % end.max(1)
    }

    /// True in `n` of a hundred cases.
    pub fn percent(&mut self, n: u32) -> bool {
        self.below(100) < n
    }

    /// One of the choices, separated by `|`.
    pub fn of<'c>(&mut self, choices: &'c str) -> &'c str {
        let count = u32::try_from(choices.split('|').count()).unwrap_or(u32::MAX);
        choices.split('|').nth(self.below(count) as usize).unwrap_or_default()
    }
}
