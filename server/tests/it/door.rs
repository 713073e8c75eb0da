//! The door: every page, post and machine route against strangers, another company and missing permissions; one log
//! entry per change; and the exceptions, which may only shrink.

use crate::support::{Browser, TestApp};
use app::exports::api::FILES;
use app::mail::api::OUTBOX;
use app::permission::{Access, Permission, Role};
use app::tables;
use server::door::Request;
use server::features::ENDPOINTS;
use server::seal::keys::PROVIDER;
use server::storage::entity::mail;

/// The exceptions. This list may only shrink.
const PUBLIC_PAGES: &[&str] =
    &["/help", "/help/policy", "/help/{page}", "/sign-in", "/sign-in/help", "/sign-in/passkey"];
const PUBLIC_POSTS: &[&str] =
    &["/display", "/sign-in", "/sign-in/help", "/sign-in/passkey", "/sign-in/passkey/start", "/sign-out"];
/// Calendars and feed readers have no session: the address itself is the secret.
const PUBLIC_ENDPOINTS: &[&str] = &["/feeds/{token}/announcements.ics", "/feeds/{token}/announcements.atom"];
/// What a one-time link opens. Without a matching link, each gives the same response.
const LINK_PAGES: &[&str] = &["/contacts/confirm", "/join", "/password/reset"];
const LINK_POSTS: &[&str] = &["/contacts/confirm", "/join", "/password/reset"];
/// Files that use a connection without the door, and how often. Each count may only shrink.
const CONNECTIONS: &[(&str, usize)] = &[
    ("cli/demo/fill.rs", 1), // is the database empty
    ("door/read.rs", 1),     // the door itself
    ("door/write.rs", 1),
    ("state/sessions/store.rs", 9), // sessions are loaded before the user is known, and renewed by their owner
    ("identity/sign_in/complete.rs", 1), // whether the password is still the same
    ("state/provider.rs", 2),       // the provider's own log must exist before anything can be logged
    ("state/app_state.rs", 1),      // whether a key has sealed anything
    ("cli/data.rs", 1),             // finds a company by name on the command line
    ("cli/log.rs", 1),              // verifying reads all companies' logs
    ("http/incoming.rs", 1),        // who sends the request
    ("http/health.rs", 1),          // whether the database is there
    ("cli/jobs.rs", 1),             // checkpoints of all logs
];

/// Commits without an entry, and how many. Each count may only shrink.
const UNLOGGED: &[(&str, usize)] = &[
    ("features/exports/lease.rs", 3),          // the progress of an export
    ("identity/sign_in/attempt.rs", 1),        // the charge of an attempt, before its result is known
    ("features/sweep.rs", 1),                  // expired counters and codes, and counts of refused input
    ("identity/account/proved.rs", 2),         // the charge of a guess at the current password
    ("features/announcements/receipts.rs", 2), // that an announcement was read
    ("features/announcements/search.rs", 1),   // the words of announcements, for the search
];

fn filled(path: &str) -> String {
    path.replace("{id}", "01977f00-0000-7000-8000-000000000000")
}

#[tokio::test]
async fn strangers_reach_only_the_exceptions() {
    let t = TestApp::new().await;
    let browser = t.browser();
    // A person between the two sign-in steps is a stranger everywhere else, and a stranger is not between the steps.
    let needs = |access: Access| access != Access::Link;
    for page in tables::pages().filter(|p| !PUBLIC_PAGES.contains(&p.path) && needs(p.access)) {
        let answer = browser.get(&filled(page.path)).await;
        let to = answer.location.clone().unwrap_or_default();
        assert!(answer.status == 303 && to.starts_with("/sign-in"), "{}: {} {to}", page.path, answer.status);
    }
    for post in tables::posts().filter(|p| !PUBLIC_POSTS.contains(&p.path) && needs(p.access)) {
        let answer = browser.post(post.path, &[("id", "x")]).await;
        let to = answer.location.clone().unwrap_or_default();
        assert!(answer.status == 303 && to.starts_with("/sign-in"), "{}: {} {to}", post.path, answer.status);
        // Strangers can log only a limited number of refusals per minute.
        t.clock.advance(chrono::Duration::seconds(2));
    }
    for endpoint in ENDPOINTS.iter().filter(|m| !PUBLIC_ENDPOINTS.contains(&m.path)) {
        let answer = browser.get(&filled(endpoint.path)).await;
        let refused = answer.status == 401 || answer.location.is_some_and(|to| to.starts_with("/sign-in"));
        assert!(refused, "{}: {}", endpoint.path, answer.status);
    }
}

