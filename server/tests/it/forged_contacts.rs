//! S10: a person who can write to the database, but has no key, gets a company's letters to no other address: a notification
//! contact that is written or put back gets none, is confirmed by no link, and is marked until it is removed.

use crate::contacts::contact;
use crate::forged::uuid;
use crate::forged_put_back::is_told;
use crate::forged_restarts::restarted;
use crate::forged_shown::marked;
use crate::forged_triggers::alters;
use crate::support::{Browser, TestApp, only, put_back, row};
use app::contacts::kinds::ContactKind;
use app::contacts::messages as m;
use app::permission::Role;
use chrono::Duration;
use futures_util::future::join_all;
use sea_orm::EntityTrait;
use server::cli::audit;
use server::cli::restart::restart_log;
use server::door::Request;
use server::outbox::recipients;
use server::storage::entity::contact::{Entity, Model};
use uuid::Uuid;

const ADDRESS: &str = "jimu@takasakiya.example.jp";

/// The number of contacts that get a letter for all, and of those that get one about security.
async fn written_to(t: &TestApp) -> [usize; 2] {
    let request = Request::system(&t.app, t.own.id, "test");
    let tx = request.write(app::contacts::api::EDIT).await.unwrap();
    let security = recipients::contacts_for(&tx, ContactKind::Security).await.unwrap();
    [recipients::contacts(&tx).await.unwrap().len(), security.len()]
}

/// An owner with the only contact of the company.
async fn of_company(t: &TestApp, confirmed: bool) -> (Browser, Model) {
    let owner = t.signed_in(Role::Owner).await;
    contact(t, &owner, ADDRESS, &["urgent"], confirmed).await;
    (owner, only::<Model>(t).await)
}

async fn todo(by: &Browser, lang: &str) -> String {
    by.get_in("/", lang).await.text("section[aria-labelledby=h-todo]").unwrap()
}

/// Posts about a contact.
async fn posted(by: &Browser, what: &str, id: Uuid) -> u16 {
    by.post(&format!("/contacts/{what}"), &[("id", &id.to_string())]).await.status
}

/// The altered contact is marked where the company sees it, with the way to a right one, and offers nothing but its end.
async fn is_shown(t: &TestApp, owner: &Browser, id: Uuid) {
    let path = format!("/contacts/{id}");
    assert!(marked(owner, &path).await && marked(owner, "/contacts").await);
    for (lang, button, again, home) in [
        ("en", "Remove contact", "then add the address again", "altered outside the console"),
        ("ja", "この連絡先を削除", "追加し直してください", "外部から改ざん"),
    ] {
        let page = owner.get_in(&path, lang).await;
        let told = page.text(".notice--danger").unwrap();
        assert!(told.contains(button) && told.contains(again), "{lang}: {told}");
        assert_eq!(page.count("main .notice"), 1, "one advice, not two: {}", page.body);
        assert_eq!(page.text("main button[command=show-modal]").as_deref(), Some(button), "{lang}");
        assert_eq!(page.count("main time"), 0, "{lang}: {}", page.body);
        let forms = ["change", "write"].map(|post| page.count(&format!("form[action='/contacts/{post}']")));
        assert_eq!(forms, [0, 0], "{lang}");
        assert!(owner.get_in("/contacts", lang).await.text(".notice--danger").unwrap().contains(button), "{lang}");
        let todo = todo(owner, lang).await;
        assert!(todo.contains(home) && todo.contains(button), "{lang}: {todo}");
        assert!(!todo.contains("not confirmed yet") && !todo.contains("確認待ち"), "{lang}: {todo}");
    }
    is_told(t, "contact", id).await;
}

