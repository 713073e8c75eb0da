//! One name has one meaning: no two types have one name, neither in one crate nor in the two.

use super::imports::Sources;
use super::{app, assert_known, known, made_up, owned, server};
use std::collections::{BTreeMap, BTreeSet};

/// The type that a line declares. A `type` further in belongs to a trait or to what implements one.
fn declared(line: &str) -> Option<&str> {
    let begins_item = !line.starts_with(' ');
    let line = line.trim_start();
    let item = line.strip_prefix("pub").map_or(line, |rest| rest.trim_start_matches(|c: char| c != ' ').trim_start());
    let (keyword, rest) = item.split_once(' ')?;
    let is_type = ["struct", "enum", "trait", "union"].contains(&keyword) || (keyword == "type" && begins_item);
    let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (is_type && name.starts_with(char::is_uppercase)).then_some(name)
}

/// The names of all types, each as often as it is declared. Every entity has a `Model`, an `Entity` and so on.
fn all_declared(sources: &Sources) -> impl Iterator<Item = &str> {
    let files = sources.files.iter().filter(|file| !file.name.starts_with("storage/entity/"));
    files.flat_map(|file| file.code.lines().filter_map(declared))
}

/// Names of types that are declared more than once.
fn declared_twice(sources: &Sources) -> BTreeSet<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for name in all_declared(sources) {
        *times.entry(name).or_default() += 1;
    }
    times.into_iter().filter(|(_, times)| *times > 1).map(|(name, _)| name.to_owned()).collect()
}

/// Names of types that two crates declare.
fn declared_in_both(one: &Sources, other: &Sources) -> BTreeSet<String> {
    let others: BTreeSet<&str> = all_declared(other).collect();
    all_declared(one).filter(|name| others.contains(name)).map(ToOwned::to_owned).collect()
}

#[test]
fn one_name_of_a_type_has_one_meaning() {
    assert_known("is declared twice", &declared_twice(server()), &owned(known::DECLARED_TWICE));
    assert_known("is declared twice", &declared_twice(app()), &owned(known::APP_DECLARED_TWICE));
    let both = declared_in_both(server(), app());
    assert_known("is declared in both crates", &both, &owned(known::DECLARED_IN_BOTH));
}

#[test]
fn types_that_are_declared_twice_are_found() {
    let sources = made_up(&[
        (
            "a.rs",
            "pub struct Place;\nenum Line {}\npub(crate) type Span = u8;\nimpl A for B {\n    type Value = u8;\n}",
        ),
        (
            "b.rs",
            "    struct Place(u8);\npub trait Line<T> {}\ntype Span = u8;\nimpl A for C {\n    type Value = u8;\n}",
        ),
        ("c.rs", "// struct Other;\nstruct Other;\npub fn line(place: Place) {}\nuse a::Line;"),
        ("storage/entity/mail.rs", "pub struct Model;\npub struct Other;"),
        ("storage/entity/export.rs", "pub struct Model;"),
    ]);
    assert_eq!(declared_twice(&sources), owned(&["Line", "Place", "Span"]));
    let others = made_up(&[
        ("kit.rs", "pub struct Span;\ntype Far = u8;\nimpl A for B {\n    type Value = u8;\n}"),
        ("tests/visit.rs", "struct Other;"),
        ("storage/entity/mail.rs", "pub struct Place;"),
        ("lib.rs", "pub trait Line {}"),
    ]);
    assert_eq!(declared_in_both(&sources, &others), owned(&["Line", "Span"]));
}
