//! Data of another company does not exist: every page and post that takes an id is tried with real ids of a company
//! under the same profile (MS-15, F13). The responses equal those for unknown ids, and nothing changes.

use crate::support::{Announced, Answer, Browser, Device, TestApp, dump};
use app::kind::{About, Kind};
use app::permission::Role;
use app::tables::{self, ConsolePost};
use server::features::ENDPOINTS;
use server::storage::reach::Reach;
use std::collections::{BTreeMap, BTreeSet};

pub const ORIGIN: &str = "http://localhost:3999";
/// An id of no row.
pub const NOBODYS: &str = "01977f00-0000-7000-8000-000000000000";
/// Tables that every request may change: sessions are used, refusals are counted and logged, announcements are read.
const TOUCHED: [&str; 7] = [
    "announcement_receipt",
    "session",
    "throttle",
    "operation_log",
    "operation_log_head",
    "operation_log_personal",
    "operation_log_word",
];

type Fields = &'static [(&'static str, &'static str)];

/// Posts of members that take an id: the kind of thing, the field of the id, and other valid fields.
const BESIDE: &[(&str, Fields)] = &[
    ("/contacts/change", &[("name", "x"), ("kinds", "urgent"), ("language", "ja")]),
    ("/inquiries/reply", &[("text", "x")]),
    ("/members/role", &[("role", "viewer")]),
    ("/members/selected/role", &[("role", "viewer")]),
    ("/members/download", &[("download", "allowed")]),
    ("/members/networks/try", &[("network", "192.0.2.1"), ("note", "")]),
    ("/members/networks/add", &[("network", "192.0.2.1"), ("note", "")]),
];

/// Posts of members without an id: they are about oneself, one's own company, or something new.
fn posts() -> impl Iterator<Item = (&'static ConsolePost, About)> {
    let of_members = tables::posts().filter(|post| !post.path.starts_with("/support"));
    of_members.filter_map(|post| Some((post, post.about?)))
}

fn belonging(kind: Kind) -> &'static str {
    match kind {
        Kind::AccessRequest => "access request",
        Kind::Announcement => "announcement",
        Kind::Case => "case",
        Kind::Certificate => "certificate",
        Kind::Consent => "consent",
        Kind::Contact => "contact",
        Kind::Export => "waiting export",
        Kind::Inquiry => "inquiry",
        Kind::Invitation => "invitation",
        Kind::Member => "member",
        Kind::Network => "network",
        Kind::Passkey => "passkey",
        Kind::Session => "session",
        _ => panic!("no post of members is about a {kind:?}"),
    }
}

/// One of each thing that a company can have, by kind.
pub type Belongings = BTreeMap<&'static str, String>;

/// A company with one of everything, and the owner of another one under the same profile.
struct Scene {
    t: TestApp,
    owner: Browser,
    theirs: Belongings,
    intruder: Browser,
}

impl Scene {
    async fn new() -> Scene {
        let t = TestApp::configured(|config| config.public_url = Some(ORIGIN.into())).await;
        let owner = t.signed_in_elsewhere(Role::Owner).await;
        let theirs = belongings(&t, &owner).await;
        let rival = t.company("managed-saas").await;
        let intruder = t.signed_in_at(&rival, Role::Owner, "owner@futaba.example.jp").await;
        Scene { t, owner, theirs, intruder }
    }

    async fn state(&self) -> BTreeMap<String, Vec<String>> {
        let mut all = dump(&self.t.db).await;
        all.retain(|table, _| !TOUCHED.contains(&table.as_str()));
        all
    }

    /// The id of the other company's thing that a page of this address shows.
    fn of_page(&self, path: &str) -> &str {
        let kinds = [
            ("/end-users", "end user"),
            ("/exports", "export"),
            ("/members", "member"),
            ("/contacts", "contact"),
            ("/inquiries", "inquiry"),
            ("/announcements", "announcement"),
            ("/consents/requests", "access request"),
            ("/consents", "consent"),
        ];
        let (_, kind) = kinds.into_iter().find(|(start, _)| path.starts_with(start)).unwrap();
        &self.theirs[kind]
    }
}

/// The value of a field on a page.
pub async fn field(browser: &Browser, page: &str, selector: &str) -> String {
    let page = browser.get(page).await;
    page.attribute(selector, "value").unwrap_or_else(|| panic!("{selector}: {}", page.body))
}

