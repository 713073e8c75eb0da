//! The outbox: no mail is lost, no page waits, and a third-party SMTP server accepts the mails.

use crate::support::{Browser, PASSWORD, Received, SmtpServer, TestApp};
use app::permission::Role;
use chrono::Duration;
use mail_parser::MessageParser;
use sea_orm::EntityTrait;
use server::outbox::work;
use server::state::config::Config;
use server::storage::entity::mail;

const OWNER: &str = "owner@takasakiya.example.jp";

fn through(port: u16) -> impl FnOnce(&mut Config) {
    move |config| {
        config.smtp_url = Some(format!("smtp://127.0.0.1:{port}"));
        config.mail_from = Some("no-reply@console.example.jp".into());
    }
}

pub async fn rows(t: &TestApp) -> Vec<mail::Model> {
    mail::Entity::find().all(&t.db).await.unwrap()
}

/// State, tries and failure of the only mail.
pub async fn only(t: &TestApp) -> (String, i32, Option<String>) {
    let mut rows = rows(t).await;
    assert_eq!(rows.len(), 1);
    let row = rows.remove(0);
    (row.state, row.tries, row.failure)
}

/// A letter to the owner about a changed password.
async fn one_letter(t: &TestApp) -> Browser {
    let owner = t.signed_in(Role::Owner).await;
    t.rest().await;
    let new = "wet lattice 7 ravine";
    let answer = owner.post("/account/password", &[("current", PASSWORD), ("new", new), ("again", new)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    owner
}

fn texts(mail: &Received) -> (String, String) {
    let parsed = MessageParser::default().parse(mail.raw.as_bytes()).unwrap();
    (parsed.body_text(0).unwrap().into_owned(), parsed.body_html(0).unwrap().into_owned())
}

#[tokio::test]
async fn sl_20c_a_lock_is_told_to_the_owner_and_to_the_administrators() {
    let mut server = SmtpServer::start(&[]);
    let t = TestApp::configured(through(server.port)).await;
    t.account(Some(t.own.id), Role::Owner, OWNER).await;
    t.account(Some(t.own.id), Role::Administrator, "admin@takasakiya.example.jp").await;
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    t.account(Some(t.other.id), Role::Owner, "owner@aoba.example.jp").await;
    let limit = t.app.default_profile().lockout.attempts;
    let browser = t.browser();
    for _ in 0..limit {
        t.clock.advance(Duration::minutes(31));
        browser.post("/sign-in", &[("email", "viewer@takasakiya.example.jp"), ("password", "wrong")]).await;
    }
    work(&t.app).await.unwrap();
    let mails = server.mails();
    let mut to: Vec<String> = mails.iter().flat_map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, ["admin@takasakiya.example.jp", OWNER, "viewer@takasakiya.example.jp"]);
    let own = mails.iter().find(|mail| mail.to == ["viewer@takasakiya.example.jp"]).unwrap();
    let parsed = MessageParser::default().parse(own.raw.as_bytes()).unwrap();
    assert_eq!(parsed.subject(), Some("【Sekisho】新しい端末からのログインがロックされました"));
    let (text, html) = texts(own);
    for part in ["小山内 のぞみ 様", "2026/11/22", "127.0.0.1", "サポート窓口"] {
        assert!(text.contains(part) && html.contains(part), "{part}: {text}");
    }
    assert_eq!(own.header("auto-submitted").as_deref(), Some("auto-generated"));
    assert_eq!(t.scalar("SELECT count(*) FROM operation_log WHERE action = 'mail.send'").await, 3);
}

#[tokio::test]
async fn while_the_server_is_down_nothing_is_lost() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let t = TestApp::configured(through(gone)).await;
    one_letter(&t).await;
    work(&t.app).await.unwrap();
    assert_eq!(only(&t).await, ("waiting".into(), 1, Some("connect".into())));
    assert_eq!(work(&t.app).await.unwrap(), 0, "the next try is not due yet");
    let mut tries = 1;
    while only(&t).await.0 == "waiting" {
        t.clock.advance(Duration::hours(10));
        work(&t.app).await.unwrap();
        tries += 1;
    }
    assert_eq!(only(&t).await, ("dead".into(), 12, Some("connect".into())));
    assert_eq!(t.scalar("SELECT count(*) FROM operation_log WHERE action = 'mail.send'").await, tries);
}

#[tokio::test]
async fn a_server_is_greeted_by_a_name() {
    let mut server = SmtpServer::start(&[]);
    let t = TestApp::configured(through(server.port)).await;
    one_letter(&t).await;
    work(&t.app).await.unwrap();
    assert_eq!(server.mails()[0].hello, "console.example.jp", "not the address of this machine");
}

