//! Notification contacts: an address counts only after a reader of the mailbox has confirmed it.

use crate::support::{Browser, TestApp};
use app::contacts::kinds::ContactKind;
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;

const FIELDS: [(&str, &str); 5] = [
    ("name", "情報システム部"),
    ("email", "ＪＩＭＵ@takasakiya.example.jp"),
    ("kinds", "urgent"),
    ("kinds", "incident"),
    ("language", "ja"),
];

/// An owner who has added a contact, and the link sent to it.
async fn added(t: &TestApp) -> (Browser, String) {
    let owner = t.signed_in(Role::Owner).await;
    let answer = owner.post("/contacts", &FIELDS).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/contacts")), "{}", answer.body);
    work(&t.app).await.unwrap();
    let path = t.link_in_mail("jimu@takasakiya.example.jp");
    (owner, path)
}

#[tokio::test]
async fn a_contact_is_confirmed_by_the_link_in_its_mail() {
    let t = TestApp::new().await;
    let (owner, path) = added(&t).await;
    assert!(owner.get("/contacts").await.text("tbody").unwrap().contains("Confirmation pending"));
    let reader = t.browser();
    let opened = reader.get(&path).await;
    assert_eq!((opened.status, opened.location.as_deref()), (303, Some("/contacts/confirm")));
    let page = reader.get("/contacts/confirm").await;
    assert!(page.body.contains("髙﨑屋") && page.text("dl").unwrap().contains("Urgent notices, Incidents"));
    assert!(owner.get("/contacts").await.text("tbody").unwrap().contains("pending"), "looking confirms nothing");
    assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 303);
    assert!(reader.get("/contacts/confirm").await.body.contains("You can close this page"));
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["contact.confirm:success"]);
    assert!(owner.get("/contacts").await.text("tbody").unwrap().contains("Confirmed"));
    assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 410, "a link works once");
    let sealed = t.scalar("SELECT count(*) FROM one_time_link WHERE used_at IS NOT NULL").await;
    assert_eq!(sealed, 1);
}

/// An unconfirmed contact receives no notices. The home page tells the people who may change contacts.
#[tokio::test]
async fn home_tells_of_contacts_that_nobody_has_confirmed() {
    let t = TestApp::new().await;
    let (owner, path) = added(&t).await;
    let todo = async || owner.get("/").await.text("section[aria-labelledby=h-todo]").unwrap();
    assert!(todo().await.contains("1 contact is not confirmed yet"), "{}", todo().await);
    assert!(owner.get_in("/", "ja").await.body.contains("確認待ちの連絡先が1件あります"));
    assert!(todo().await.contains("No contact can receive notices"), "an unconfirmed one does not count");
    let second = [("name", "総務"), ("email", "soumu@takasakiya.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    assert_eq!(owner.post("/contacts", &second).await.status, 303);
    assert!(todo().await.contains("2 contacts are not confirmed yet"));
    let reader = t.browser();
    reader.get(&path).await;
    assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 303);
    assert!(todo().await.contains("1 contact is not confirmed yet"));
    assert!(!todo().await.contains("No contact can receive notices"));
    t.tamper("UPDATE contact SET confirmed_at = created_at").await.unwrap();
    assert!(!todo().await.contains("confirmed"), "{}", todo().await);
}

#[tokio::test]
async fn a_link_ends_after_a_day_or_with_the_next_one() {
    let t = TestApp::new().await;
    let (owner, first) = added(&t).await;
    let id = owner.get("/contacts").await.attribute("tbody a", "href").unwrap();
    let id = id.rsplit('/').next().unwrap();
    let written = |answer: crate::support::Answer| answer.status == 303;
    assert!(written(owner.post("/contacts/write", &[("id", id)]).await));
    assert!(owner.get(&format!("/contacts/{id}")).await.body.contains("can be sent from Nov 22, 2026, 10:10 JST"));
    assert_eq!(t.newest_entry(t.own.id).await, "contact.write:failure:too_soon");
    t.clock.advance(Duration::minutes(6));
    let asked = owner.post("/contacts/remove", &[("id", id)]).await;
    assert_eq!(asked.text("h1").as_deref(), Some("Confirm it's you"), "contacts hear of resets");
    assert!(written(owner.post("/contacts/write", &[("id", id)]).await));
    work(&t.app).await.unwrap();
    let second = t.link_in_mail("jimu@takasakiya.example.jp");
    let reader = t.browser();
    for (path, status) in [(&first, 410), (&second, 200)] {
        reader.get(path).await;
        assert_eq!(reader.get("/contacts/confirm").await.status, status, "{path}");
    }
    t.clock.advance(Duration::hours(24));
    reader.get(&second).await;
    assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 410);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    let t = TestApp::new().await;
    let (owner, _) = added(&t).await;
    let empty = owner.post("/contacts", &[("language", "ja")]).await;
    assert_eq!(empty.status, 422);
    for field in ["name", "email", "kinds"] {
        assert!(empty.field_error(field).is_some(), "{field}");
    }
    for bad in ["nobody", "a@b@c", "a@example.jp\r\nBcc: b@example.jp", "a b@example.jp"] {
        let answer = owner.post("/contacts", &[("name", "x"), ("email", bad), ("kinds", "urgent")]).await;
        assert_eq!(answer.status, 422, "{bad:?}");
    }
    let again = owner.post("/contacts", &FIELDS).await;
    assert_eq!(again.field_error("email").as_deref(), Some("This address is already registered."));
    assert_eq!(again.attribute("#name", "value").as_deref(), Some("情報システム部"), "what was typed is kept");
}

