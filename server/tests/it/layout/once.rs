//! What the program does in one place only, and what it does nowhere.

use super::imports::Sources;
use super::source::{depths, parameters, parts};
use super::{app, assert_known, known, made_up, numbers, owned, server};
use std::collections::BTreeSet;

/// Files that log a failure themselves.
fn failing(sources: &Sources) -> BTreeSet<String> {
    let fails = sources.files.iter().filter(|file| file.code.contains("Outcome::Failure"));
    fails.map(|file| file.name.clone()).collect()
}

/// Files that answer with a warning as if the act had succeeded, so that the log has no entry of the refusal.
fn warning(sources: &Sources) -> BTreeSet<String> {
    let answers = |code: &str| {
        code.split("return Ok(")
            .skip(1)
            .any(|after| after.split(';').next().is_some_and(|answer| answer.contains(".warning(")))
    };
    sources.files.iter().filter(|file| answers(&file.code)).map(|file| file.name.clone()).collect()
}

#[test]
fn what_is_refused_to_a_person_is_logged_by_the_door() {
    assert_known("logs a failure by hand", &failing(server()), &owned(known::FAILING));
}

#[test]
fn no_refusal_answers_as_if_the_act_had_succeeded() {
    assert_known("answers a refusal without an entry", &warning(server()), &owned(&[]));
}

#[test]
fn answers_with_a_warning_are_found() {
    let sources = made_up(&[
        ("a.rs", "async fn f() -> Result<Next, Fault> { if full { return Ok(back.warning(m::FULL)); } Ok(back) }"),
        ("b.rs", "async fn f() { tx.out_of_order(event, back.warning(m::FULL)).await?; Ok(back.saying(m::DONE)) }"),
    ]);
    assert_eq!(warning(&sources), owned(&["a.rs"]));
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
    assert_known("compares a state's code", &comparing(server()), &numbers(known::COMPARING));
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

/// Functions with a parameter that is a tuple of two or more parts.
fn with_tuples(sources: &Sources) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in &sources.files {
        let all = parameters(&file.code).into_iter().filter(|(_, all)| all.iter().any(|one| is_tuple(one)));
        found.extend(all.map(|(function, _)| format!("{}: {function}", file.name)));
    }
    found
}

/// True if the type of a parameter is a tuple, or if it is taken apart like one: then a name stands for the type.
fn is_tuple(parameter: &str) -> bool {
    let bytes = parameter.as_bytes();
    let is_colon =
        |at: usize| bytes[at] == b':' && bytes.get(at + 1) != Some(&b':') && (at == 0 || bytes[at - 1] != b':');
    let colon = depths(parameter).find(|(at, depth)| *depth == 0 && is_colon(*at));
    let Some((colon, _)) = colon else { return false };
    let kind = parameter[colon + 1..].trim().trim_start_matches('&');
    let kind = if kind.starts_with('\'') { kind.split_once(' ').map_or("", |(_, kind)| kind) } else { kind };
    has_parts(&parameter[..colon]) || has_parts(kind.trim_start_matches("mut "))
}

/// True for two or more parts in parentheses.
fn has_parts(text: &str) -> bool {
    let inside = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.is_some_and(|inside| parts(inside).len() > 1)
}

#[test]
fn the_parts_of_a_parameter_have_names() {
    assert_known("takes a tuple", &with_tuples(server()), &owned(known::TUPLES));
    assert_known("takes a tuple", &with_tuples(app()), &owned(known::APP_TUPLES));
}

#[test]
fn parameters_that_are_tuples_are_found() {
    let code = "fn a((x, y): (u8, u8)) {} fn b(&self, p: &'a mut (A<B, C>, D)) -> (u8, u8); fn c<T: Fn(u8, u8)>(_: T, \
                (one, two): Pair) {} const fn d<'a, F>(f: F, t: &(u8, u8),) where F: Fn((u8, u8)) -> u8 {}";
    let fine = "fn e(a: &(impl A + ?Sized), Wrap(b, c): Wrap, f: impl Fn(u8, u8) -> (u8, u8)) { let _ = |(a, b)| a; } \
                fn f(self, d: [(u8, u8); 2], P { x, y }: P, #[prop(a, b)] g: x::Y<(u8, u8)>) {} fn g() {}";
    let sources = made_up(&[("a.rs", code), ("b.rs", fine)]);
    assert_eq!(with_tuples(&sources), owned(&["a.rs: a", "a.rs: b", "a.rs: c", "a.rs: d"]));
}
