//! Typed text: texts without hidden characters, addresses that can be mailed, and limits on mails.

use crate::invitations::{invite, open_invitation};
use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::features::tenants::NewCompany;
use server::outbox::work;

const OWNER: &str = "owner@takasakiya.example.jp";

/// One of each kind of character that is forbidden in a line.
const ODD: [&str; 10] = [
    "a\nBcc: x@evil.example",
    "a\u{1b}[31mb\u{7}",
    "a\u{85}b",
    "a\u{2028}b",
    "evil\u{202e}gpj.exe",
    "a\u{200b}b",
    "a\u{2060}b",
    "a\u{ad}b",
    "a\u{e0041}b",
    "\u{fdd0}b",
];

async fn refused(browser: &Browser, path: &str, fields: &[(&str, &str)], field: &str) {
    let answer = browser.post(path, fields).await;
    let told = (answer.status, answer.field_error(field).is_some());
    assert_eq!(told, (422, true), "{path} {field} {fields:?} {}", answer.body);
}

/// MS-12, BP-13: every text of one line is refused at its field, on every page.
#[tokio::test]
async fn ms_12_bp_13_texts_hold_nothing_that_is_not_seen() {
    // Passkeys need a host name.
    let t = TestApp::configured(|config| config.public_url = Some("http://localhost:3999".into())).await;
    let owner = t.signed_in(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    let (tenant, stranger) = (t.own.id.to_string(), t.browser());
    let before = t.scalar("SELECT count(*) FROM invitation").await + t.scalar("SELECT count(*) FROM contact").await;
    for odd in ODD {
        let person = [("name", odd), ("email", "x@example.jp"), ("role", "viewer")];
        refused(&owner, "/members", &person, "name").await;
        let contact = [("name", odd), ("email", "x@example.jp"), ("kinds", "urgent"), ("language", "ja")];
        refused(&owner, "/contacts", &contact, "name").await;
        let network = [("network", "203.0.113.0/24"), ("note", odd)];
        refused(&owner, "/security/networks/add", &network, "note").await;
        refused(&owner, "/account/passkeys/start", &[("name", odd)], "name").await;
        let profile = [("id", tenant.as_str()), ("profile", "b2b-platform"), ("reason", odd)];
        refused(&staff, "/support/tenants/profile", &profile, "reason").await;
        let colleague =
            [("name", odd), ("email", "y@sekisho.example"), ("role", "support"), ("lang", "ja"), ("why", "増員")];
        refused(&staff, "/support/staff", &colleague, "name").await;
        let consent = [("scopes", "end_users"), ("hours", "4"), ("reason", odd)];
        refused(&owner, "/consents", &consent, "reason").await;
        refused(&owner, "/exports", &[("purpose", odd)], "purpose").await;
        assert!(server::features::tenants::add(&t.app, odd, "managed-saas").await.is_err(), "{odd:?}");
        assert!(
            server::features::tenants::add_account(&t.app, None, Role::Support, "s@sekisho.example", odd)
                .await
                .is_err()
        );
        assert!(server::features::tenants::staff_leave(&t.app, "support@takasakiya.example.jp", odd).await.is_err());
    }
    for odd in ODD {
        t.clock.advance(Duration::minutes(1));
        let help = [("email", "x@example.jp"), ("name", odd), ("kind", "password"), ("message", "")];
        refused(&stranger, "/sign-in/help", &help, "name").await;
    }
    let after = t.scalar("SELECT count(*) FROM invitation").await + t.scalar("SELECT count(*) FROM contact").await;
    assert_eq!(before, after, "nothing is stored");
}

/// A name has one form, and keeps the shapes of its characters.
#[tokio::test]
async fn names_are_composed_and_keep_their_shapes() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let fields = [("name", " 葛\u{e0100}城 か\u{3099} \u{fa19} "), ("email", "x@example.jp"), ("role", "viewer")];
    assert_eq!(owner.post("/members", &fields).await.status, 303);
    assert!(owner.get("/members").await.body.contains("葛\u{e0100}城 が \u{fa19}"));
}

/// S8: a person's name contains no link, because it appears in letters to others.
#[tokio::test]
async fn names_of_people_hold_no_address() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for name in ["至急 https://evil.example/login をご確認", "www.evil.example", "x@evil.example", "ＨＴＴＰ：／／evil"]
    {
        refused(&owner, "/members", &[("name", name), ("email", "x@example.jp"), ("role", "viewer")], "name").await;
        let contact = [("name", name), ("email", "x@example.jp"), ("kinds", "urgent"), ("language", "ja")];
        refused(&owner, "/contacts", &contact, "name").await;
    }
}

async fn mails_to(t: &TestApp) -> i64 {
    t.scalar("SELECT count(*) FROM mail WHERE kind IN ('member.invitation', 'contact.confirm')").await
}

