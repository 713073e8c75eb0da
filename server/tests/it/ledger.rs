//! The account ledger (MS-17): every account of a company, what it may do and who gave it that, as a page and as a file.

use crate::invitations::{invite, join, link_to};
use crate::support::{Answer, Browser, TestApp};
use app::permission::{PermissionSet, Role};
use app::tables;
use chrono::Duration;
use scraper::{ElementRef, Selector};
use server::features::tenants;
use std::collections::BTreeMap;

const LEDGER: &str = "/account-ledger";
const FILE: &str = "/account-ledger/file";
const VIEWER: &str = "viewer@aoba.example.jp";

/// What the ledger says about one account: its cells, and the parts of its details by their label.
struct Entry {
    cells: Vec<String>,
    parts: BTreeMap<String, Vec<String>>,
}

impl Entry {
    fn part(&self, label: &str) -> &[String] {
        self.parts.get(label).map(Vec::as_slice).unwrap_or_default()
    }
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().concat().trim().to_owned()
}

/// The items of a value, or its whole text.
fn items(value: ElementRef<'_>) -> Vec<String> {
    let items: Vec<_> = value.select(&select("li")).map(text).collect();
    if items.is_empty() { vec![text(value)] } else { items }
}

fn entries(page: &Answer) -> Vec<Entry> {
    assert_eq!(page.status, 200, "{}", page.body);
    let (html, parts) = (page.html(), (select("dt"), select("dd")));
    let rows = html.select(&select("main tbody tr:not(.tbl-detail)")).collect::<Vec<_>>();
    let details = html.select(&select("main tbody tr.tbl-detail")).collect::<Vec<_>>();
    assert_eq!(rows.len(), details.len());
    let entry = |(row, detail): (ElementRef<'_>, ElementRef<'_>)| {
        let labels = detail.select(&parts.0).map(text);
        Entry {
            cells: row.select(&select("th, td")).map(text).collect(),
            parts: labels.zip(detail.select(&parts.1).map(items)).collect(),
        }
    };
    rows.into_iter().zip(details).map(entry).collect()
}

/// The entry of an account.
async fn entry(by: &Browser, email: &str) -> Entry {
    let found = entries(&by.get(LEDGER).await).into_iter().find(|entry| entry.cells[0].contains(email));
    found.unwrap_or_else(|| panic!("{email} is not in the ledger"))
}

/// The lines of the file, by the names of their columns.
fn lines(file: &Answer) -> Vec<BTreeMap<String, String>> {
    assert_eq!(file.status, 200, "{}", file.body);
    let text = file.body.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let line = |record: csv::StringRecord| names.iter().map(Into::into).zip(record.iter().map(Into::into)).collect();
    reader.records().map(|record| line(record.unwrap())).collect()
}

fn line_of<'l>(lines: &'l [BTreeMap<String, String>], email: &str) -> &'l BTreeMap<String, String> {
    lines.iter().find(|line| line["Email address"] == email).unwrap()
}

/// The permissions of a set in English, in the order of the pages.
fn words(of: impl Fn(&PermissionSet, &PermissionSet, app::permission::Permission) -> bool, role: Role) -> Vec<String> {
    let (most, held) = (tables::permissions_of(role, true), tables::permissions_of(role, false));
    tables::permissions().filter(|p| of(&most, &held, *p)).map(|p| p.text().en.to_owned()).collect()
}

/// Each account of the company has each of its permissions in plain words, without those that the profile withholds, on the
/// page and in the file; under a profile that withholds nothing, all of its role.
#[tokio::test]
async fn ms_17_the_ledger_has_every_account_and_what_it_may_do() {
    let t = TestApp::new().await;
    assert!(t.promises(t.other.id, "accounts.ledger").await);
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    for role in [Role::Administrator, Role::Operator, Role::Viewer] {
        t.account(Some(t.other.id), role, &format!("{}@aoba.example.jp", role.code())).await;
    }
    let file = lines(&owner.get(FILE).await);
    assert_eq!((entries(&owner.get(LEDGER).await).len(), file.len()), (4, 4));
    for role in [Role::Owner, Role::Administrator, Role::Operator, Role::Viewer] {
        let email = format!("{}@aoba.example.jp", role.code());
        let (entry, line) = (entry(&owner, &email).await, line_of(&file, &email));
        let expected = if role == Role::Owner {
            (words(|most, _, p| most.has(p), role), Vec::new())
        } else {
            (words(|_, held, p| held.has(p), role), words(|most, held, p| most.has(p) && !held.has(p), role))
        };
        assert_eq!(
            (entry.part("Permissions"), &entry.cells[6]),
            (&expected.0[..], &format!("{} permissions {}", expected.0.len(), "小山内 のぞみ"))
        );
        assert_eq!(entry.part("Included in the role, but not allowed by the contract"), expected.1, "{role:?}");
        for (words, said) in [(&expected.0, "Yes"), (&expected.1, "Not allowed by the contract")] {
            let of_file: Vec<_> = line.iter().filter(|(_, cell)| *cell == said).map(|(name, _)| name.clone()).collect();
            let mut words = words.clone();
            words.sort();
            assert_eq!(of_file, words, "{role:?}: {said}");
        }
        assert_eq!((line["Role"].as_str(), entry.cells[1].as_str()), (role.text().en, role.text().en));
    }
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["account_ledger.download:success"]);
    assert!(owner.get("/operation-logs").await.body.contains("Account ledger downloaded"));
    assert_eq!(owner.get("/members").await.count(&format!("main a[href='{LEDGER}']")), 1, "the way to it");
    let free = t.signed_in(Role::Owner).await;
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let viewer = entry(&free, "viewer@takasakiya.example.jp").await;
    assert_eq!(viewer.part("Permissions"), words(|most, _, p| most.has(p), Role::Viewer), "nothing is withheld there");
    assert!(!free.get(LEDGER).await.body.contains("aoba"), "and nobody of another company");
    let security = owner.get("/security/profile").await;
    let kept = security.html().select(&select("tr")).map(text).find(|row| row.contains("Account ledger")).unwrap();
    assert!(kept.contains("Enforced") && !kept.contains("Handled by staff"), "{kept}");
}