#[tokio::test]
async fn ms_18_staff_see_confirmed_contacts_and_whom_to_call_back() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, "viewer@aoba.example.jp").await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let with = |telephone| [FIELDS.as_slice(), &[("telephone", telephone)]].concat();
    let wrong = owner.post("/contacts", &with("1234")).await;
    assert_eq!((wrong.status, wrong.field_error("telephone").is_some()), (422, true));
    owner.post("/contacts", &with("０３−１２３４−５６７８")).await;
    let staff = t.signed_in(Role::Support).await;
    let look = "/support/accounts?email=viewer@aoba.example.jp";
    let account = staff.get(look).await.attribute("input[name=account]", "value").unwrap();
    let case = staff.post("/support/cases", &[("account", &account), ("second_factor", "")]).await.location.unwrap();
    let pages = [format!("/support/tenants/{}", t.other.id), case];
    let panel = async |path: &str| staff.get(path).await.text("section[aria-labelledby=h-contacts]").unwrap();
    for path in &pages {
        assert!(panel(path).await.contains("No confirmed contacts"), "{path}");
    }
    t.tamper("UPDATE contact SET confirmed_at = created_at").await.unwrap();
    let before = t.log_len(t.other.id).await;
    for path in &pages {
        let seen = panel(path).await;
        for part in ["情報システム部", "jimu@takasakiya.example.jp", "03-1234-5678", "Nov 22, 2026", "Urgent notices"]
        {
            assert!(seen.contains(part), "{path} {part}: {seen}");
        }
    }
    assert_eq!(t.log_len(t.other.id).await, before, "the look an hour ago stands for these");
    t.clock.advance(Duration::hours(1));
    let staff = t.sign_in("support@takasakiya.example.jp").await;
    for path in &pages {
        staff.get(path).await;
    }
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["staff.see:success"], "one an hour, however many pages");
    assert_eq!(t.log_len(t.other.id).await, before + 1);
    let owner = t.sign_in("owner@aoba.example.jp").await;
    let other = staff.get(&format!("/support/tenants/{}", t.own.id)).await;
    assert!(!other.body.contains("03-1234-5678"));

    let href = owner.get("/contacts").await.attribute("tbody a", "href").unwrap();
    let id = href.rsplit('/').next().unwrap();
    t.clock.advance(Duration::days(1));
    let owner = t.sign_in("owner@aoba.example.jp").await;
    let change = [("id", id), ("name", "総務部"), ("kinds", "change"), ("language", "en"), ("telephone", "")];
    owner.post("/contacts/change", &change).await;
    assert!(owner.get(&href).await.text("dl").unwrap().contains("None"));
    owner.post("/contacts/change", &[&change[..4], &[("telephone", "06-1234-5678")]].concat()).await;
    assert!(owner.get(&href).await.text("dl").unwrap().contains("(since Nov 23, 2026)"), "a new number is new");
    assert_eq!(
        t.scalar("SELECT count(*) FROM mail WHERE kind = 'contact.telephone'").await,
        2,
        "whose it is hears of it"
    );
}