#[tokio::test]
async fn s10_a_contact_that_somebody_changes_gets_no_letters_and_is_marked() {
    let t = TestApp::new().await;
    let (owner, unconfirmed) = of_company(&t, false).await;
    let confirmed = Model { confirmed_at: Some(unconfirmed.created_at), ..unconfirmed.clone() };
    put_back(&t, &confirmed).await;
    assert_eq!(written_to(&t).await, [0, 0], "nobody has confirmed it");
    is_shown(&t, &owner, unconfirmed.id).await;
    put_back(&t, &unconfirmed).await;
    assert!(!marked(&owner, "/contacts").await && todo(&owner, "en").await.contains("1 contact is not confirmed yet"));
    server::outbox::work(&t.app).await.unwrap();
    let reader = t.browser();
    reader.get(&t.link_in_mail(ADDRESS)).await;
    assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 303);
    let was = only::<Model>(&t).await;
    assert_eq!(written_to(&t).await, [1, 0]);
    for change in [
        "kinds = 'urgent,security'".to_owned(),
        "language = 'en'".to_owned(),
        "written_at = '2026-01-01T00:00:00+00:00'".to_owned(),
        "confirmed_at = NULL".to_owned(),
        "mac = NULL".to_owned(),
        format!("address_index = {}", crate::forged::bytes(&t, &[7; 32])),
        "version = version + 1".to_owned(),
    ] {
        t.forge(&format!("UPDATE contact SET {change}")).await.unwrap();
        assert_eq!(written_to(&t).await, [0, 0], "{change}");
        is_shown(&t, &owner, was.id).await;
        let id = was.id.to_string();
        let fields = [("id", &*id), ("name", "総務"), ("kinds", "security"), ("language", "ja")];
        assert_eq!(owner.post("/contacts/change", &fields).await.status, 409, "{change}");
        assert_eq!(posted(&owner, "write", was.id).await, 409, "{change}");
        put_back(&t, &was).await;
        assert_eq!(written_to(&t).await, [1, 0], "{change}: the right one is good again");
    }
    assert!(!marked(&owner, "/contacts").await && !marked(&owner, &format!("/contacts/{}", was.id)).await);
}

#[tokio::test]
async fn s10_an_altered_contact_is_removed_and_added_again() {
    let t = TestApp::new().await;
    let (owner, was) = of_company(&t, true).await;
    t.forge("UPDATE contact SET kinds = 'urgent,security'").await.unwrap();
    let again = [("name", "担当"), ("email", ADDRESS), ("kinds", "urgent"), ("language", "ja")];
    let refused = owner.post("/contacts", &again).await;
    assert!(refused.status == 422 && refused.field_error("email").is_some(), "it still has the address");
    assert_eq!(posted(&owner, "remove", was.id).await, 303);
    assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["contact.remove:success"]);
    let said = owner.get("/contacts").await.text(".flash");
    assert_eq!(said.as_deref(), Some(m::REMOVED_ALTERED.en), "what is to be done next");
    for (lang, entry) in [("en", "Altered outside the consoleYes"), ("ja", "外部からの改ざんはい")] {
        let log = owner.get_in("/operation-logs?action=contact.remove", lang).await.text("tr.tbl-detail").unwrap();
        assert!(log.contains(entry), "{log}");
    }
    assert_eq!(
        t.scalar("SELECT count(*) FROM mail WHERE kind = 'contact.removed'").await,
        1,
        "the owner, not the contact"
    );
    t.clock.advance(Duration::minutes(6));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    contact(&t, &owner, ADDRESS, &["security"], true).await;
    assert_eq!(written_to(&t).await, [1, 1]);
    assert!(!marked(&owner, "/contacts").await && !todo(&owner, "en").await.contains("altered"));
}