/// S8: the pause and the daily limit count the address, not the row, and the page says when the next mail is possible.
#[tokio::test]
async fn an_address_is_not_flooded_by_inviting_and_withdrawing() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let person = "third@party.example.jp";
    assert_eq!(invite(&owner, person, "viewer").await.status, 303);
    let withdraw = async |owner: &Browser| {
        let id = open_invitation(&t).await;
        assert_eq!(owner.post("/members/invitations/withdraw", &[("id", &id)]).await.status, 303);
    };
    withdraw(&owner).await;
    let again = invite(&owner, person, "viewer").await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("can be sent from Nov 22, 2026, 10:10 JST"), "{}", again.body);
    assert_eq!(t.newest_entry(t.own.id).await, "invitation.create:failure:too_soon");
    let contact = [("name", "総務部"), ("email", person), ("kinds", "urgent"), ("language", "ja")];
    refused(&owner, "/contacts", &contact, "email").await;
    assert_eq!(t.newest_entry(t.own.id).await, "contact.add:failure:too_soon");
    let left = t.scalar("SELECT (SELECT count(*) FROM contact) + (SELECT count(*) FROM invitation)").await;
    assert_eq!((mails_to(&t).await, left), (1, 1), "the withdrawn one alone");
    for n in 2..=5 {
        t.clock.advance(Duration::minutes(5));
        let owner = t.sign_in(OWNER).await;
        assert_eq!(invite(&owner, person, "viewer").await.status, 303, "{n}");
        withdraw(&owner).await;
    }
    t.clock.advance(Duration::minutes(5));
    let owner = t.sign_in(OWNER).await;
    assert_eq!(invite(&owner, person, "viewer").await.status, 422, "enough for a day");
    assert_eq!(mails_to(&t).await, 5);
    assert_eq!(invite(&owner, "somebody@else.example.jp", "viewer").await.status, 303, "others are not concerned");
    t.clock.advance(Duration::days(1));
    let owner = t.sign_in(OWNER).await;
    assert_eq!(invite(&owner, person, "viewer").await.status, 303);
}

/// S8: a company has so many mails a day to addresses that nobody confirmed, whatever the addresses.
#[tokio::test]
async fn a_company_mails_so_many_strangers_a_day_and_no_more() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let neighbour = t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(invite(&owner, "first@party.example.jp", "viewer").await.status, 303);
    // As after 199 mails. Other counters belong to addresses that nobody uses below.
    t.tamper("UPDATE throttle SET count = 199 WHERE count = 1").await.unwrap();
    assert_eq!(invite(&owner, "second@party.example.jp", "viewer").await.status, 303, "the last one of the day");
    assert_eq!(invite(&owner, "third@party.example.jp", "viewer").await.status, 422);
    let contact = [("name", "総務部"), ("email", "fourth@party.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    refused(&owner, "/contacts", &contact, "email").await;
    assert_eq!(mails_to(&t).await, 2);
    assert_eq!(invite(&neighbour, "third@party.example.jp", "viewer").await.status, 303, "others are not concerned");
    t.clock.advance(Duration::days(1));
    let owner = t.sign_in(OWNER).await;
    assert_eq!(invite(&owner, "third@party.example.jp", "viewer").await.status, 303);
}

/// The path of the link in the mail whose header has this address.
async fn link_written_to(t: &TestApp, header: &str) -> String {
    work(&t.app).await.unwrap();
    let (line, origin) = (format!("To: {header}\r\n"), t.app.config.origin());
    let mails = std::fs::read_dir(t.dir.path().join("mail")).unwrap();
    let mut mails = mails.map(|mail| std::fs::read_to_string(mail.unwrap().path()).unwrap());
    let mail = mails.find(|mail| mail.contains(&line)).unwrap();
    let mail = mail_parser::MessageParser::default().parse(mail.as_bytes()).unwrap();
    let text = mail.body_text(0).unwrap().into_owned();
    text.lines().find_map(|line| line.strip_prefix(&origin)).unwrap().to_owned()
}

/// One mailbox has one address on every page, and mails use a form that servers accept.
#[tokio::test]
async fn addresses_of_carriers_and_of_other_scripts_are_taken_mailed_and_found_again() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for (typed, stored, header, shown) in [
        ("\"taro..yamada\"@docomo.ne.jp", "taro..yamada@docomo.ne.jp", "\"taro..yamada\"@docomo.ne.jp", "docomo.ne.jp"),
        ("user@例え.jp", "user@xn--r8jz45g.jp", "user@xn--r8jz45g.jp", "例え.jp"),
    ] {
        let invited = invite(&owner, typed, "viewer").await;
        assert_eq!(invited.status, 303, "{typed} {}", invited.body);
        let twice = invite(&owner, stored, "viewer").await;
        assert!(twice.field_error("email").is_some_and(|e| e.contains("already been invited")), "{stored}");
        assert!(owner.get("/members").await.body.contains(shown), "shown as people read it");
        let path = link_written_to(&t, header).await;
        let person = t.browser();
        person.get(&path).await;
        let new = "wet lattice 7 ravine";
        assert_eq!(person.post("/join", &[("new", new), ("again", new)]).await.status, 303);
        for door in [typed, stored] {
            let browser = t.browser();
            assert_eq!(browser.post("/sign-in", &[("email", door), ("password", new)]).await.status, 303, "{door}");
        }
    }
    assert_eq!(t.scalar("SELECT count(*) FROM mail WHERE state = 'dead'").await, 0);
}

