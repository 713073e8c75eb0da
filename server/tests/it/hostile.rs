//! No value from an address appears in a form that acts (S1): every page of the table is requested at each of its addresses
//! with hostile parameters, and the fields of its forms are compared with those of the normal page. A page that nobody in the
//! test can open makes the test fail.

pub mod forms;
pub mod places;
pub mod scene;

use crate::second_factor;
use crate::strangers::MADE_UP;
use crate::support::{Answer, Browser, PASSWORD, code_at};
use app::permission::{Access, Role};
use app::tables::{self, ConsoleRoute};
use forms::{is_known, names, sent};
use scene::Scene;
use std::collections::BTreeSet;

/// Names that a page might read, besides those in its row and those of its fields.
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

/// What an attacker would like to see in a field; some are words that the forms know, and one is an address that staff find.
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

/// A person with a browser, and real ids that an address may name.
struct Walker<'a> {
    who: String,
    by: Browser,
    there: &'a [String],
}

fn query<'a>(names: impl Iterator<Item = &'a str>, value: &str) -> String {
    let pairs: Vec<_> = names.map(|name| (name, value)).collect();
    serde_html_form::to_string(pairs).unwrap()
}

impl Walker<'_> {
    /// The queries that a page is requested with. A page that does not open is requested once.
    fn queries(&self, route: &ConsoleRoute, plain: &Answer) -> Vec<String> {
        let fields = names(plain);
        let all: BTreeSet<&str> =
            NAMES.into_iter().chain(route.reads.iter().copied()).chain(fields.iter().map(String::as_str)).collect();
        let together = |value: &str| query(all.iter().copied(), value);
        if plain.status != 200 {
            return vec![together(VALUES[1])];
        }
        let alone =
            |value: &str| route.reads.iter().map(|name| query(std::iter::once(*name), value)).collect::<Vec<_>>();
        let hostile = VALUES.into_iter().flat_map(|value| [alone(value), vec![together(value)]].concat());
        hostile.chain(self.there.iter().map(|id| together(id))).collect()
    }

    /// Requests a page normally and with hostile parameters. Returns true if it opened.
    async fn asks(&self, route: &ConsoleRoute, path: &str) -> bool {
        let plain = self.by.get(path).await;
        let own = sent(&plain);
        for query in self.queries(route, &plain) {
            let page = self.by.get(&format!("{path}?{query}")).await;
            let at = format!("{} at {path}?{query}", self.who);
            if plain.status == 200 {
                assert!([200, 400, 404, 422].contains(&page.status), "{at}: {}", page.status);
            } else {
                assert_eq!((page.status, way(&page, path)), (plain.status, way(&plain, path)), "{at}");
            }
            for (form, name, value) in sent(&page).difference(&own) {
                assert!(is_known(form, name, value, path), "{at}: {form} would send {name}={value}");
            }
        }
        plain.status == 200
    }
}

/// The path that an answer redirects to. Its query may hold nothing but the requested page, to return to after signing in.
fn way(answer: &Answer, path: &str) -> Option<String> {
    let (to, search) = answer.location.as_deref()?.split_once('?').unwrap_or((answer.location.as_deref()?, ""));
    let pairs: Vec<(String, String)> = serde_html_form::from_str(search).unwrap();
    for (name, value) in pairs.iter().filter(|(name, _)| name != "ended") {
        let back = value.split('?').next();
        assert_eq!((name.as_str(), back), ("return_to", Some(path)), "{path} leads to {to}?{search}");
    }
    Some(to.to_owned())
}

/// A person for each kind of access except links.
async fn people(s: &Scene) -> Vec<(&'static str, Browser)> {
    let (t, asked, half) = (&s.t, s.t.browser(), s.t.browser());
    asked.post("/sign-in/passkey/start", &[]).await;
    half.post("/sign-in", &[("email", "owner@aoba.example.jp"), ("password", PASSWORD)]).await;
    let owner = t.sign_in("owner@aoba.example.jp").await;
    owner.post("/account/passkeys/start", &[("name", "会社のノートPC")]).await;
    let staff = t.sign_in("second@sekisho.example").await;
    vec![
        ("a stranger", t.browser()),
        ("a stranger whose device is asked", asked),
        ("half-way", half),
        ("the owner", owner),
        ("staff", staff),
        ("who sets up a second step", sets_up(s).await),
    ]
}

/// A person who sees new recovery codes and has not typed one back yet.
async fn sets_up(s: &Scene) -> Browser {
    let email = "sets-up@aoba.example.jp";
    s.t.account(Some(s.t.other.id), Role::Owner, email).await;
    s.t.without_two_steps(email).await;
    let browser = s.t.sign_in(email).await;
    browser.post("/account/two-step/start", &[]).await;
    let secret = second_factor::secret(&browser.get("/account/two-step").await);
    browser.post("/account/two-step/prove", &[("code", &code_at(&secret, s.t.now().timestamp()))]).await;
    browser
}

/// Opens the pages of one-time links: with a real link of each purpose in the session, then with a made-up link.
async fn links(s: &Scene, there: &[String]) -> BTreeSet<String> {
    let mut opened = BTreeSet::new();
    let route = |path: &str| tables::pages().find(|route| route.path == path && route.access == Access::Link).unwrap();
    for purpose in tables::purposes() {
        let who = format!("who holds a link for {}", purpose.code);
        let walker = Walker { who, by: s.t.browser(), there };
        let (link, path) = (s.link(purpose.code).await, purpose.page);
        let followed = walker.by.get(&format!("{link}?{}", query(NAMES.into_iter(), VALUES[1]))).await;
        assert_eq!((followed.status, followed.location.as_deref()), (303, Some(path)), "{purpose:?}");
        assert!(walker.asks(route(path), path).await, "{purpose:?} opens {path}");
        opened.insert(path.to_owned());
    }
    for route in tables::pages().filter(|route| route.access == Access::Link) {
        let walker = Walker { who: "who made a link up".to_owned(), by: s.t.browser(), there };
        for path in [format!("{}/{MADE_UP}", route.path), route.path.to_owned()] {
            assert_eq!(walker.by.get(&path).await.status, 410, "{path}");
            assert!(!walker.asks(route, &path).await);
        }
    }
    opened
}

#[tokio::test]
async fn no_form_that_acts_is_filled_by_an_address() {
    let s = Scene::new().await;
    let there: Vec<_> = ["network", "member", "case", "tenant"].map(|kind| s.there[kind].clone()).into();
    let places = places::all(&s.there);
    let mut opened = links(&s, &there).await;
    for (who, by) in people(&s).await {
        let walker = Walker { who: who.to_owned(), by, there: &there };
        for (route, path) in &places {
            if walker.asks(route, path).await {
                opened.insert(path.clone());
            }
        }
    }
    let never: Vec<_> = places.iter().map(|(_, path)| path).filter(|path| !opened.contains(*path)).collect();
    assert!(never.is_empty(), "nobody opened {never:?}");
}
