//! The fields that the forms of a page would send, and those that an address may fill.

use crate::idor::NOBODYS;
use crate::support::Answer;
use app::paths::{page_path, same_page};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// Fields that an address may fill, each with its reason. Forms that only filter a list (GET) change nothing and are
/// skipped.
pub fn is_known(form: &str, name: &str, value: &str, page: &str) -> bool {
    match (form, name) {
        // The page itself in the other language: its own address, with the parameters that it reads.
        ("/display", "back") => same_page(value).is_some_and(|path| path.split('?').next() == page.split('?').next()),
        // A page of the table that a GET opens, and that changes nothing.
        ("/sign-in" | "/sign-in/passkey/start" | "/account/prove", "return_to") => page_path(value).is_some(),
        // Which of two fields the step-up page shows. It changes nothing of what is checked.
        ("/account/prove", "by") => value == "recovery",
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

/// Every control of the posting forms, with the path that its form posts to and its name.
fn controls(html: &Html) -> Vec<(ElementRef<'_>, String, String)> {
    let (forms, controls) = (select("form"), select("input, textarea, select, button"));
    let mut all = Vec::new();
    for form in html.select(&forms).filter(|form| form.attr("method") == Some("post")) {
        let action = form.attr("action").unwrap_or_default();
        for control in form.select(&controls) {
            if let Some(name) = control.attr("name") {
                all.push((control, action.to_owned(), name.to_owned()));
            }
        }
    }
    all
}

/// The names of all fields of the posting forms, including empty fields.
pub fn names(page: &Answer) -> BTreeSet<String> {
    controls(&page.html()).into_iter().map(|(_, _, name)| name).collect()
}

/// Everything that the posting forms of a page would send.
pub fn sent(page: &Answer) -> BTreeSet<(String, String, String)> {
    let html = page.html();
    let filled = |(control, action, name): (ElementRef, String, String)| {
        value(&control).filter(|value| !value.is_empty()).map(|value| (action, name, value))
    };
    controls(&html).into_iter().filter_map(filled).collect()
}

/// A posting form, with something in each of its fields.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Filled {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// The posting forms of a page, filled in.
pub fn filled(page: &Answer) -> Vec<Filled> {
    let (html, forms, controls) = (page.html(), select("form[method=post]"), select("input, textarea, select, button"));
    let field = |control: ElementRef| Some((control.attr("name")?.to_owned(), something(&control)));
    let filled = |form: ElementRef| Filled {
        action: form.attr("action").unwrap_or_default().to_owned(),
        fields: form.select(&controls).filter_map(field).collect(),
    };
    html.select(&forms).map(filled).collect()
}

/// The value of a control; if it has none, one that fits.
fn something(control: &ElementRef) -> String {
    let first =
        || control.select(&select("option[value]")).find_map(|option| option.attr("value").filter(|v| !v.is_empty()));
    let own = value(control).filter(|value| !value.is_empty());
    let ticked = || control.attr("value").filter(|value| !value.is_empty());
    let kind = match control.attr("type") {
        Some("email") => "somebody@aoba.example.jp",
        Some("number") => "1",
        _ => "何か",
    };
    own.unwrap_or_else(|| ticked().or_else(first).unwrap_or(kind).to_owned())
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