#[tokio::test]
async fn contacts_are_changed_and_removed_and_the_log_has_it() {
    let t = TestApp::new().await;
    let (owner, path) = added(&t).await;
    let href = owner.get("/contacts").await.attribute("tbody a", "href").unwrap();
    let id = href.rsplit('/').next().unwrap();
    let change = [("id", id), ("name", "総務部"), ("kinds", "change"), ("language", "en")];
    assert_eq!(owner.post("/contacts/change", &change).await.status, 303);
    let page = owner.get(&href).await;
    assert_eq!(page.text("h1").as_deref(), Some("総務部"));
    assert!(page.text("dl").unwrap().contains("Changes and end of service"));
    let refused = owner.post("/contacts/change", &[("id", id), ("name", "")]).await;
    assert_eq!((refused.status, refused.field_error("kinds").is_some()), (422, true));
    let elsewhere = t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(elsewhere.get(&href).await.status, 404);
    for post in ["/contacts/change", "/contacts/remove", "/contacts/write"] {
        assert_eq!(elsewhere.post(post, &[("id", id)]).await.status, 404, "{post}");
    }
    assert_eq!(owner.post("/contacts/remove", &[("id", id)]).await.status, 303);
    assert_eq!(
        t.newest_acts(t.own.id, 5).await,
        [
            "contact.remove:success",
            "contact.change:success",
            "mail.send:success",
            "mail.send:success",
            "contact.add:success"
        ]
    );
    let reader = t.browser();
    reader.get(&path).await;
    assert_eq!(reader.get("/contacts/confirm").await.status, 410);
}

/// Adds a contact with its kinds, and confirms it if requested.
pub async fn contact(t: &TestApp, owner: &Browser, email: &str, kinds: &[&str], confirmed: bool) {
    let kinds = kinds.iter().map(|kind| ("kinds", *kind));
    let fields: Vec<_> = [("name", "担当"), ("email", email), ("language", "ja")].into_iter().chain(kinds).collect();
    assert_eq!(owner.post("/contacts", &fields).await.status, 303);
    if confirmed {
        work(&t.app).await.unwrap();
        let reader = t.browser();
        reader.get(&t.link_in_mail(email)).await;
        assert_eq!(reader.post("/contacts/confirm", &[]).await.status, 303);
    }
}

/// An urgent notice goes to the confirmed contacts of this company that subscribe to urgent notices. The notices
/// themselves come later with the announcements; this test fixes their recipients.
#[tokio::test]
async fn those_who_take_a_kind_are_the_confirmed_contacts_that_chose_it() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for (email, kinds, confirmed) in [
        ("both@takasakiya.example.jp", &["urgent", "security"][..], true),
        ("urgent@takasakiya.example.jp", &["urgent"], true),
        ("security@takasakiya.example.jp", &["security"], true),
        ("unconfirmed@takasakiya.example.jp", &["urgent", "security"], false),
    ] {
        contact(&t, &owner, email, kinds, confirmed).await;
    }
    let elsewhere = t.signed_in_elsewhere(Role::Owner).await;
    contact(&t, &elsewhere, "contact@aoba.example.jp", &["urgent", "security"], true).await;
    let request = server::door::Request::system(&t.app, t.own.id, "test");
    let tx = request.write(app::contacts::api::EDIT).await.unwrap();
    for (kind, to) in [
        (ContactKind::Urgent, &["both@takasakiya.example.jp", "urgent@takasakiya.example.jp"][..]),
        (ContactKind::Security, &["both@takasakiya.example.jp", "security@takasakiya.example.jp"]),
        (ContactKind::Maintenance, &[]),
    ] {
        let mut found: Vec<_> = server::outbox::recipients::contacts_for(&tx, kind).await.unwrap();
        found.sort_by(|a, b| a.address.cmp(&b.address));
        assert_eq!(found.iter().map(|to| to.address.as_str()).collect::<Vec<_>>(), to, "{kind:?}");
    }
}

/// Actions of the support desk on a company's limits are reported to contacts that subscribe to security notices.
#[tokio::test]
async fn letters_about_lifted_limits_go_to_contacts_that_take_security() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    contact(&t, &owner, "urgent@takasakiya.example.jp", &["urgent", "change"], true).await;
    contact(&t, &owner, "security@takasakiya.example.jp", &["security"], true).await;
    owner.post("/security/networks/add", &[("network", "127.0.0.1"), ("note", "")]).await;
    assert_eq!(owner.post("/security/networks", &[("scope", "everyone")]).await.status, 303);
    let staff = t.signed_in(Role::Support).await;
    let id = t.own.id.to_string();
    let asked = [("id", id.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(staff.post("/support/tenants/lift", &asked).await.status, 303);
    let told = "SELECT COUNT(*) FROM mail WHERE kind = 'network.lift_asked'";
    assert_eq!(t.scalar(told).await, 2, "the owner and one contact");
    work(&t.app).await.unwrap();
    assert!(t.newest_mail("security@takasakiya.example.jp").contains("制限が一時的に"));
    assert!(!t.newest_mail("urgent@takasakiya.example.jp").contains("制限が一時的に"));
}