#[tokio::test]
async fn a_server_that_hangs_up_gets_the_same_mail_once_more() {
    let mut server = SmtpServer::start(&[]);
    let t = TestApp::configured(through(server.port)).await;
    one_letter(&t).await;
    for manner in ["drop", "busy", "accept"] {
        server.be(manner);
        work(&t.app).await.unwrap();
        t.clock.advance(Duration::minutes(10));
    }
    assert_eq!(only(&t).await, ("sent".into(), 3, None));
    let mails = server.mails();
    assert_eq!(mails.iter().map(|mail| mail.answered).collect::<Vec<_>>(), [false, true]);
    let ids: Vec<_> = mails.iter().map(|mail| mail.header("message-id").unwrap()).collect();
    assert_eq!(ids[0], ids[1], "a reader who got it twice can tell");
    assert!(ids[0].ends_with("@console.example.jp>"), "{}", ids[0]);
    assert_eq!(work(&t.app).await.unwrap(), 0);
}

#[tokio::test]
async fn no_page_waits_for_a_server_that_stalls() {
    let mut server = SmtpServer::start(&[]);
    server.be("stall");
    let t = TestApp::configured(through(server.port)).await;
    let owner = one_letter(&t).await;
    let app = t.app.clone();
    let sending = tokio::spawn(async move { work(&app).await });
    // Well below the 20 seconds for which a server may be silent.
    let soon = std::time::Duration::from_secs(3);
    for _ in 0..5 {
        let page = tokio::time::timeout(soon, owner.get("/operation-logs")).await.unwrap();
        assert_eq!(page.status, 200);
        let post = tokio::time::timeout(soon, owner.post("/display", &[("lang", "en"), ("back", "/")])).await.unwrap();
        assert_eq!(post.status, 303);
        assert!(!sending.is_finished(), "the server stalls all the while");
    }
    drop(server);
    sending.await.unwrap().unwrap();
    assert_eq!(only(&t).await.0, "waiting");
}

#[tokio::test]
async fn an_address_that_is_refused_is_given_up_and_staff_may_try_again() {
    let mut server = SmtpServer::start(&[]);
    let t = TestApp::configured(through(server.port)).await;
    one_letter(&t).await;
    server.be("refuse");
    work(&t.app).await.unwrap();
    assert_eq!(only(&t).await, ("dead".into(), 1, Some("smtp 550".into())));
    server.be("accept");
    let staff = t.signed_in(Role::Support).await;
    let list = staff.get("/support/outbox?state=dead").await;
    let path = list.attribute("tbody a", "href").unwrap();
    let page = staff.get(&path).await;
    let facts = page.text("dl").unwrap();
    assert!(facts.contains("550") && facts.contains("o***@takasakiya.example.jp"), "{facts}");
    assert!(!page.body.contains("127.0.0.1"), "what the letter says about somebody is hidden");
    assert!(page.body.contains("The password for your account was changed"));
    let id = path.rsplit('/').next().unwrap();
    assert_eq!(staff.post("/support/outbox/resend", &[("id", id)]).await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["mail.resend:success"], "in the company's own log");
    work(&t.app).await.unwrap();
    assert_eq!(only(&t).await.0, "sent");
    assert_eq!(server.mails().len(), 1);
    let again = staff.post("/support/outbox/resend", &[("id", id)]).await;
    assert_eq!((again.status, t.newest_acts(t.own.id, 1).await), (303, vec!["mail.resend:failure".to_owned()]));
}

#[tokio::test]
async fn of_two_processes_one_sends() {
    let mut server = SmtpServer::start(&[]);
    let t = TestApp::configured(through(server.port)).await;
    let Some(other) = t.second_process().await else { return };
    one_letter(&t).await;
    let (a, b) = tokio::join!(work(&t.app), work(&other));
    a.unwrap();
    b.unwrap();
    assert_eq!((only(&t).await.0, server.mails().len()), ("sent".into(), 1));
}

#[tokio::test]
async fn a_server_is_believed_only_with_its_certificate() {
    let dir = tempfile::tempdir().unwrap();
    let [key, cert, other] =
        ["key.pem", "cert.pem", "other.pem"].map(|name| dir.path().join(name).display().to_string());
    let (ca, leaf, leaf_key) = certificates();
    std::fs::write(&key, leaf_key).unwrap();
    std::fs::write(&cert, leaf).unwrap();
    std::fs::write(&other, certificates().0).unwrap();
    let ca_file = dir.path().join("ca.pem");
    std::fs::write(&ca_file, ca).unwrap();
    let cases: [(&[&str], &str, &str); 3] =
        [(&[], "ca.pem", "sent"), (&[], "other.pem", "waiting"), (&["--no-starttls"], "ca.pem", "waiting")];
    for (more, trusted, state) in cases {
        let arguments = [&["--key", &key, "--cert", &cert], more].concat();
        let mut server = SmtpServer::start(&arguments);
        let t = TestApp::configured(|config| {
            through(server.port)(config);
            config.smtp_ca_file = Some(dir.path().join(trusted));
        })
        .await;
        one_letter(&t).await;
        work(&t.app).await.unwrap();
        let (now, _, failure) = only(&t).await;
        assert_eq!(now, state, "{more:?} {trusted}");
        let mails = server.mails();
        if state == "sent" {
            assert!(mails[0].secure);
        } else {
            assert_eq!((mails.len(), failure.as_deref()), (0, Some("tls")), "{more:?} {trusted}");
        }
    }
}