#[tokio::test]
async fn the_ledger_is_for_those_who_see_members() {
    let t = TestApp::new().await;
    let admin = t.signed_in(Role::Administrator).await;
    assert_eq!((admin.get(LEDGER).await.status, admin.get(FILE).await.status), (200, 200));
    for role in [Role::Operator, Role::Viewer, Role::Support] {
        let by = t.signed_in(role).await;
        for path in [LEDGER, FILE] {
            assert_eq!(by.get(path).await.status, 403, "{role:?} {path}");
        }
    }
    crate::proof::later(&t).await;
    let before = t.log_len(t.own.id).await;
    let asked = admin.get(FILE).await.location;
    assert_eq!(
        asked.as_deref(),
        Some("/account/prove?return_to=%2Faccount-ledger"),
        "details of many want a fresh proof"
    );
    assert_eq!(t.log_len(t.own.id).await, before, "nothing was given out");
}

#[tokio::test]
async fn who_gave_it_and_when_is_told_where_it_is_kept() {
    let t = TestApp::new().await;
    let company = t.company("dual-server-saas").await;
    let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    let admin = t.signed_in_at(&company, Role::Administrator, "admin@futaba.example.jp").await;
    let person = "watanabe@futaba.example.jp";
    assert_eq!(invite(&admin, person, "viewer").await.status, 303);
    t.clock.advance(Duration::minutes(1));
    let id = crate::invitations::open_invitation(&t).await;
    assert_eq!(owner.post("/members/invitations/approve", &[("id", &id)]).await.status, 303);
    t.clock.advance(Duration::minutes(1));
    let link = link_to(&t, person).await;
    assert_eq!(join(&t, &link).await.status, 303);
    let granted = async || entry(&owner, person).await.part("Granted by").to_vec();
    let invited =
        ["Invited (Nov 22, 2026, 10:05 JST): 小山内 のぞみ", "Approved (Nov 22, 2026, 10:06 JST): 小山内 のぞみ"];
    assert_eq!(granted().await, invited);
    t.forge("UPDATE invitation SET role = 'owner'").await.unwrap();
    assert_eq!(granted().await, ["There's no record of who granted it or when."], "nobody believes a forged one");
    t.forge("UPDATE invitation SET role = 'viewer'").await.unwrap();
    t.clock.advance(Duration::minutes(1));
    let id = t.id_of(person).await.to_string();
    assert_eq!(owner.post("/members/role", &[("id", &id), ("role", "operator")]).await.status, 303);
    let changed = "Role changed (Nov 22, 2026, 10:08 JST): 小山内 のぞみ";
    assert_eq!(granted().await, [&invited[..], &[changed]].concat());
    let added = entry(&owner, "admin@futaba.example.jp").await;
    assert_eq!(added.part("Granted by"), ["Account added (Nov 22, 2026, 10:05 JST): Service provider"]);
}

/// Who returns has what the new invitation gives; what was changed before has ended.
#[tokio::test]
async fn who_returns_has_the_grants_of_the_new_invitation() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.account(Some(t.other.id), Role::Viewer, VIEWER).await.to_string();
    assert_eq!(owner.post("/members/download", &[("id", &id), ("download", "allowed")]).await.status, 303);
    let allowed = entry(&owner, VIEWER).await;
    let said = [
        "Account added (Nov 22, 2026, 10:05 JST): Service provider",
        "Downloads allowed (Nov 22, 2026, 10:05 JST): 小山内 のぞみ",
    ];
    assert_eq!(allowed.part("Granted by"), said);
    assert!(
        allowed
            .part("Permissions")
            .contains(&"Download files such as logs, histories and the account ledger".to_owned()),
        "it counts at once"
    );
    assert_eq!(owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status, 303);
    let left = entry(&owner, VIEWER).await;
    assert_eq!(
        (left.part("Permissions"), left.cells[5].as_str()),
        (&["This account has been removed and has no permissions.".to_owned()][..], "")
    );
    t.clock.advance(Duration::minutes(2));
    assert_eq!(invite(&owner, VIEWER, "viewer").await.status, 303);
    let link = link_to(&t, VIEWER).await;
    assert_eq!(join(&t, &link).await.status, 303);
    assert_eq!(entry(&owner, VIEWER).await.part("Granted by"), ["Invited (Nov 22, 2026, 10:07 JST): 小山内 のぞみ"]);
}

