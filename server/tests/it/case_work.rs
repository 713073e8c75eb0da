//! The work on cases: who has one, notes of staff, the filters of the queue, and its file.

use crate::cases::{PERSON, Scene, open, staff};
use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use sea_orm::{EntityTrait, QueryOrder};
use server::features::tenants;
use server::storage::entity::{case_note, support_case};
use uuid::Uuid;

async fn assign(by: &Browser, case: &str, from: &str) -> Answer {
    by.post("/support/cases/assign", &[("id", case), ("from", from)]).await
}

async fn assignee(t: &TestApp, case: &str) -> Option<Uuid> {
    let id: Uuid = case.parse().unwrap();
    support_case::Entity::find_by_id(id).one(&t.db).await.unwrap().unwrap().assigned_to
}

#[tokio::test]
async fn a_case_is_taken_taken_over_and_given_back() {
    let s = Scene::new().await;
    let page = format!("/support/cases/{}", s.id);
    let (first, second) = (s.t.id_of("first@example.jp").await, s.t.id_of("second@example.jp").await);
    assert_eq!(assign(&s.first, &s.id, "").await.location.as_deref(), Some(page.as_str()));
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.assign:success"], "in the company's log");
    let own = s.first.get(&page).await;
    assert_eq!(own.count("form[action='/support/cases/unassign']"), 1);
    let others = s.second.get(&page).await;
    let asks = "dialog form[action='/support/cases/assign'] [name=from]";
    assert_eq!(others.attribute(asks, "value"), Some(first.to_string()), "a question names whose case it is");
    assert_eq!(assign(&s.second, &s.id, &first.to_string()).await.status, 303);
    assert_eq!(assignee(&s.t, &s.id).await, Some(second));
    // The first one did not know.
    s.first.post("/support/cases/unassign", &[("id", &s.id)]).await;
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.unassign:failure"]);
    assert_eq!(assignee(&s.t, &s.id).await, Some(second));
    s.second.post("/support/cases/unassign", &[("id", &s.id)]).await;
    assert_eq!(assignee(&s.t, &s.id).await, None);
    // Who works on it decides nothing: the steps and the signature stay as they were.
    assert_eq!(s.check(&s.first).await.status, 303);
    assert!(server::cli::audit::all(&s.t.app, &s.t.db).await.unwrap().forged.is_empty());
    s.step(&s.first, "/support/cases/cancel").await;
    assign(&s.first, &s.id, "").await;
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.assign:failure"], "nobody works on what is over");
}

/// The form may give the id of anybody, and so may the column, which is not signed: neither a log nor a page of one company
/// names people of another.
#[tokio::test]
async fn ms_18_nobody_but_staff_is_named_as_the_one_who_had_a_case() {
    let s = Scene::new().await;
    let (of, email, name) = (Some(s.t.other.id), "kurosawa@aoba.example.jp", "黒澤 明日香");
    let stranger = tenants::add_account(&s.t.app, of, Role::Viewer, email, name).await.unwrap().id;
    let (page, queue) = (format!("/support/cases/{}", s.id), "/support/cases");
    let owner = s.t.signed_in(Role::Owner).await;
    let in_log = async || {
        let log = owner.get("/operation-logs?action=case.assign").await;
        log.text("main").unwrap().matches(name).count()
            + log.text("main").unwrap().matches("Previously assigned to").count()
    };
    assign(&s.first, &s.id, &stranger.to_string()).await;
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.assign:failure"]);
    assert_eq!(in_log().await, 0, "the form named somebody who never had the case");
    let case = crate::forged::uuid(&s.t, s.id.parse().unwrap());
    let put =
        format!("UPDATE support_case SET assigned_to = {} WHERE id = {case}", crate::forged::uuid(&s.t, stranger));
    s.t.forge(&put).await.unwrap();
    for path in [page.as_str(), queue] {
        let shown = s.second.get(path).await;
        assert!(shown.status == 200 && !shown.body.contains(name), "{path}: {}", shown.body);
    }
    assert_eq!(assign(&s.second, &s.id, &stranger.to_string()).await.status, 303);
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.assign:success"], "and somebody takes it over");
    assert_eq!(in_log().await, 0);
    let second = s.t.id_of("second@example.jp").await;
    assert_eq!(assign(&s.first, &s.id, &second.to_string()).await.status, 303);
    assert_eq!(in_log().await, 1, "the log says which member of staff had it");
    // The steps of a forged case name nobody of another company either, to staff or to the company.
    let put = format!("UPDATE support_case SET opened_by = {} WHERE id = {case}", crate::forged::uuid(&s.t, stranger));
    s.t.forge(&put).await.unwrap();
    assert!(!s.second.get(&page).await.body.contains(name));
    assert!(!owner.get("/cases").await.body.contains(name));
}

