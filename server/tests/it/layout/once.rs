//! What the program does in one place only.

use super::imports::Sources;
use super::{assert_known, known, made_up, numbers, owned, server};
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

/// Files that compare the code of a state themselves, with the number of places: a literal or a `code()` behind the field
/// or the column that holds it.
fn comparing(sources: &Sources) -> BTreeSet<(String, usize)> {
    let outside = sources.files.iter().filter(|file| !file.name.starts_with("storage/entity/"));
    let counted = outside.map(|file| (file.name.clone(), comparisons(&file.code)));
    counted.filter(|(_, places)| *places > 0).collect()
}

fn comparisons(code: &str) -> usize {
    let behind = |what: &'static str| code.match_indices(what).map(move |(at, _)| &code[at + what.len()..]);
    let fields = [".state", ".status", ".result"].into_iter().flat_map(behind).filter(|after| is_asked(after));
    let columns = ["::State", "::Status", "::Result"].into_iter().flat_map(behind).filter(|after| is_filtered(after));
    fields.chain(columns).filter(|after| is_code(after)).count()
}

fn is_asked(after: &str) -> bool {
    ["==", "!="].iter().any(|operator| after.trim_start().starts_with(operator))
}

fn is_filtered(after: &str) -> bool {
    [".eq(", ".ne(", ".is_in("].iter().any(|verb| after.starts_with(verb))
}

/// True if a comparison is with a literal, which the sources show as blanks, or with a `code()`.
fn is_code(comparison: &str) -> bool {
    let (_, with) = comparison.split_once(['=', '(']).unwrap();
    let with = with.trim_start_matches('=').trim_start_matches('[');
    let with = with.strip_prefix(' ').unwrap_or(with);
    let end = with.find([';', '\n', '|', '&', '{']).unwrap_or(with.len());
    with.starts_with("  ") || with[..end].contains(".code()") || with[..end].contains("::code")
}

#[test]
fn states_are_compared_where_the_row_lives() {
    assert_known("compares a state's code", &comparing(&server()), &numbers(known::COMPARING));
}

#[test]
fn compared_codes_are_found() {
    let code = "fn f() { a.status != \"active\" && b.state == State::Done.code(); \
                q.filter(C::State.eq(\"done\")).filter(C::Status.is_in([\"a\", \"b\"])).filter(C::Result.ne(X.code())) }";
    let fine = "fn f() { a.is_active() && row.status == member.status && row.state == State::Done; \
                q.filter(C::State.eq(&case.state)).filter(export::in_state(State::Done)); }";
    let sources = made_up(&[("a.rs", code), ("b.rs", fine), ("storage/entity/mail.rs", code)]);
    assert_eq!(comparing(&sources), numbers(&[("a.rs", 5)]));
}
