//! Checks the layout: which file may use which, and the length of files and functions. It reads paths in the sources.
//! Exceptions are listed, and the lists may only shrink: an exception that is no longer needed fails too.

mod app_features;
mod circles;
mod given_up;
mod help_labels;
mod imports;
mod known;
mod names;
mod once;
mod rows;
mod source;
mod words;

use imports::{Import, Sources};
use known::{APP_FLOORS, APP_PLACES, FLOORS, PAIRS, PLACES};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::LazyLock;

/// The longest file, and the longest function from `fn` to its closing brace, in lines.
const LONGEST_FILE: usize = 350;
const LONGEST_FUNCTION: usize = 45;

/// Half of a crate's files have at most so many lines.
const HALF_OF_FILES: usize = 80;
/// 95 of 100 of a crate's files, and of its functions, have at most so many lines.
const MOST_FILES: usize = 240;
const MOST_FUNCTIONS: usize = 25;

/// Reading all sources takes longer than a check, so all checks share what was read.
fn server() -> &'static Sources {
    static SERVER: LazyLock<Sources> = LazyLock::new(|| Sources::read(&crate::support::package().join("src")));
    &SERVER
}

fn app() -> &'static Sources {
    static APP: LazyLock<Sources> = LazyLock::new(|| Sources::read(&crate::support::package().join("../app/src")));
    &APP
}

/// The lines of each file below a folder of the package, unit tests included.
fn lengths(folder: &str) -> Vec<(String, usize)> {
    source::lengths(&crate::support::package().join(folder))
}

/// Checks that the found exceptions are exactly the known ones.
fn assert_known<T: Ord + Debug>(what: &str, found: &BTreeSet<T>, known: &BTreeSet<T>) {
    let new: Vec<_> = found.difference(known).collect();
    assert!(new.is_empty(), "{what}, and may not: {new:#?}");
    let gone: Vec<_> = known.difference(found).collect();
    assert!(gone.is_empty(), "{what}: no longer so, take it off the list: {gone:#?}");
}

fn owned(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|one| (*one).to_owned()).collect()
}

fn numbers(list: &[(&str, usize)]) -> BTreeSet<(String, usize)> {
    list.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
}

/// The place of a file: its floor, and its folder there.
#[derive(Clone, Copy)]
struct Place<'a> {
    floor: usize,
    folder: &'a str,
}

fn first_part(name: &str) -> &str {
    name.trim_end_matches(".rs").split('/').next().unwrap_or_default()
}

