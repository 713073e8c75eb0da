//! What the program does in one place only.

use super::imports::Sources;
use super::{assert_known, known, made_up, owned, server};
use std::collections::BTreeSet;

/// Files that log a failure themselves.
fn failing(sources: &Sources) -> BTreeSet<String> {
    let fails = sources.files.iter().filter(|file| file.code.contains("Outcome::Failure"));
    fails.map(|file| file.name.clone()).collect()
}

#[test]
fn what_is_refused_to_a_person_is_logged_by_the_door() {
    assert_known("logs a failure by hand", &failing(&server()), &owned(known::FAILING));
}

#[test]
fn failures_that_are_logged_by_hand_are_found() {
    let by_hand = "async fn f(tx: Write) { tx.commit(event.outcome(Outcome::Failure)).await }";
    let sources = made_up(&[
        ("a.rs", by_hand),
        ("b.rs", "fn f(tx: Write) { tx.refuse(event, REASON, AppError::NotFound) } // Outcome::Failure"),
    ]);
    assert_eq!(failing(&sources), owned(&["a.rs"]));
}
