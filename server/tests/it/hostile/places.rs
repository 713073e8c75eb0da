//! The addresses of every page of the table, with ids of existing rows in each state, because forms differ by state.

use crate::idor::Belongings;
use app::tables::{self, ConsoleRoute};

/// The kinds of rows whose ids the address of a page takes.
const KINDS: [(&str, &[&str]); 23] = [
    ("/announcements/{id}", &["announcement"]),
    ("/announcements/{id}/readers", &["announcement"]),
    ("/end-users/{id}", &["end user"]),
    ("/exports/{id}", &["export", "waiting export"]),
    ("/members/{id}", &["member"]),
    ("/members/{id}/certificates", &["member"]),
    ("/members/{id}/networks", &["member"]),
    ("/contacts/{id}", &["contact"]),
    ("/inquiries/{id}", &["inquiry"]),
    ("/support/inquiries/{id}", &["inquiry"]),
    ("/consents/requests/{id}", &["access request"]),
    ("/consents/{id}", &["consent"]),
    ("/support/tenants/{id}/access", &["tenant"]),
    ("/support/cases/{id}/access", &["opened case"]),
    ("/support/tenants/{id}", &["tenant", "changing tenant"]),
    ("/support/tenants/{id}/end-users", &["tenant"]),
    ("/support/tenants/{id}/end-users/{person}", &["tenant"]),
    ("/support/tenants/{id}/operation-logs", &["tenant"]),
    ("/support/staff/{id}", &["waiting request", "approved request"]),
    ("/support/cases/{id}", &["opened case", "case", "consented case", "approved case"]),
    ("/support/outbox/{id}", &["sent mail", "dead mail"]),
    ("/support/announcements/{id}/edit", &["draft announcement"]),
    ("/support/announcements/{id}", &["draft announcement", "waiting announcement", "published announcement"]),
];

/// Every page with each of its addresses.
pub fn all(there: &Belongings) -> Vec<(&'static ConsoleRoute, String)> {
    tables::pages().flat_map(|route| addresses(route, there).into_iter().map(move |path| (route, path))).collect()
}

fn addresses(route: &ConsoleRoute, there: &Belongings) -> Vec<String> {
    if !route.path.contains('{') {
        return vec![route.path.to_owned()];
    }
    if route.path == "/help/{page}" {
        return vec!["/help/glossary".to_owned()];
    }
    let found = KINDS.iter().find(|(path, _)| *path == route.path);
    let (_, kinds) = found.unwrap_or_else(|| panic!("nobody says which ids {} takes", route.path));
    let of = |kind: &&str| route.path.replace("{id}", &there[kind]).replace("{person}", &there["end user"]);
    kinds.iter().map(of).collect()
}