/// A folder with the name of a floor belongs to it; the table lists the others.
fn place<'a>(name: &'a str, floors: &[&str], places: &[(&'a str, &str)]) -> Option<Place<'a>> {
    let floor_of = |floor: &str| floors.iter().position(|known| *known == floor);
    if let Some(floor) = floor_of(first_part(name)) {
        let folder = name.trim_end_matches(".rs").split('/').nth(1).unwrap_or_default();
        return Some(Place { floor, folder });
    }
    let is_in = |folder: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/') || rest == ".rs");
    let named = places.iter().filter(|(folder, _)| is_in(folder)).max_by_key(|(folder, _)| folder.len());
    named.and_then(|(folder, floor)| Some(Place { floor: floor_of(floor)?, folder }))
}

fn file_pair(sources: &Sources, import: &Import) -> String {
    format!("{} -> {}", sources.files[import.from].name, sources.files[import.to].name)
}

/// Uses of files on a higher floor.
fn upward(sources: &Sources, floors: &[&str], places: &[(&str, &str)]) -> BTreeSet<String> {
    let floor = |file: usize| place(&sources.files[file].name, floors, places).map(|place| place.floor);
    let runs_up = |import: &Import| floor(import.from) < floor(import.to) && floor(import.from).is_some();
    sources.imports().iter().filter(|import| runs_up(import)).map(|import| file_pair(sources, import)).collect()
}

fn assert_all_have_places(sources: &Sources, floors: &[&str], places: &[(&str, &str)]) {
    let names: Vec<_> = sources.files.iter().map(|file| file.name.as_str()).filter(|name| *name != "lib.rs").collect();
    let lost: Vec<_> = names.iter().filter(|name| place(name, floors, places).is_none()).collect();
    assert!(lost.is_empty(), "on no floor: {lost:#?}");
    let in_folders = names.iter().filter(|name| !floors.contains(&first_part(name)));
    let used: BTreeSet<_> = in_folders.filter_map(|name| Some(place(name, floors, places)?.folder)).collect();
    let idle: Vec<_> = places.iter().filter(|(folder, _)| !used.contains(folder)).collect();
    assert!(idle.is_empty(), "nothing stands there any more, take it off the list: {idle:#?}");
}

/// The places of `app`: the listed ones, and each folder with a feature's table.
fn app_places(app: &Sources) -> Vec<(&str, &str)> {
    let features = app.files.iter().filter_map(|file| file.name.strip_suffix("/feature.rs"));
    features.map(|folder| (folder, "features")).chain(APP_PLACES.iter().copied()).collect()
}

#[test]
fn every_file_stands_on_a_floor() {
    let app = app();
    assert_all_have_places(server(), &FLOORS, PLACES);
    assert_all_have_places(app, &APP_FLOORS, &app_places(app));
}

#[test]
fn files_use_their_own_floor_and_those_below() {
    assert_known("uses a floor above", &upward(server(), &FLOORS, PLACES), &owned(known::UPWARD));
    let app = app();
    assert_known("uses a floor above", &upward(app, &APP_FLOORS, &app_places(app)), &owned(known::APP_UPWARD));
}

/// Uses of one feature by another, and what they use of it.
fn between_features(sources: &Sources) -> (BTreeSet<(String, String)>, BTreeSet<String>) {
    let (mut pairs, mut inside) = (BTreeSet::new(), BTreeSet::new());
    for import in sources.imports() {
        let at = |file: usize| place(&sources.files[file].name, &FLOORS, PLACES);
        let (Some(from), Some(to)) = (at(import.from), at(import.to)) else { continue };
        // The floor's own `mod.rs` lists what the features declare.
        let own = from.folder == to.folder || from.folder == "mod";
        if FLOORS[from.floor] != "features" || FLOORS[to.floor] != "features" || own {
            continue;
        }
        pairs.insert((from.folder.to_owned(), to.folder.to_owned()));
        // A file may use only what another feature's own `mod.rs` offers: one step below the folder.
        let steps = import.path.iter().skip_while(|part| *part != to.folder).count();
        if steps > 2 && sources.files[import.to].module.last().is_none_or(|last| last != to.folder) {
            inside.insert(file_pair(sources, import));
        }
    }
    (pairs, inside)
}

#[test]
fn features_meet_only_where_the_list_says_so() {
    let allowed =
        |(from, to): &(String, String)| PAIRS.iter().any(|(f, to_all)| f == from && to_all.contains(&to.as_str()));
    let (pairs, inside) = between_features(server());
    let other: BTreeSet<_> =
        pairs.iter().filter(|pair| !["home", "proof"].contains(&pair.0.as_str()) && !allowed(pair)).cloned().collect();
    let known = known::OTHER_PAIRS.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
    assert_known("uses another feature", &other, &known);
    let met = |from: &str, to: &str| pairs.contains(&(from.to_owned(), to.to_owned()));
    let idle: Vec<_> = PAIRS.iter().flat_map(|(from, all)| all.iter().map(move |to| (*from, *to))).collect();
    let idle: Vec<_> = idle.into_iter().filter(|(from, to)| !met(from, to)).collect();
    assert!(idle.is_empty(), "they do not meet any more, take it off the list: {idle:#?}");
    assert_known("reaches inside another feature", &inside, &owned(known::INSIDE));
}

/// Uses of a feature by `http` past the lists in `features/mod.rs`.
fn past_the_lists(sources: &Sources) -> BTreeSet<String> {
    let name = |file: usize| sources.files[file].name.as_str();
    let is_past =
        |from: &str, to: &str| first_part(from) == "http" && first_part(to) == "features" && to != "features/mod.rs";
    let past = sources.imports().iter().filter(|import| is_past(name(import.from), name(import.to)));
    past.map(|import| file_pair(sources, import)).collect()
}

#[test]
fn http_knows_the_features_by_their_lists() {
    assert_known("uses a feature itself", &past_the_lists(server()), &BTreeSet::new());
}

fn in_circles(sources: &Sources) -> BTreeSet<String> {
    let uses: BTreeSet<_> = sources.imports().iter().map(|import| (import.from, import.to)).collect();
    let files = circles::circles(sources.files.len(), &uses).into_iter().flatten();
    files.map(|file| sources.files[file].name.clone()).collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    assert_known("stands in a circle", &in_circles(server()), &owned(known::CIRCLES));
    assert_known("stands in a circle", &in_circles(app()), &owned(known::APP_CIRCLES));
}

#[test]
fn files_and_functions_are_short() {
    let (mut files, mut functions) = (BTreeSet::new(), BTreeSet::new());
    for (folder, lengths) in [("server", lengths("src")), ("app", lengths("../app/src")), ("tests", lengths("tests"))] {
        let long = lengths.into_iter().filter(|(_, lines)| *lines > LONGEST_FILE);
        files.extend(long.map(|(name, lines)| (format!("{folder}/{name}"), lines)));
    }
    for (crate_name, sources) in [("server", server()), ("app", app())] {
        for file in &sources.files {
            let name = format!("{crate_name}/{}", file.name);
            let long = source::functions(&file.code).into_iter().filter(|(_, lines)| *lines > LONGEST_FUNCTION);
            functions.extend(long.map(|(function, lines)| (format!("{name}: {function}"), lines)));
        }
    }
    assert_known("has many lines", &files, &numbers(known::LONG_FILES));
    assert_known("has many lines", &functions, &numbers(known::LONG_FUNCTIONS));
}

/// The length that so many of a hundred do not exceed.
fn percentile(lengths: &[usize], of_hundred: usize) -> usize {
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable();
    sorted[(sorted.len() * of_hundred).div_ceil(100) - 1]
}

#[test]
fn most_files_and_functions_are_very_short() {
    for (sources, files) in [(server(), lengths("src")), (app(), lengths("../app/src"))] {
        let files: Vec<usize> = files.into_iter().map(|(_, lines)| lines).collect();
        let functions = sources.files.iter().flat_map(|file| source::functions(&file.code));
        let functions: Vec<usize> = functions.map(|(_, lines)| lines).collect();
        let found = [percentile(&files, 50), percentile(&files, 95), percentile(&functions, 95)];
        for (lines, limit) in found.into_iter().zip([HALF_OF_FILES, MOST_FILES, MOST_FUNCTIONS]) {
            assert!(lines <= limit, "{lines} lines, more than {limit}: {found:?}");
        }
    }
}

/// A made-up crate: the text of each file.
fn made_up(files: &[(&str, &str)]) -> Sources {
    let file = |(name, text): &(&str, &str)| source::of(name, text);
    Sources::of(files.iter().filter_map(file).collect())
}

#[test]
fn paths_are_followed_to_the_file_that_has_the_thing() {
    let sources = made_up(&[
        ("lib.rs", "pub mod door; pub mod log;"),
        ("door/mod.rs", "mod read;\npub use read::Read;"),
        ("door/read.rs", "use crate::log;\nfn f() { log::chain::g(); } // crate::door::write"),
        ("door/write.rs", "use super::{Read, read as other};\nfn f(_: Read) { let _ = \"crate::log\"; other::x(); }"),
        ("log/mod.rs", "pub mod chain;\npub use self::chain::Line as Entry;"),
        ("log/chain.rs", "#[cfg(test)]\nmod tests { use crate::door::Read; }\npub fn g() -> char { '\"' }"),
        ("log/verify.rs", "fn f(_: crate::log::Entry, _: &'static str) {}"),
    ]);
    let found: BTreeSet<_> = sources.imports().iter().map(|import| file_pair(&sources, import)).collect();
    let known = [
        "door/mod.rs -> door/read.rs",
        "door/read.rs -> log/chain.rs",
        "door/write.rs -> door/read.rs",
        "log/mod.rs -> log/chain.rs",
        "log/verify.rs -> log/chain.rs",
    ];
    assert_eq!(found, owned(&known));
    assert!(in_circles(&sources).is_empty());
    assert_eq!(upward(&sources, &["door", "log"], &[]), owned(&["door/read.rs -> log/chain.rs"]));
}

#[test]
fn uses_past_the_lists_are_found() {
    let sources = made_up(&[
        ("features/mod.rs", "pub mod a;\npub use a::open;\npub static JOBS: u8 = 1;"),
        ("features/a/mod.rs", "pub fn open() {}\npub fn keep() {}"),
        ("cli/jobs.rs", "use crate::features::a;\nfn f() { a::keep() }"),
        ("http/router.rs", "use crate::features::JOBS;\nfn f() { JOBS; }"),
        ("http/pages.rs", "use crate::features::open;\nfn f() { open() }"),
        ("http/posts.rs", "use crate::features::a;\nfn f() { a::keep() }"),
    ]);
    let known = ["http/pages.rs -> features/a/mod.rs", "http/posts.rs -> features/a/mod.rs"];
    assert_eq!(past_the_lists(&sources), owned(&known));
}

#[test]
fn circles_and_long_functions_are_found() {
    let long = format!("fn f() {{\n{}}}\nfn g() {{}}\n", "g();\n".repeat(50));
    let sources = made_up(&[
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "pub struct B(super::c::C);"),
        ("c.rs", "fn f() { crate::a::f() }"),
    ]);
    assert_eq!(in_circles(&sources), owned(&["a.rs", "b.rs", "c.rs"]));
    assert_eq!(source::functions(&long), [("f".to_owned(), 52), ("g".to_owned(), 1)]);
    let lengths: Vec<usize> = (1..=20).rev().collect();
    assert_eq!([percentile(&lengths, 50), percentile(&lengths, 95), percentile(&lengths, 96)], [10, 19, 20]);
}
