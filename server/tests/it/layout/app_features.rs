//! Which feature of `app` uses which.

use super::imports::Sources;
use super::{app, assert_known, first_part, known, made_up};
use std::collections::BTreeSet;

/// Features and those that they use.
type Uses = BTreeSet<(String, String)>;

/// The uses of one feature by another. The texts of another feature, such as the title of its page, count only `with_texts`.
fn uses(app: &Sources, with_texts: bool) -> Uses {
    let features: BTreeSet<&str> = app.files.iter().filter_map(|file| file.name.strip_suffix("/feature.rs")).collect();
    let mut found = Uses::new();
    for import in app.imports() {
        let (from, to) = (&app.files[import.from].name, &app.files[import.to].name);
        let (user, target) = (first_part(from), first_part(to));
        let counts = with_texts || !to.ends_with("/messages.rs");
        if counts && user != target && features.contains(user) && features.contains(target) {
            found.insert((user.to_owned(), target.to_owned()));
        }
    }
    found
}

/// Features that use each other, each pair once.
fn both_ways(uses: &Uses) -> Uses {
    let uses_back = |(from, to): &&(String, String)| from < to && uses.contains(&(to.clone(), from.clone()));
    uses.iter().filter(uses_back).cloned().collect()
}

fn pair(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

#[test]
fn features_of_app_meet_only_where_the_list_says_so() {
    let known = known::APP_PAIRS.iter().flat_map(|(from, all)| all.iter().map(move |to| pair(from, to))).collect();
    assert_known("uses another feature", &uses(app(), true), &known);
}

#[test]
fn features_of_app_use_each_other_in_one_direction() {
    let known = known::APP_BOTH_WAYS.iter().map(|(one, other)| pair(one, other)).collect();
    assert_known("use each other", &both_ways(&uses(app(), false)), &known);
}

#[test]
fn uses_of_other_features_of_app_are_found() {
    let app = made_up(&[
        ("kit/mod.rs", "pub struct Badge;"),
        ("a/feature.rs", "use crate::b::api::B;\nuse crate::kit::Badge;\nfn f() { crate::c::messages::TITLE; }"),
        ("b/feature.rs", "pub fn f() {}"),
        ("b/api.rs", "pub struct B;\nuse crate::c::api::C;"),
        ("c/feature.rs", "use crate::b::api::B;\nuse super::super::a::messages as m;\nfn f() { m::TITLE; }"),
        ("c/api.rs", "pub struct C;"),
        ("c/messages.rs", "pub const TITLE: u8 = 1;"),
        ("a/messages.rs", "pub const TITLE: u8 = 1;"),
    ]);
    let all = Uses::from([pair("a", "b"), pair("a", "c"), pair("b", "c"), pair("c", "a"), pair("c", "b")]);
    assert_eq!(uses(&app, true), all);
    assert_eq!(both_ways(&uses(&app, false)), Uses::from([pair("b", "c")]));
}