pub async fn done(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = browser.post(path, fields).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    answer.location.unwrap()
}

pub async fn belongings(t: &TestApp, owner: &Browser) -> Belongings {
    let mut all = Belongings::new();
    let people = crate::people::fill(&t.app, &t.db, t.other.id, 3).await;
    all.insert("end user", people[0].0.to_string());
    let finished = done(owner, "/exports", &[("columns", "email"), ("purpose", "why")]).await;
    crate::exports::work(t, owner, &finished).await;
    all.insert("export", finished.trim_start_matches("/exports/").to_owned());
    let waiting = done(owner, "/exports", &[("columns", "email"), ("purpose", "why")]).await;
    all.insert("waiting export", waiting.trim_start_matches("/exports/").to_owned());
    let asked = [("category", "usage"), ("subject", "エクスポート"), ("text", "手順を知りたい")];
    let inquiry = done(owner, "/inquiries", &asked).await;
    all.insert("inquiry", inquiry.trim_start_matches("/inquiries/").to_owned());
    let member = t.account(Some(t.other.id), Role::Operator, "operator@aoba.example.jp").await.to_string();
    done(
        owner,
        "/contacts",
        &[("name", "総務"), ("email", "c@aoba.example.jp"), ("kinds", "urgent"), ("language", "ja")],
    )
    .await;
    let contact = owner.get("/contacts").await.attribute("tbody a", "href").unwrap();
    all.insert("contact", contact.rsplit('/').next().unwrap().to_owned());
    done(owner, "/members", &[("name", "渡邊"), ("email", "new@aoba.example.jp"), ("role", "viewer")]).await;
    let form = "form[action='/members/invitations/withdraw'] [name=id]";
    all.insert("invitation", field(owner, "/members", form).await);
    let scopes = [("scopes", "end_users"), ("scopes", "operation_logs")];
    done(owner, "/consents", &[&scopes[..], &[("reason", "調査"), ("hours", "4")]].concat()).await;
    all.insert("consent", field(owner, "/consents", "form[action='/consents/end'] [name=id]").await);
    let (pem, _) = crate::certificates::certificate("青葉 健太");
    let page = done(owner, "/members/certificates/add", &[("id", &member), ("pem", &pem)]).await;
    all.insert("certificate", field(owner, &page, "[name=certificate]").await);
    done(owner, "/security/networks/add", &[("network", "203.0.113.0/24"), ("note", "本社")]).await;
    let remove = owner.get("/security/networks").await.attribute("tbody a[href*='without=']", "href").unwrap();
    all.insert("network", remove.split("without=").nth(1).unwrap().to_owned());
    crate::passkeys::add(owner, &mut Device::new(ORIGIN)).await;
    all.insert("passkey", field(owner, "/account/passkeys", "tbody [name=id]").await);
    t.sign_in("owner@aoba.example.jp").await;
    all.insert("session", field(owner, "/account/sessions", "input[name=id]").await);
    let staff = t.signed_in(Role::Support).await;
    all.insert("case", case(&staff, owner, "operator@aoba.example.jp").await);
    let asked = [("id", &*t.other.id.to_string()), ("scopes", "end_users"), ("reason", "件数の確認"), ("hours", "4")];
    done(&staff, "/support/tenants/access", &asked).await;
    let asked = owner.get("/consents").await.attribute("a[href^='/consents/requests/']", "href").unwrap();
    all.insert("access request", asked.rsplit('/').next().unwrap().to_owned());
    all.insert("announcement", announcement(t).await);
    all.insert("member", member);
    all
}

/// An announcement with a date, for this company alone.
async fn announcement(t: &TestApp) -> String {
    let reach = Reach::Companies([t.other.id].into());
    let starts = Some(t.now() + chrono::Duration::days(30));
    t.announce(&Announced { reach, starts, acknowledge: true, ..Announced::default() }).await.to_string()
}

/// A case that waits for the company's consent.
async fn case(staff: &Browser, owner: &Browser, email: &str) -> String {
    let account = field(staff, &format!("/support/accounts?email={email}"), "input[name=account]").await;
    let to = done(staff, "/support/cases", &[("account", &account), ("second_factor", "")]).await;
    let id = to.trim_start_matches("/support/cases/").to_owned();
    let checked = [("checked", "name"), ("checked", "channel"), ("checked", "reason"), ("id", id.as_str())];
    done(staff, "/support/cases/check", &[&checked[..], &[("evidence", "contract"), ("reason", "忘れた")]].concat())
        .await;
    assert_eq!(field(owner, "/cases", "form[action='/cases/consent'] [name=id]").await, id, "it waits for them");
    id
}