#[tokio::test]
async fn a_link_opens_what_it_was_made_for_and_nothing_else() {
    let mut linked: Vec<_> = tables::pages().filter(|p| p.access == Access::Link).map(|p| p.path).collect();
    let mut posted: Vec<_> = tables::posts().filter(|p| p.access == Access::Link).map(|p| p.path).collect();
    linked.sort_unstable();
    posted.sort_unstable();
    assert_eq!((linked.as_slice(), posted.as_slice()), (LINK_PAGES, LINK_POSTS));
    assert!(ENDPOINTS.iter().all(|m| m.access != Access::Link));
    let t = TestApp::new().await;
    for browser in [t.browser(), t.signed_in(Role::Owner).await] {
        for path in LINK_PAGES {
            assert_eq!(browser.get(path).await.status, 410, "{path} without a link");
            assert_eq!(browser.get(&format!("{path}/made-up")).await.status, 410, "at once");
            assert_eq!(browser.get(path).await.status, 410, "{path} with a link nobody made");
        }
        for path in LINK_POSTS {
            assert_eq!(browser.post(path, &[]).await.status, 410, "{path}");
        }
    }
    let half: Vec<_> = tables::pages().filter(|p| p.access == Access::HalfWay).map(|p| p.path).collect();
    assert_eq!(half, ["/sign-in/verify"]);
}

#[test]
fn the_exceptions_only_shrink() {
    let public = |access: Access| access == Access::Public;
    let mut pages: Vec<_> = tables::pages().filter(|p| public(p.access)).map(|p| p.path).collect();
    let mut posts: Vec<_> = tables::posts().filter(|p| public(p.access)).map(|p| p.path).collect();
    let endpoints: Vec<_> = ENDPOINTS.iter().filter(|m| public(m.access)).map(|m| m.path).collect();
    pages.sort_unstable();
    posts.sort_unstable();
    assert_eq!((pages, posts, endpoints), (PUBLIC_PAGES.to_vec(), PUBLIC_POSTS.to_vec(), PUBLIC_ENDPOINTS.to_vec()));
}

/// No code opens a connection without the door. The exceptions are counted in the sources.
#[test]
fn connections_come_only_from_the_door() {
    let uses = |text: &str| text.matches("storage.reader").count() + text.matches("storage.writer").count();
    assert_at_most(CONNECTIONS, &["storage/mod.rs"], uses);
}

/// Every commit has a log entry. The exceptions are counted in the sources.
#[test]
fn commits_have_their_entries() {
    assert_at_most(UNLOGGED, &["door/write.rs"], |text| text.matches("commit_progress(").count());
}

/// Only one module writes a company's row.
#[test]
fn companies_are_written_by_their_own_verbs_alone() {
    let of = ["update", "insert", "delete"].map(|verb| format!("tenant::Entity::{verb}"));
    let writes = |text: &str| of.iter().map(|verb| text.matches(verb).count()).sum::<usize>();
    let made = |text: &str| text.matches("tenant::ActiveModel").count() + writes(text);
    assert_at_most(&[], &["door/company.rs"], made);
}

/// Checks that each source file uses something at most as often as listed.
fn assert_at_most(known: &[(&str, usize)], own: &[&str], uses: impl Fn(&str) -> usize) {
    let root = crate::support::package().join("src");
    let mut files = vec![root.clone()];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
            continue;
        }
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        let found = uses(&std::fs::read_to_string(&path).unwrap());
        let allowed = known.iter().find(|(n, _)| *n == name).map_or(0, |(_, n)| *n);
        assert!(found <= allowed || own.contains(&name.as_str()), "{name}: {found} times, {allowed} are known");
    }
}

#[tokio::test]
async fn only_the_provider_reads_across_companies() {
    let t = TestApp::new().await;
    let of = |tenant| Request::system(&t.app, tenant, "test");
    let (company, provider) = (of(t.own.id).read(OUTBOX).await.unwrap(), of(PROVIDER).read(OUTBOX).await.unwrap());
    assert!(company.across::<mail::Entity>().is_err());
    assert!(provider.across::<mail::Entity>().is_ok());
    assert!(of(PROVIDER).read_as_staff(OUTBOX, t.own.id).await.unwrap().across::<mail::Entity>().is_err());
}

#[tokio::test]
async fn a_missing_permission_is_refused_and_logged() {
    let t = TestApp::new().await;
    for role in [Role::Viewer, Role::Operator, Role::Owner, Role::Support, Role::Desk] {
        let browser = t.signed_in(role).await;
        let held = tables::permissions_of(role, true);
        let log = if role.is_staff() { uuid::Uuid::nil() } else { t.own.id };
        for page in tables::pages() {
            let Access::Needs(permission) = page.access else { continue };
            if !held.has(permission) {
                denied(&t, &browser, log, &filled(page.path), false).await;
            }
        }
        for post in tables::posts() {
            let Access::Needs(permission) = post.access else { continue };
            if !held.has(permission) {
                denied(&t, &browser, log, post.path, true).await;
            }
        }
        for endpoint in ENDPOINTS {
            let Access::Needs(permission) = endpoint.access else { continue };
            if !held.has(permission) {
                denied(&t, &browser, log, &filled(endpoint.path), false).await;
            }
        }
    }
}

async fn denied(t: &TestApp, browser: &Browser, log: uuid::Uuid, path: &str, post: bool) {
    let before = t.log_len(log).await;
    let answer = if post { browser.post(path, &[("id", "x")]).await } else { browser.get(path).await };
    assert_eq!(answer.status, 403, "{path}");
    assert_eq!(t.log_len(log).await, before + 1, "{path}: one entry per refusal");
    assert_eq!(t.newest_acts(log, 1).await, ["access.denied:denied"], "{path}");
}

