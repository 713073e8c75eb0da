//! The letters of invitations: their language, and what they say about who invites.

use crate::invitations::{PERSON, found, join, link_to, open_invitation};
use crate::support::TestApp;
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;

#[tokio::test]
async fn an_invitation_is_written_in_the_language_that_was_chosen() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(owner.get("/members").await.attribute("#lang option[selected]", "value").as_deref(), Some("en"));
    let japanese = owner.get_in("/members", "ja").await;
    assert_eq!(japanese.attribute("#lang option[selected]", "value").as_deref(), Some("ja"), "that of the page");
    let fields = [("name", "Jane Doe"), ("email", PERSON), ("role", "viewer"), ("lang", "en")];
    owner.post("/members", &fields).await;
    let path = link_to(&t, PERSON).await;
    assert!(t.newest_mail(PERSON).contains("You've been invited"), "{}", t.newest_mail(PERSON));
    t.clock.advance(Duration::minutes(5));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    owner.post("/members/invitations/send-again", &[("id", &open_invitation(&t).await)]).await;
    let again = link_to(&t, PERSON).await;
    assert!(path != again && t.newest_mail(PERSON).contains("You've been invited"));
    join(&t, &again).await;
    assert_eq!(found(&t, PERSON).await.language.as_deref(), Some("en"), "and so are the next letters");
}

/// The subject of the newest mail to an address.
fn subject(t: &TestApp, to: &str) -> String {
    let files = std::fs::read_dir(t.dir.path().join("mail")).unwrap().map(|entry| entry.unwrap().path());
    let mut subjects: Vec<_> = files
        .filter_map(|path| {
            let raw = std::fs::read(&path).unwrap();
            let mail = mail_parser::MessageParser::default().parse(&raw).unwrap();
            let address = mail.to().unwrap().first().unwrap().address().unwrap().to_owned();
            (address == to).then(|| (path.metadata().unwrap().modified().unwrap(), mail.subject().unwrap().to_owned()))
        })
        .collect();
    subjects.sort();
    subjects.pop().unwrap().1
}

/// A person who is invited reads who invites them to what, in which role and until when.
#[tokio::test]
async fn an_invitation_says_who_invites_to_what_and_until_when() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let fields = [("name", "森 大輔"), ("email", PERSON), ("role", "operator"), ("lang", "ja")];
    assert_eq!(owner.post("/members", &fields).await.status, 303);
    work(&t.app).await.unwrap();
    let subject = subject(&t, PERSON);
    assert!(subject.starts_with("【Sekisho】小山内 のぞみさんから管理コンソールへの招待（"), "{subject}");
    let letter = t.newest_mail(PERSON);
    for said in ["招待した人：小山内 のぞみ", "ロール：担当者", "契約企業：", "有効期限（日本時間）：2026/11/29 10:05"]
    {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    let staff = t.signed_in(Role::Support).await;
    let outbox = staff.get_in("/support/outbox", "ja").await;
    assert!(!outbox.body.contains("さんから"), "staff read no names in a subject: {}", outbox.body);
}