/// A response without the parts that always differ, and without the requested id.
fn seen(answer: &Answer, id: &str) -> (u16, Option<String>, String) {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or("none");
    let marks = [answer.header("x-request-id"), nonce, id];
    let body = marks.iter().fold(answer.body.clone(), |body, mark| body.replace(mark, "MARK"));
    (answer.status, answer.location.clone(), body)
}

#[tokio::test]
async fn ms_15_every_page_with_anothers_id_is_not_there() {
    let s = Scene::new().await;
    let before = s.state().await;
    let pages = tables::pages().map(|page| page.path).filter(|path| !path.starts_with("/support"));
    let files = ENDPOINTS.iter().map(|endpoint| endpoint.path);
    for path in pages.chain(files).filter(|path| path.contains("{id}")) {
        let id = s.of_page(path);
        let own = s.owner.get(&path.replace("{id}", id)).await;
        assert_ne!(own.status, 404, "{path}: their own company has it");
        let mut answers = Vec::new();
        for id in [id, NOBODYS, "not-an-id", "1", "..%2f..%2fetc"] {
            let answer = s.intruder.get(&path.replace("{id}", id)).await;
            assert_eq!(answer.status, 404, "{path} {id}");
            answers.push(seen(&answer, id));
        }
        assert_eq!(answers[0], answers[1], "{path}");
    }
    assert_eq!(s.intruder.get("/no-such-page").await.status, 404);
    assert_eq!(s.state().await, before);
}

#[tokio::test]
async fn ms_15_every_post_with_anothers_id_changes_nothing() {
    let s = Scene::new().await;
    assert!(s.t.promises(s.t.other.id, "isolation.tenant_scope_in_every_query").await);
    let (pem, _) = crate::certificates::certificate("another");
    let before = s.state().await;
    for (post, About { kind, field }) in posts() {
        let (path, id) = (post.path, s.theirs[belonging(kind)].as_str());
        let beside = BESIDE.iter().find(|(of, _)| *of == path).map_or(&[][..], |(_, fields)| fields);
        let mut answers = Vec::new();
        for id in [id, &nobodys(id)] {
            let mut fields = [&[(field, id)], beside].concat();
            if path == "/members/certificates/add" {
                fields.push(("pem", &pem));
            }
            answers.push(seen(&s.intruder.post(path, &fields).await, id));
            assert_eq!(s.state().await, before, "{path}");
        }
        assert_eq!(answers[0], answers[1], "{path}: as if there were none");
        // An ended session is not an error, because people press the button twice.
        let expected = if kind == Kind::Session { 303 } else { 404 };
        assert_eq!(answers[0].0, expected, "{path}");
    }
    let there = s.owner.get("/account/sessions").await.count("input[name=id]");
    assert_eq!(there, 1, "their other session goes on");
}

/// An id of the same form that belongs to nothing.
fn nobodys(id: &str) -> String {
    if id.len() == NOBODYS.len() { NOBODYS.to_owned() } else { "0".repeat(id.len()) }
}

/// Filters do not find anything of another company.
#[tokio::test]
async fn ms_15_filters_by_anothers_id_find_nothing() {
    let s = Scene::new().await;
    let member = &s.theirs["member"];
    s.t.sign_in("operator@aoba.example.jp").await;
    for path in ["/operation-logs?actor=", "/sign-in-history?actor="] {
        let own = s.owner.get(&format!("{path}{member}")).await;
        assert!(own.count("main tbody tr") > 0, "{path}: their own company finds it");
        let page = s.intruder.get(&format!("{path}{member}")).await;
        assert_eq!((page.status, page.count("main tbody tr")), (200, 0), "{path}");
        assert!(!page.body.contains("aoba"), "{path}");
    }
}

/// Every post must be in one of the two lists.
#[test]
fn every_kind_that_a_company_has_is_walked() {
    assert!(BESIDE.iter().all(|(path, _)| posts().any(|(post, _)| post.path == *path)));
    let kinds: BTreeSet<_> = posts().map(|(_, about)| about.kind).collect();
    assert_eq!((posts().count(), kinds.len()), (34, 13));
}