#[tokio::test]
async fn s10_neither_an_older_contact_nor_a_removed_one_is_put_back() {
    let t = TestApp::new().await;
    let (owner, before) = of_company(&t, true).await;
    let id = before.id.to_string();
    let change = [("id", &*id), ("name", "総務"), ("kinds", "security"), ("language", "ja")];
    assert_eq!(owner.post("/contacts/change", &change).await.status, 303);
    let after = row::<Model>(&t, before.id).await;
    assert!(after.version > before.version);
    put_back(&t, &before).await;
    assert_eq!(written_to(&t).await, [0, 0], "the kinds of before");
    is_shown(&t, &owner, before.id).await;
    put_back(&t, &after).await;
    assert_eq!(written_to(&t).await, [1, 1]);
    assert_eq!(posted(&owner, "remove", before.id).await, 303);
    assert_eq!(owner.get(&format!("/contacts/{id}")).await.status, 404);
    put_back(&t, &after).await;
    assert_eq!(written_to(&t).await, [0, 0]);
    is_shown(&t, &owner, before.id).await;
    let (app, address) = restarted(&t).await;
    assert!(marked(&owner.to(address), "/contacts").await, "nor while the console is stopped");
    let older = [("contact", id.clone())];
    assert_eq!(audit::all(&app, &t.db).await.unwrap().older, older);
    assert_eq!(posted(&owner, "remove", before.id).await, 303, "it can be removed again");
    assert!(audit::all(&app, &t.db).await.unwrap().is_clean());
    put_back(&t, &after).await;
    restart_log(&app, t.own.id, "put back from a backup").await.unwrap();
    assert!(audit::all(&app, &t.db).await.unwrap().is_clean() && !marked(&owner.to(address), "/contacts").await);
}

#[tokio::test]
async fn s10_no_link_confirms_a_contact_that_was_changed_or_put_back() {
    let t = TestApp::new().await;
    let (owner, was) = of_company(&t, false).await;
    server::outbox::work(&t.app).await.unwrap();
    let reader = t.browser();
    reader.get(&t.link_in_mail(ADDRESS)).await;
    assert_eq!(reader.get("/contacts/confirm").await.status, 200);
    let id = was.id.to_string();
    let change = [("id", &*id), ("name", "総務"), ("kinds", "change"), ("language", "ja")];
    assert_eq!(owner.post("/contacts/change", &change).await.status, 303);
    let newest = row::<Model>(&t, was.id).await;
    for forged in [Model { kinds: "urgent,security".into(), ..newest.clone() }, was.clone()] {
        put_back(&t, &forged).await;
        assert_eq!(reader.get("/contacts/confirm").await.status, 410, "{}", forged.kinds);
        assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 410, "{}", forged.kinds);
        assert_eq!(only::<Model>(&t).await, forged, "nothing is confirmed");
    }
    is_told(&t, "contact", was.id).await;
    put_back(&t, &newest).await;
    assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 303, "the link was not used up");
    assert_eq!(written_to(&t).await, [1, 0]);
}

#[tokio::test]
async fn s10_a_contact_that_cannot_be_read_is_marked_and_can_be_removed() {
    let t = TestApp::new().await;
    let (owner, was) = of_company(&t, true).await;
    contact(&t, &owner, "soumu@takasakiya.example.jp", &["security"], true).await;
    let at = format!("WHERE id = {}", uuid(&t, was.id));
    let changes =
        [crate::unreadable::odd(&t, "kinds", "created_at"), format!("sealed = {}", crate::forged::bytes(&t, &[7; 60]))];
    for change in changes {
        t.forge(&format!("UPDATE contact SET {change} {at}")).await.unwrap();
        is_shown(&t, &owner, was.id).await;
        assert_eq!(written_to(&t).await, [1, 1], "the other one");
        let list = owner.get("/contacts").await;
        assert!(list.text("tbody").unwrap().contains("soumu@takasakiya.example.jp"), "{}", list.body);
        t.forge(&format!("DELETE FROM contact {at}")).await.unwrap();
        put_back(&t, &was).await;
    }
    t.forge(&format!("UPDATE contact SET {} {at}", crate::unreadable::odd(&t, "kinds", "created_at"))).await.unwrap();
    assert_eq!(posted(&owner, "remove", was.id).await, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM contact").await, 1);
    assert!(!marked(&owner, "/contacts").await);
}

#[tokio::test]
async fn s10_no_trigger_confirms_a_contact() {
    let t = TestApp::new().await;
    alters(&t, "contact", "NEW.confirmed_at IS NULL", &[("confirmed_at", "NEW.created_at")]).await;
    let (owner, forged) = of_company(&t, false).await;
    assert!(forged.confirmed_at.is_some());
    assert_eq!(written_to(&t).await, [0, 0]);
    is_shown(&t, &owner, forged.id).await;
    server::outbox::work(&t.app).await.unwrap();
    let path = t.link_in_mail(ADDRESS);
    let reader = t.browser();
    reader.get(&path).await;
    assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 410);
}

