//! Finds circles: files that use each other, through any number of steps.

use std::collections::BTreeSet;

/// Returns the groups of files that form a circle.
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

/// The files that a file uses, directly and indirectly.
fn reach(from: usize, uses: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(file) = next.pop() {
        let targets = uses.range((file, 0)..=(file, usize::MAX)).map(|(_, to)| *to);
        next.extend(targets.filter(|to| seen.insert(*to)));
    }
    seen
}