#[tokio::test]
async fn every_change_is_one_entry() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    let mut len = t.log_len(t.own.id).await;
    let fields = [("lang", "en"), ("theme", "dark"), ("density", "dense"), ("keys", "off"), ("back", "/account")];
    t.rest().await;
    let changes: [(&str, &[(&str, &str)]); 3] = [
        ("/display", &fields),
        (
            "/account/password",
            &[
                ("current", crate::support::PASSWORD),
                ("new", "wet lattice 7 ravine"),
                ("again", "wet lattice 7 ravine"),
            ],
        ),
        ("/sign-out", &[]),
    ];
    for (path, fields) in changes {
        assert_eq!(browser.post(path, fields).await.status, 303, "{path}");
        len += 1;
        assert_eq!(t.log_len(t.own.id).await, len, "{path}");
    }
}

#[tokio::test]
async fn looking_changes_nothing() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    let before = t.log_len(t.own.id).await;
    for page in tables::pages().filter(|p| !p.path.contains("{id}") && !p.path.starts_with("/support")) {
        browser.get(page.path).await;
    }
    for post in tables::posts() {
        if !tables::pages().any(|p| p.path == post.path) {
            assert!([404, 405].contains(&browser.get(post.path).await.status), "{}", post.path);
        }
    }
    assert_eq!(t.log_len(t.own.id).await, before);
}

#[tokio::test]
async fn cross_site_posts_are_refused_before_anything_happens() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    let before = t.log_len(t.own.id).await;
    for post in tables::posts() {
        for origin in [Some("https://evil.example"), Some("null"), None] {
            let answer = browser.post_from(post.path, &[("lang", "en")], origin).await;
            assert_eq!(answer.status, 403, "{} from {origin:?}", post.path);
        }
    }
    assert_eq!(t.log_len(t.own.id).await, before);
    assert_eq!(browser.get("/").await.status, 200, "still signed in");
}

#[tokio::test]
async fn rights_count_at_once() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    assert_eq!(browser.get("/operation-logs").await.status, 200);
    t.tamper("UPDATE account SET role = 'viewer'").await.unwrap();
    assert_eq!(browser.get("/operation-logs").await.status, 403);
    t.tamper("UPDATE account SET status = 'suspended'").await.unwrap();
    assert_eq!(browser.get("/").await.status, 303);
}

#[tokio::test]
async fn headers_of_every_answer() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    for path in ["/", "/sign-in", "/no-such-page", "/healthz", "/assets/none.css", "/support"] {
        let answer = browser.get(path).await;
        let csp = answer.header("content-security-policy");
        assert!(
            csp.contains("'nonce-") && csp.contains("object-src 'none'") && csp.contains("base-uri 'none'"),
            "{path}"
        );
        let unsafe_words: Vec<&str> = csp.split(['\'', ' ', ';']).filter(|word| word.contains("unsafe")).collect();
        assert_eq!(unsafe_words, ["wasm-unsafe-eval"], "{csp}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        for name in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert!(answer.headers.get(name).is_none(), "sl_19: {path} tells {name}");
        }
        assert_eq!(answer.count("[style]"), 0, "{path} has inline styles");
    }
}

#[tokio::test]
async fn bodies_and_headers_have_limits() {
    let t = TestApp::new().await;
    let browser = t.browser();
    let long = "x".repeat(70 * 1024);
    assert_eq!(browser.post("/sign-in", &[("email", &long), ("password", "x")]).await.status, 413);
    let many = browser.client.get(&browser.base).header("x-long", "y".repeat(40 * 1024)).send().await;
    assert!(many.is_err() || many.unwrap().status().as_u16() == 431);
}

#[test]
fn permissions_are_all_used() {
    let used = |p: Permission| {
        tables::pages().any(|r| r.access == Access::Needs(p))
            || tables::posts().any(|r| r.access == Access::Needs(p))
            || ENDPOINTS.iter().any(|r| r.access == Access::Needs(p) || (r.file && p == FILES))
    };
    // One shows a part of a page, and the other what others have asked on a page for everybody.
    let within_pages = [app::home::api::VIEW, app::inquiries::api::ALL];
    for p in tables::permissions() {
        assert!(used(p) || within_pages.contains(&p), "{p:?} guards nothing");
    }
}

#[tokio::test]
async fn text_that_one_database_cannot_hold_is_refused_by_both() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for (path, fields) in [
        ("/sign-in", [("email", "a\0@example.jp"), ("password", "x")]),
        ("/exports", [("columns", "email"), ("purpose", "why\0")]),
    ] {
        assert_eq!(owner.post(path, &fields).await.status, 400, "{path}");
    }
    assert_eq!(owner.get("/end-users?q=%00").await.status, 200);
    for path in ["/operation-logs?from=-9999-01-01", "/operation-logs?to=99999-01-01"] {
        assert_eq!(owner.get(path).await.status, 422, "{path}");
    }
}
