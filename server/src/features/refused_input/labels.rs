//! The words for pages and fields: those that the pages themselves show.

use crate::state::refused::WHOLE_FORM;
use app::account::messages as account;
use app::certificates::messages as certificates;
use app::exports::api::COLUMNS;
use app::exports::messages as exports;
use app::exports::messages::column;
use app::kit::{UNDERSTOOD, messages as k};
use app::networks::messages as networks;
use app::passkeys::messages as passkeys;
use app::product::FEATURES;
use app::proof::messages as proof;
use app::refused_input::api::{At, NamedPlace};
use app::refused_input::messages as m;
use app::second_factor::messages as second_factor;
use app::tables;
use app::text::{Text, Words};

/// The page that imports count for.
pub const IMPORT: &str = "/end-users";
/// The mark of an import for a whole row.
const WHOLE_ROW: &str = "*";

/// Pages with forms that are in no menu.
const PAGES: [(&str, Text); 9] = [
    ("/account", k::ACCOUNT),
    ("/account/certificates", certificates::TITLE),
    ("/account/passkeys", passkeys::TITLE),
    ("/account/password", k::PASSWORD),
    ("/account/prove", proof::TITLE),
    ("/account/two-step", second_factor::TITLE),
    ("/members/{id}/certificates", certificates::TITLE),
    ("/members/{id}/networks", networks::TITLE),
    ("/security/networks", networks::TITLE),
];

/// Fields of forms that the step-up page has no words for.
const FIELDS: [(&str, Text); 10] = [
    ("again", account::AGAIN),
    ("code", second_factor::CODE),
    (UNDERSTOOD, k::UNDERSTOOD),
    ("current", account::CURRENT),
    ("headings", exports::HEADINGS),
    ("new", account::NEW),
    ("network", networks::NETWORK),
    ("note", networks::NOTE),
    ("password", proof::PASSWORD),
    ("pem", certificates::PEM),
];

/// A page and a field in words.
pub fn named(at: At) -> NamedPlace {
    let page = if at.path == IMPORT { m::IMPORT.into() } else { page(&at.path) };
    let label = if at.path == IMPORT { of_file(&at.field) } else { field(&at).map(Words::from) };
    NamedPlace { at, page, label }
}

/// The title of the page, or of the nearest one above it.
fn page(path: &str) -> Words {
    let screens = FEATURES.iter().flat_map(|feature| feature.screens).map(|screen| (screen.path, screen.title));
    let above = |known: &str| path.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let found = PAGES.into_iter().chain(screens).filter(|(known, _)| above(known));
    let nearest = found.max_by_key(|(known, _)| known.len());
    nearest.map_or_else(|| Words::same(path), |(_, title)| title.into())
}

/// The label of a column of a file that was imported, with its name in the file, where people correct it.
fn of_file(field: &str) -> Option<Words> {
    match field {
        WHOLE_FORM => Some(m::WHOLE_FORM.into()),
        WHOLE_ROW => Some(m::WHOLE_ROW.into()),
        _ if COLUMNS.contains(&field) => {
            Some(m::COLUMN.saying(&[("label", &column(field).into()), ("column", &Words::same(field))]))
        }
        _ => None,
    }
}

/// The label of a field: in the words of the step-up page, or else its own.
fn field(at: &At) -> Option<Text> {
    if at.field == WHOLE_FORM {
        return Some(m::WHOLE_FORM);
    }
    let of_page = tables::posts().filter(|post| post.page == at.path);
    let asked = of_page.filter_map(|post| post.act).flat_map(|act| act.facts).find(|fact| fact.field == at.field);
    let known = || FIELDS.into_iter().find(|(field, _)| *field == at.field).map(|(_, label)| label);
    asked.map(|fact| fact.label).or_else(known)
}