#[tokio::test]
async fn of_two_who_take_a_case_at_once_one_has_it() {
    let s = Scene::new().await;
    tokio::join!(assign(&s.first, &s.id, ""), assign(&s.second, &s.id, ""));
    let acts = s.t.newest_acts(s.t.own.id, 2).await;
    assert!(acts.contains(&"case.assign:success".to_owned()) && acts.contains(&"case.assign:failure".to_owned()));
    let before = assignee(&s.t, &s.id).await;
    assert!(before.is_some());
    s.check(&s.first).await;
    assert_eq!(assignee(&s.t, &s.id).await, before, "a step keeps who has it");
}

#[tokio::test]
async fn ms_18_notes_are_for_staff_alone_and_sealed() {
    let s = Scene::new().await;
    let page = format!("/support/cases/{}", s.id);
    let refused = s.first.post("/support/cases/note", &[("id", &s.id), ("note", " ")]).await;
    assert_eq!((refused.status, refused.field_error("note").is_some()), (422, true));
    let long = "長".repeat(1001);
    assert_eq!(s.first.post("/support/cases/note", &[("id", &s.id), ("note", &long)]).await.status, 422);
    for (by, note) in [(&s.first, "代表番号に折り返し"), (&s.second, "<b>不在</b>")] {
        assert_eq!(by.post("/support/cases/note", &[("id", &s.id), ("note", note)]).await.status, 303);
        s.t.clock.advance(chrono::Duration::seconds(1));
    }
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.note:success"]);
    let notes = s.second.get(&page).await.text("[aria-labelledby=h-notes]").unwrap();
    let at = |note: &str| notes.find(note).unwrap_or_else(|| panic!("{note}: {notes}"));
    assert!(at("<b>不在</b>") < at("代表番号に折り返し"), "newest first");
    assert_eq!(assign(&s.first, &s.id, "").await.status, 303);
    let course = s.second.get(&page).await.text("[aria-labelledby=h-course]").unwrap();
    assert!(course.contains("Note added") && course.contains("Assigned"), "{course}");
    let owner = s.t.signed_in(Role::Owner).await;
    let companys = owner.get("/cases").await.text(".timeline").unwrap();
    assert!(companys.contains("Note added") && !companys.contains("Assigned"), "{companys}");
    for path in ["/cases", "/operation-logs?action=case.note", "/operation-logs"] {
        assert!(
            !owner.get(path).await.body.contains("代表番号"),
            "{path}: it is said that there is one, not what it says"
        );
    }
    assert_eq!(owner.post("/support/cases/note", &[("id", &s.id), ("note", "x")]).await.status, 403);
    // Not to be found in the database, and not to be moved to another case.
    let stored = crate::support::dump(&s.t.db).await.remove("case_note").unwrap();
    assert!(stored.iter().all(|row| !row.contains("代表番号")), "{stored:?}");
    s.t.account(Some(s.t.own.id), Role::Viewer, "other@takasakiya.example.jp").await;
    let other = open(&s.t, s.t.own.id, &s.first, ("other@takasakiya.example.jp", "")).await;
    let to = crate::forged::uuid(&s.t, other.parse().unwrap());
    s.t.forge(&format!("UPDATE case_note SET case_id = {to}")).await.unwrap();
    let moved = s.second.get(&format!("/support/cases/{other}")).await.text("[aria-labelledby=h-notes]").unwrap();
    assert!(!moved.contains("代表番号") && moved.contains("unreadable"), "{moved}");
}

/// Staff write more than a line, and the company's administrators read the reason as it was written.
#[tokio::test]
async fn notes_and_reasons_keep_their_lines() {
    let s = Scene::new().await;
    let note = [("id", s.id.as_str()), ("note", "一行目\r\n二行目")];
    assert_eq!(s.first.post("/support/cases/note", &note).await.status, 303);
    let page = s.first.get(&format!("/support/cases/{}", s.id)).await;
    assert!(page.body.contains("一行目\n二行目"), "{}", page.body);
    let checked = ["name", "channel", "reason"].map(|what| ("checked", what));
    let rest = [("id", s.id.as_str()), ("evidence", "contract"), ("reason", "電話を紛失\r\n番号は契約のとおり")];
    assert_eq!(s.first.post("/support/cases/check", &[checked.as_slice(), &rest].concat()).await.status, 303);
    let owner = s.t.signed_in(Role::Owner).await;
    assert!(owner.get("/cases").await.body.contains("電話を紛失\n番号は契約のとおり"));
    let bell = [("id", s.id.as_str()), ("note", "a\u{7}b")];
    let refused = s.first.post("/support/cases/note", &bell).await;
    assert!(refused.field_error("note").unwrap().starts_with("Control characters"), "{}", refused.body);
}