/// Every page refuses an address that cannot be mailed, with its own message.
#[tokio::test]
async fn addresses_that_cannot_be_mailed_are_refused_everywhere() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for bad in [
        "taro..yamada@example.jp",
        "\"a b\"@docomo.ne.jp",
        "user@[192.0.2.1]",
        "ユーザー@example.jp",
        "x@y",
        "a@b@c.jp",
        "x@example.jp.",
        "a b@example.jp",
    ] {
        refused(&owner, "/members", &[("name", "渡邊"), ("email", bad), ("role", "viewer")], "email").await;
        let contact = [("name", "総務部"), ("email", bad), ("kinds", "urgent"), ("language", "ja")];
        refused(&owner, "/contacts", &contact, "email").await;
        t.clock.advance(Duration::minutes(1));
        let help = [("email", bad), ("name", "渡邊"), ("kind", "password"), ("message", "")];
        refused(&t.browser(), "/sign-in/help", &help, "email").await;
        let (name, profile) = ("株式会社 双葉", "managed-saas");
        let company = NewCompany { name, profile, owner_email: bad, owner_name: "渡邊" };
        assert!(server::features::tenants::add_with_owner(&t.app, company).await.is_err(), "{bad}");
        assert!(
            server::features::tenants::add_account(&t.app, None, Role::Support, bad, "渡邊").await.is_err(),
            "{bad}"
        );
    }
}

/// The person who sent an invitation or added a contact sees that the mail failed, and why.
#[tokio::test]
async fn a_mail_that_died_shows_where_its_sender_waits() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    invite(&owner, "gone@example.jp", "viewer").await;
    let contact = [("name", "総務部"), ("email", "gone@example.jp"), ("kinds", "urgent"), ("language", "ja")];
    t.clock.advance(Duration::minutes(5));
    let owner = t.sign_in(OWNER).await;
    assert_eq!(owner.post("/contacts", &contact).await.status, 303);
    for page in ["/members", "/contacts"] {
        assert!(!owner.get(page).await.body.contains("elivered"), "{page}");
    }
    t.tamper("UPDATE mail SET failure = 'smtp 451' WHERE about IS NOT NULL").await.unwrap();
    for page in ["/members", "/contacts"] {
        let shown = owner.get(page).await.body;
        assert!(shown.contains("Delayed") && shown.contains("451") && shown.contains("retried"), "{page} {shown}");
    }
    t.tamper("UPDATE mail SET state = 'dead', failure = 'smtp 550' WHERE about IS NOT NULL").await.unwrap();
    let href = owner.get("/contacts").await.attribute("tbody a", "href").unwrap();
    for page in ["/members", "/contacts", &href] {
        let shown = owner.get(page).await.body;
        assert!(
            shown.contains("Not delivered") && shown.contains("550") && shown.contains("Check the address"),
            "{page}"
        );
    }
    assert_eq!(t.signed_in_elsewhere(Role::Owner).await.get(&href).await.status, 404);
}

/// Adding or removing a contact is reported to the administrators, and to the removed contact.
#[tokio::test]
async fn a_contact_that_comes_or_goes_is_told() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.account(Some(t.own.id), Role::Administrator, "admin@takasakiya.example.jp").await;
    let contact = [("name", "総務部"), ("email", "jimu@example.jp"), ("kinds", "urgent"), ("language", "ja")];
    assert_eq!(owner.post("/contacts", &contact).await.status, 303);
    work(&t.app).await.unwrap();
    for to in [OWNER, "admin@takasakiya.example.jp"] {
        let letter = t.newest_mail(to);
        assert!(letter.contains("jimu@example.jp") && letter.contains("追加"), "{letter}");
    }
    let href = owner.get("/contacts").await.attribute("tbody a", "href").unwrap();
    t.tamper("UPDATE contact SET confirmed_at = created_at").await.unwrap();
    let id = href.rsplit('/').next().unwrap();
    assert_eq!(owner.post("/contacts/remove", &[("id", id)]).await.status, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM mail WHERE kind = 'contact.removed'").await, 3);
    assert_eq!(t.scalar("SELECT count(*) FROM mail WHERE kind = 'contact.added'").await, 2);
    work(&t.app).await.unwrap();
    assert!(t.newest_mail("jimu@example.jp").contains("削除"), "a person who gets no notices any more hears of it");
}
