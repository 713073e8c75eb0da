//! Who reads and writes the rows of which table.

use super::imports::Sources;
use super::{assert_known, known, made_up, numbers, owned, server};
use std::collections::{BTreeMap, BTreeSet};

/// The entities whose rows belong to a tenant, as listed in the macro.
fn tenanted(sources: &Sources) -> BTreeSet<String> {
    let entities = sources.files.iter().find(|file| file.name == "storage/entity/mod.rs").unwrap();
    let (_, list) = entities.code.split_once("tenanted!(").unwrap();
    let (list, _) = list.split_once(')').unwrap();
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The entity and the function of a path such as `storage::entity::mail::Entity::find`.
fn on_entity(path: &[String]) -> Option<(&str, &str)> {
    let [storage, entity, row, of, function] = path else { return None };
    let stands = storage == "storage" && entity == "entity" && ["Entity", "ActiveModel"].contains(&of.as_str());
    stands.then_some((row, function))
}

/// The functions of entities that a file names, with their entities.
fn named_functions(sources: &Sources, file: usize) -> Vec<(String, String)> {
    let whole = sources.paths(file).into_iter().filter_map(|path| sources.absolute(file, &path));
    let named = whole.filter_map(|path| on_entity(&path).map(|(row, name)| (row.to_owned(), name.to_owned())));
    named.collect()
}

/// Features write their own tables, and so does each part of identity. Every other floor counts as one folder.
fn writer(name: &str) -> String {
    let parts: Vec<&str> = name.trim_end_matches(".rs").split('/').collect();
    let has_parts = ["features", "identity"].contains(&parts[0]);
    if has_parts { parts[..2].join("/") } else { parts[0].to_owned() }
}

/// Tables that several folders write, with those folders.
fn written_by_several(sources: &Sources) -> BTreeSet<String> {
    let mut writers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (n, file) in sources.files.iter().enumerate() {
        for (row, function) in named_functions(sources, n) {
            if ["insert", "update", "delete", "save"].iter().any(|verb| function.starts_with(verb)) {
                writers.entry(row).or_default().insert(writer(&file.name));
            }
        }
    }
    let several = writers.into_iter().filter(|(_, folders)| folders.len() > 1);
    several.map(|(row, folders)| format!("{row}: {}", Vec::from_iter(folders).join(", "))).collect()
}

#[test]
fn a_table_is_written_by_one_folder() {
    assert_known("is written by several folders", &written_by_several(server()), &owned(known::WRITTEN_BY_SEVERAL));
}

/// Finds queries for a tenant's rows that do not use the door's `of()`, file by file.
fn bare_finds(sources: &Sources) -> BTreeMap<String, usize> {
    let (tenanted, mut found) = (tenanted(sources), BTreeMap::new());
    for (n, file) in sources.files.iter().enumerate() {
        let named = named_functions(sources, n);
        let count = named.iter().filter(|(row, name)| name.starts_with("find") && tenanted.contains(row)).count();
        if count > 0 {
            found.insert(file.name.clone(), count);
        }
    }
    found
}

#[test]
fn rows_of_a_tenant_are_found_through_the_door() {
    let found: BTreeSet<_> = bare_finds(server()).into_iter().collect();
    assert_known("finds rows without `of()`", &found, &numbers(known::BARE_FINDS));
}

/// Passes over the accounts of all companies, file by file.
fn over_all_accounts(sources: &Sources) -> BTreeSet<(String, usize)> {
    let is_pass = |path: &[String]| path.iter().map(String::as_str).eq(["door", "people", "every"]);
    let imports = sources.imports();
    let count = |file: usize| {
        let whole = sources.paths(file).into_iter().filter_map(|path| sources.absolute(file, &path));
        let named = whole.filter(|path| is_pass(path)).count();
        let is_imported = imports.iter().any(|import| import.from == file && is_pass(&import.path));
        named.max(usize::from(is_imported))
    };
    let counted = sources.files.iter().enumerate().map(|(n, file)| (file.name.clone(), count(n)));
    counted.filter(|(name, count)| *count > 0 && !name.starts_with("door/people/")).collect()
}

#[test]
fn passes_over_the_accounts_of_all_companies_are_counted() {
    let found = over_all_accounts(server());
    assert_known("reads the accounts of all companies", &found, &numbers(known::ALL_ACCOUNTS));
}

#[test]
fn passes_over_all_accounts_are_found() {
    let sources = made_up(&[
        ("a.rs", "use crate::door::people;\nfn f() { people::every(); people::every().count(); people::of(1); }"),
        ("b.rs", "use crate::door::people::every;\nfn f() { every(); } // people::every()"),
        ("c.rs", "fn f() { crate::door::people::of(1); blocks::every(); }"),
        ("door/mod.rs", "pub mod people;"),
        ("door/people/mod.rs", "mod find;\npub use find::{every, of};"),
        ("door/people/find.rs", "pub fn every() {} pub fn of(_: u8) { super::every() }"),
    ]);
    assert_eq!(over_all_accounts(&sources), numbers(&[("a.rs", 2), ("b.rs", 1)]));
}

/// Files that find the row of a company by its id.
fn companies_by_id(sources: &Sources) -> BTreeSet<String> {
    let is_one = |(row, name): &(String, String)| row == "tenant" && name == "find_by_id";
    let finds = |n: &usize| named_functions(sources, *n).iter().any(is_one);
    (0..sources.files.len()).filter(finds).map(|n| sources.files[n].name.clone()).collect()
}

#[test]
fn a_company_is_found_by_its_id_in_one_place() {
    assert_known("finds a company itself", &companies_by_id(server()), &owned(known::COMPANIES_BY_ID));
}

#[test]
fn tables_with_several_writers_are_found() {
    let sources = made_up(&[
        ("features/a/one.rs", "use crate::storage::entity::mail;\nfn f() { mail::Entity::insert(row); }"),
        ("features/a/two.rs", "use crate::storage::entity::mail::ActiveModel as M;\nfn f() { M::update(row); }"),
        ("features/b.rs", "use crate::storage::entity::mail::{self, Entity};\nfn f() { Entity::update_many(); }"),
        ("door/link.rs", "use crate::storage::entity::mail::Entity;\nfn f() { Entity::find(); }"),
        ("storage/entity/mod.rs", "pub mod mail;"),
        ("storage/entity/mail.rs", "pub struct Entity; pub struct ActiveModel;"),
    ]);
    assert_eq!(written_by_several(&sources), owned(&["mail: features/a, features/b"]));
}

#[test]
fn bare_finds_are_found() {
    let finds = "use super::storage::entity::{mail::{self as m, Entity}, tenant};\nfn f() { Entity::find_by_id(1); \
                 m::Entity::find(); tenant::Entity::find(); read.of::<m::Entity>(); }";
    let sources = made_up(&[
        ("d.rs", finds),
        ("storage/entity/mod.rs", "pub mod mail; pub mod tenant; tenanted!(mail);"),
        ("storage/entity/mail.rs", "pub struct Entity;"),
        ("storage/entity/tenant.rs", "pub struct Entity;"),
    ]);
    assert_eq!(bare_finds(&sources), BTreeMap::from([("d.rs".to_owned(), 2)]));
}

#[test]
fn companies_that_are_found_by_their_ids_are_found() {
    let sources = made_up(&[
        ("a.rs", "use super::storage::entity::tenant;\nfn f() { tenant::Entity::find_by_id(1); }"),
        ("b.rs", "use super::storage::entity::tenant::Entity;\nfn f() { Entity::find(); } // Entity::find_by_id"),
        ("storage/entity/mod.rs", "pub mod tenant;"),
        ("storage/entity/tenant.rs", "pub struct Entity;"),
    ]);
    assert_eq!(companies_by_id(&sources), owned(&["a.rs"]));
}
