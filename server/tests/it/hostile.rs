//! No value from an address appears in a form that acts (S1): every page is requested with hostile parameters, and the
//! fields of its forms are compared with those of the normal page.

use crate::idor::{Belongings, NOBODYS, ORIGIN, belongings};
use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::lead::{page_path, same_page};
use app::page::Route;
use app::permission::Role;
use app::tables;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// Names that a page might read, besides those in its row.
const NAMES: [&str; 24] = [
    "act",
    "carried",
    "return_to",
    "back",
    "id",
    "email",
    "name",
    "role",
    "account",
    "profile",
    "scope",
    "network",
    "note",
    "columns",
    "purpose",
    "reason",
    "hours",
    "kinds",
    "telephone",
    "lang",
    "second_factor",
    "count",
    "code",
    "download",
];

/// Values that an attacker would like to see in a field. Some are words that the forms know, and one is an address that
/// staff can find.
const VALUES: [&str; 12] = [
    "hostile",
    "/members",
    "/account/prove?act=/members&carried=role%3Downer",
    "owner",
    "everyone",
    "managed-saas",
    "line",
    "all",
    "urgent",
    "203.0.113.0/24",
    "second_factor",
    "owner@aoba.example.jp",
];

/// Fields that an address may fill, each with its reason. Forms that only filter a list (GET) change nothing and are
/// skipped.
fn is_known(form: &str, name: &str, value: &str, page: &str) -> bool {
    match (form, name) {
        // The page itself in the other language: its own address, with the parameters that it reads.
        ("/display", "back") => same_page(value).is_some_and(|path| path.split('?').next() == page.split('?').next()),
        // A page of the table that a GET opens, and that changes nothing.
        ("/sign-in" | "/sign-in/passkey/start" | "/account/prove", "return_to") => page_path(value).is_some(),
        // The visible filter of the list that the form was opened from. It narrows what the form does.
        ("/exports", "q" | "provider" | "prefecture") => true,
        // One of three fixed words, visible.
        ("/sign-in/help", "kind") => app::cases::states::asked_for(value).is_some(),
        // A row that the server found for the address: the person of a new case, or the network to remove. All its
        // facts are visible above the button.
        ("/support/cases", "account") | ("/security/networks/remove", "network") => value.len() == NOBODYS.len(),
        _ => false,
    }
}

/// Everything that the posting forms of a page would send.
fn sent(page: &Answer) -> BTreeSet<(String, String, String)> {
    let html = Html::parse_document(&page.body);
    let (forms, controls) = (select("form"), select("input, textarea, select, button"));
    let mut all = BTreeSet::new();
    for form in html.select(&forms).filter(|form| form.attr("method") == Some("post")) {
        for control in form.select(&controls) {
            let Some(name) = control.attr("name") else { continue };
            let action = form.attr("action").unwrap_or_default();
            if let Some(value) = value(&control).filter(|value| !value.is_empty()) {
                all.insert((action.to_owned(), name.to_owned(), value));
            }
        }
    }
    all
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn value(control: &ElementRef) -> Option<String> {
    match control.value().name() {
        "textarea" => Some(control.text().collect::<String>().trim().to_owned()),
        "select" => {
            let chosen = control.select(&select("option[selected]")).next();
            chosen.and_then(|option| option.attr("value").map(ToOwned::to_owned))
        }
        _ if matches!(control.attr("type"), Some("checkbox" | "radio")) && control.attr("checked").is_none() => None,
        _ => control.attr("value").map(ToOwned::to_owned),
    }
}

/// The address of a page, with ids of existing rows.
fn address(route: &Route, all: &Belongings) -> Option<String> {
    let kinds = [
        ("/end-users/", "end user"),
        ("/exports/", "waiting export"),
        ("/members/", "member"),
        ("/contacts/", "contact"),
        ("/support/tenants/", "tenant"),
        ("/support/cases/", "case"),
    ];
    if !route.path.contains('{') {
        return Some(route.path.to_owned());
    }
    let (_, kind) = kinds.into_iter().find(|(start, _)| route.path.starts_with(start))?;
    Some(route.path.replace("{id}", &all[kind]).replace("{person}", &all["end user"]))
}

fn query(names: impl Iterator<Item = &'static str>, value: &str) -> String {
    let pairs: Vec<_> = names.map(|name| (name, value)).collect();
    serde_html_form::to_string(pairs).unwrap()
}

async fn walk(by: &Browser, who: &str, all: &Belongings) -> usize {
    let mut opened = 0;
    for route in tables::pages() {
        let Some(path) = address(route, all) else { continue };
        let plain = by.get(&path).await;
        if plain.status != 200 {
            continue;
        }
        opened += 1;
        let own = sent(&plain);
        for value in VALUES.into_iter().chain([all["network"].as_str()]) {
            let together = query(NAMES.into_iter().chain(route.reads.iter().copied()), value);
            let alone = route.reads.iter().map(|name| query(std::iter::once(*name), value));
            for query in alone.chain([together]) {
                let page = by.get(&format!("{path}?{query}")).await;
                for (form, name, value) in sent(&page).difference(&own) {
                    let known = is_known(form, name, value, &path);
                    assert!(known, "{who} at {path}?{query}: {form} would send {name}={value}");
                }
            }
        }
    }
    opened
}

#[tokio::test]
async fn no_form_that_acts_is_filled_by_an_address() {
    let t = TestApp::configured(|config| config.public_url = Some(ORIGIN.into())).await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let mut all = belongings(&t, &owner).await;
    all.insert("tenant", t.other.id.to_string());
    let staff = t.sign_in("support@takasakiya.example.jp").await;
    let half = t.browser();
    half.post("/sign-in", &[("email", "owner@aoba.example.jp"), ("password", PASSWORD)]).await;
    assert!(walk(&t.browser(), "a stranger", &all).await >= 2);
    assert!(walk(&half, "half-way", &all).await >= 2);
    assert!(walk(&owner, "the owner", &all).await >= 25);
    assert!(walk(&staff, "staff", &all).await >= 12);
}