#[tokio::test]
async fn states_passwords_and_sign_ins_are_in_page_and_file() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.account(Some(t.other.id), Role::Viewer, VIEWER).await.to_string();
    let both = async |part: &str| {
        let (entry, file) = (entry(&owner, VIEWER).await, lines(&owner.get(FILE).await));
        let line = line_of(&file, VIEWER);
        let page = entry.cells.join(" ").contains(part);
        assert_eq!(page, line.values().any(|cell| cell.contains(part)), "{part}: page and file differ");
        page
    };
    assert!(both("Never").await && both("Active").await && both("On").await);
    assert!(both("Feb 20, 2027, 10:05 JST").await, "90 days");
    t.sign_in(VIEWER).await;
    assert!(both("Nov 22, 2026, 10:05 JST").await, "the last sign-in");
    owner.post("/members/reset-password", &[("id", &id)]).await;
    assert!(both("Awaiting new password").await);
    t.tamper(&format!("UPDATE account SET must_change_password = TRUE, password_hash = 'x' WHERE {}", t.whose(VIEWER)))
        .await
        .unwrap();
    assert!(both("Must be changed at next sign-in").await);
    let member = owner.get(&format!("/members/{id}")).await;
    assert!(
        member.body.contains("Must be changed at next sign-in"),
        "the member's page says the same: {}",
        member.body
    );
    owner.post("/members/suspend", &[("id", &id)]).await;
    assert!(both("Suspended").await);
    assert!(!entry(&owner, VIEWER).await.part("Permissions after the account is resumed").is_empty());
    let file = lines(&owner.get(FILE).await);
    assert_eq!(line_of(&file, VIEWER)["View Home"], "After resuming");
    let japanese = owner.get_in(LEDGER, "ja").await;
    assert!(japanese.body.contains("アカウント管理台帳") && japanese.body.contains("利用の再開後に許可される操作"));
}

/// S10: a forged account is marked, and may do nothing.
#[tokio::test]
async fn s10_a_forged_account_is_marked_in_the_ledger() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    assert!(!owner.get(LEDGER).await.body.contains("Altered"));
    for change in ["role = 'owner'", "role = 'none'", "may_download = TRUE"] {
        t.forge(&format!("UPDATE account SET {change} WHERE {}", t.whose(VIEWER))).await.unwrap();
        let forged = entry(&owner, VIEWER).await;
        assert_eq!(forged.cells[1..5], ["", "Altered; no effect", "", ""], "{change}");
        let rights = forged.parts.values().find(|part| part[0].contains("no permissions"));
        assert!(rights.is_some(), "{change}: {:?}", forged.parts);
        let file = lines(&owner.get(FILE).await);
        let line = line_of(&file, VIEWER);
        assert_eq!(
            (&*line["Status"], &*line["Role"], &*line["Last sign-in"]),
            ("Altered; no effect", "", ""),
            "{change}"
        );
        assert!(line.values().all(|cell| cell != "Yes" && cell != "After resuming"), "{change}: {line:?}");
    }
}

#[tokio::test]
async fn the_ledger_has_pages_and_the_file_has_all_and_runs_no_formula() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for n in 0..30 {
        let email = format!("person{n}@takasakiya.example.jp");
        tenants::add_account(&t.app, Some(t.own.id), Role::Viewer, &email, "=HYPERLINK(1)").await.unwrap();
    }
    let first = owner.get(LEDGER).await;
    let next = first.attribute("a[rel=next]", "href").unwrap();
    let second = owner.get(&next).await;
    let both = entries(&first).into_iter().chain(entries(&second));
    let mut all: Vec<_> = both.map(|entry| entry.cells[0].clone()).collect();
    assert_eq!((all.len(), second.attribute("a[rel=next]", "href")), (31, None));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 31, "each account once");
    let back = second.attribute("a[rel=prev]", "href").unwrap();
    assert_eq!(entries(&owner.get(&back).await).len(), 25);
    assert_eq!(owner.get("/account-ledger?after=nonsense").await.status, 400);
    let file = owner.get(FILE).await;
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"account_ledger_2026"));
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8; header=present");
    let lines = lines(&file);
    assert_eq!(lines.len(), 31);
    assert_eq!(line_of(&lines, "person7@takasakiya.example.jp")["Name"], "'=HYPERLINK(1)");
}