/// S10: a note that somebody takes away from the database is missed on the page of its case, and `sekisho log verify` names it.
#[tokio::test]
async fn s10_a_note_that_is_gone_is_said_to_be_missing() {
    let s = Scene::new().await;
    let notes = async || {
        let page = s.second.get(&format!("/support/cases/{}", s.id)).await;
        page.text("[aria-labelledby=h-notes]").unwrap()
    };
    for note in ["代表番号に折り返し", "不在"] {
        assert_eq!(s.first.post("/support/cases/note", &[("id", &s.id), ("note", note)]).await.status, 303);
        s.t.clock.advance(chrono::Duration::seconds(1));
    }
    let written = case_note::Entity::find().order_by_asc(case_note::Column::WrittenAt).all(&s.t.db).await.unwrap();
    let gone = async || server::cli::audit::all(&s.t.app, &s.t.db).await.unwrap().gone;
    assert!(!notes().await.contains("This note is missing") && gone().await.is_empty());
    let first = "SELECT id FROM case_note ORDER BY written_at LIMIT 1";
    s.t.forge(&format!("DELETE FROM case_note WHERE id IN ({first})")).await.unwrap();
    let shown = notes().await;
    assert_eq!(shown.matches("This note is missing").count(), 1, "{shown}");
    assert!(shown.find("不在") < shown.find("This note is missing"), "newest first: {shown}");
    assert_eq!(gone().await, [("case_note", written[0].id.to_string())]);
    s.t.forge("DELETE FROM case_note").await.unwrap();
    assert_eq!(notes().await.matches("This note is missing").count(), 2);
    assert_eq!(gone().await.len(), 2);
}

#[tokio::test]
async fn the_queue_is_narrowed_by_state_person_and_number() {
    let s = Scene::new().await;
    s.t.account(Some(s.t.other.id), Role::Viewer, "other@aoba.example.jp").await;
    let other = open(&s.t, s.t.other.id, &s.second, ("other@aoba.example.jp", "")).await;
    s.check(&s.first).await;
    assign(&s.first, &s.id, "").await;
    let shown = async |by: &Browser, query: &str| {
        let page = by.get(&format!("/support/cases?{query}")).await;
        assert_eq!(page.status, 200, "{query}: {}", page.body);
        [&s.id, &other].map(|id| page.count(&format!("tbody a[href='/support/cases/{id}']")))
    };
    for (query, expected) in [
        ("", [1, 1]),
        ("state=checked", [1, 0]),
        ("state=opened", [0, 1]),
        ("with=me", [1, 0]),
        ("with=nobody", [0, 1]),
        ("with=me&state=opened", [0, 0]),
        ("q=CS-2026-0002", [0, 1]),
        ("q=2026-1&state=opened", [1, 0]),
        ("q=CS-2026-0009", [0, 0]),
    ] {
        assert_eq!(shown(&s.first, query).await, expected, "{query}");
    }
    assert_eq!(shown(&s.second, "with=me").await, [0, 0]);
    let refused = s.first.get("/support/cases?q=saito").await;
    assert_eq!((refused.status, refused.field_error("q").is_some()), (422, true));
    assert_eq!(s.first.get("/support/cases?state=lost").await.status, 422);
    s.step(&s.first, "/support/cases/cancel").await;
    assert_eq!(shown(&s.first, "q=CS-2026-0001").await, [1, 0], "a number finds what is over as well");
}

#[tokio::test]
async fn ms_17_the_file_of_the_cases_is_logged_and_wants_a_proof() {
    let s = Scene::new().await;
    let file = s.first.get("/support/cases/file?state=opened").await;
    assert_eq!(file.status, 200);
    let line = file.body.lines().nth(1).unwrap();
    assert!(line.contains("CS-2026-0001") && line.contains("小山内 のぞみ") && !file.body.contains(PERSON), "{line}");
    let provider = server::seal::keys::PROVIDER;
    assert_eq!(s.t.newest_acts(provider, 1).await, ["case.download:success"]);
    let none = s.first.get("/support/cases/file?state=approved").await;
    assert_eq!(none.body.lines().count(), 1, "the same filter as on the page");
    assert_eq!(s.first.get("/support/cases/file?state=lost").await.status, 422);
    assert_eq!(s.admin.get("/support/cases/file").await.status, 403);
    crate::proof::later(&s.t).await;
    let asked = s.first.get("/support/cases/file").await.location.unwrap();
    assert!(asked.starts_with("/account/prove"), "{asked}");
}

#[tokio::test]
async fn a_single_case_that_waits_for_approval_is_linked_itself() {
    let s = Scene::new().await;
    let own = format!("a[href='/support/cases/{}']", s.id);
    assert_eq!(s.second.get("/support").await.count(&own), 1, "to be checked");
    s.check(&s.first).await;
    s.step(&s.admin, "/cases/consent").await;
    let home = s.second.get("/support").await;
    assert_eq!(home.count(&own), 1);
    assert!(home.text("[aria-labelledby=h-figures]").unwrap().contains("Awaiting approval"));
    let badge = home.text("nav a[href='/support/cases'] .nav-count").unwrap();
    assert!(badge.starts_with('1'), "{badge}");
    assert_eq!(staff(&s.t, "third@example.jp").await.get("/support").await.count(&own), 1);
}