/// A certificate authority, and a server certificate with its key.
fn certificates() -> (String, String, String) {
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap().signed_by(&key, &ca).unwrap();
    (ca.pem(), leaf.pem(), key.serialize_pem())
}

#[tokio::test]
async fn without_a_server_mails_are_files() {
    let t = TestApp::new().await;
    one_letter(&t).await;
    work(&t.app).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(t.dir.path().join("mail")).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].extension().unwrap(), "eml");
    let raw = std::fs::read(&files[0]).unwrap();
    let parsed = MessageParser::default().parse(&raw).unwrap();
    assert_eq!(parsed.to().unwrap().first().unwrap().address(), Some(OWNER));
    assert_eq!(only(&t).await.0, "sent");
}

#[tokio::test]
async fn a_change_and_its_mail_live_or_die_together() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.rest().await;
    t.tamper("DROP TABLE mail").await.unwrap();
    let new = "wet lattice 7 ravine";
    let answer = owner.post("/account/password", &[("current", PASSWORD), ("new", new), ("again", new)]).await;
    assert_eq!(answer.status, 500);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["sign_in:success"]);
    owner.post("/sign-out", &[]).await;
    let answer = owner.post("/sign-in", &[("email", OWNER), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "the password is still the old one");
}

#[tokio::test]
async fn a_new_device_is_told_a_known_one_is_not() {
    let t = TestApp::new().await;
    let known = t.signed_in(Role::Owner).await;
    assert_eq!(rows(&t).await.len(), 0, "the very first sign-in");
    known.post("/sign-out", &[]).await;
    known.post("/sign-in", &[("email", OWNER), ("password", PASSWORD)]).await;
    assert_eq!(rows(&t).await.len(), 0, "the same device");
    t.sign_in(OWNER).await;
    assert_eq!(rows(&t).await[0].kind, "sign_in.new_device");
}

/// Tries passwords on accounts until each is locked.
async fn lock(t: &TestApp, accounts: std::ops::Range<u32>) {
    for n in accounts {
        let email = format!("viewer{n}@takasakiya.example.jp");
        let browser = t.signed_in_at(&t.own, Role::Viewer, &email).await;
        browser.post("/sign-out", &[]).await;
        for _ in 0..t.app.default_profile().lockout.attempts {
            assert_eq!(browser.post("/sign-in", &[("email", &email), ("password", "wrong")]).await.status, 422);
        }
    }
}

async fn alarms(t: &TestApp) -> usize {
    for _ in 0..2 {
        server::identity::sign_in::lockout_alarm::watch(&t.app).await.unwrap();
    }
    let alarms = rows(t).await.into_iter().filter(|row| row.kind == "lock.wave").count();
    let acts = t.scalar("SELECT COUNT(*) FROM operation_log WHERE action = 'account.lock_wave'").await;
    assert_eq!(usize::try_from(acts).unwrap(), alarms, "each in the log");
    alarms
}

#[tokio::test]
async fn a_wave_of_locks_is_told_to_staff_once_an_hour() {
    let t = TestApp::new().await;
    t.account(None, Role::Support, "staff@example.jp").await;
    lock(&t, 0..4).await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM account WHERE locked_at IS NOT NULL").await, 4);
    assert_eq!(alarms(&t).await, 0, "four are no wave");
    t.clock.advance(Duration::minutes(2));
    lock(&t, 4..5).await;
    assert_eq!(alarms(&t).await, 1);
    t.clock.advance(Duration::minutes(30));
    lock(&t, 5..6).await;
    assert_eq!(alarms(&t).await, 1, "more of the same hour");
    t.clock.advance(Duration::minutes(30));
    lock(&t, 6..9).await;
    t.clock.advance(Duration::minutes(2));
    lock(&t, 9..11).await;
    assert_eq!(alarms(&t).await, 2, "it goes on in the next hour");
    t.clock.advance(Duration::hours(2));
    assert_eq!(alarms(&t).await, 2, "it is over");
}
