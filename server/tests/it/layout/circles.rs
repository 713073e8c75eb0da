//! Circles: files that use each other, by however many steps.

use std::collections::BTreeSet;

/// Of so many files and who uses whom, those that stand in a circle.
pub fn circles(files: usize, uses: &BTreeSet<(usize, usize)>) -> Vec<BTreeSet<usize>> {
    let reached: Vec<BTreeSet<usize>> = (0..files).map(|from| reach(from, uses)).collect();
    let mut found: Vec<BTreeSet<usize>> = Vec::new();
    for file in (0..files).filter(|file| reached[*file].contains(file)) {
        let circle: BTreeSet<usize> = reached[file].iter().copied().filter(|to| reached[*to].contains(&file)).collect();
        if !found.contains(&circle) {
            found.push(circle);
        }
    }
    found
}

/// What a file uses, and what that uses.
fn reach(from: usize, uses: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(file) = next.pop() {
        let targets = uses.range((file, 0)..=(file, usize::MAX)).map(|(_, to)| *to);
        next.extend(targets.filter(|to| seen.insert(*to)));
    }
    seen
}