#[tokio::test]
async fn s10_staff_call_nobody_back_at_a_number_that_was_put_back() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let fields = [("name", "総務部"), ("email", ADDRESS), ("kinds", "urgent"), ("language", "ja")];
    let first = [&fields[..], &[("telephone", "03-1234-5678")]].concat();
    assert_eq!(owner.post("/contacts", &first).await.status, 303);
    t.tamper("UPDATE contact SET confirmed_at = created_at").await.unwrap();
    let before = only::<Model>(&t).await;
    let id = before.id.to_string();
    let change =
        [("id", &*id), ("name", "総務部"), ("kinds", "urgent"), ("language", "ja"), ("telephone", "06-1234-5678")];
    assert_eq!(owner.post("/contacts/change", &change).await.status, 303);
    let staff = t.signed_in(Role::Support).await;
    let page = format!("/support/tenants/{}", t.own.id);
    assert!(!marked(&staff, &page).await && staff.get(&page).await.body.contains("06-1234-5678"));
    put_back(&t, &before).await;
    assert!(marked(&staff, &page).await);
    let shown = staff.get(&page).await.text("section[aria-labelledby=h-contacts]").unwrap();
    assert!(shown.contains("総務部") && shown.contains("must not be used"), "{shown}");
    assert!(!shown.contains("03-1234-5678") && !shown.contains("Urgent"), "{shown}");
    assert!(staff.get_in(&page, "ja").await.body.contains("電話番号も使用できません"));
    let log = staff.get("/support/logs?action=row.forged").await;
    assert!(log.text("tbody").unwrap().contains("Contact: 総務部"), "{}", log.body);
    assert_eq!(log.attribute("tbody td[data-label='Object'] a", "href"), Some(page));
}

/// Home counts genuine contacts alone.
#[tokio::test]
async fn s10_home_counts_no_altered_contact() {
    let t = TestApp::new().await;
    let (owner, forged) = of_company(&t, false).await;
    for email in ["a@takasakiya.example.jp", "b@takasakiya.example.jp"] {
        contact(&t, &owner, email, &["urgent"], false).await;
    }
    assert!(todo(&owner, "en").await.contains("3 contacts are not confirmed yet"));
    t.forge(&format!("UPDATE contact SET kinds = 'security' WHERE id = {}", uuid(&t, forged.id))).await.unwrap();
    let said = todo(&owner, "en").await;
    assert!(said.contains("2 contacts are not confirmed yet") && said.contains("1 notification contact was"), "{said}");
    let home = owner.get("/").await;
    assert_eq!(home.count(&format!("a[href='/contacts/{}']", forged.id)), 1, "{}", home.body);
    t.forge("UPDATE contact SET kinds = 'security'").await.unwrap();
    let said = todo(&owner, "en").await;
    assert!(said.contains("3 notification contacts were") && !said.contains("not confirmed yet"), "{said}");
}

/// A contact that is removed a moment after it was read is no altered one.
#[tokio::test]
async fn contacts_that_change_and_go_while_they_are_read_raise_no_alarm() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for n in 0..4 {
        contact(&t, &owner, &format!("jimu{n}@takasakiya.example.jp"), &["urgent"], false).await;
    }
    let rows = Entity::find().all(&t.db).await.unwrap();
    let ids: Vec<_> = rows.iter().map(|row| row.id.to_string()).collect();
    let ends = ids.iter().map(|id| async {
        let change = [("id", &**id), ("name", "総務"), ("kinds", "security"), ("language", "ja")];
        assert_eq!(owner.post("/contacts/change", &change).await.status, 303);
        assert_eq!(owner.post("/contacts/remove", &[("id", id)]).await.status, 303);
    });
    let looks = join_all((0..30).map(|_| owner.get("/contacts")));
    let (_, pages) = futures_util::join!(join_all(ends), looks);
    assert!(pages.iter().all(|page| page.status == 200 && !page.body.contains("Altered")));
    server::features::alarms::log_forged_rows(&t.app).await.unwrap();
    assert!(crate::forged::alarms(&t).await.is_empty());
}
