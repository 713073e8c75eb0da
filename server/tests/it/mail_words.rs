//! What every mail says (MS-16, ux.md 1.8): who did what to what and when, in Japanese time, from which service.

use crate::support::{Browser, TestApp};
use crate::{cases, certificates};
use app::permission::Role;
use app::text::Lang;
use sea_orm::EntityTrait;
use server::outbox::Envelope;
use server::outbox::letter::{Letter, Part};
use server::storage::entity::mail;
use std::collections::BTreeSet;

/// The kinds whose letters this test writes, each with a label before a person's name.
const KINDS: [(&str, &str, &str); 6] = [
    ("certificate.added", "操作した人：", "Done by: "),
    ("certificate.revoked", "操作した人：", "Done by: "),
    ("consent.answered", "回答者：", "Answered by: "),
    ("consent.asked", "申請者：", "Requested by: "),
    ("network.lift_asked", "依頼した運営スタッフ：", "Requested by: "),
    ("network.lifted", "承認した運営スタッフ：", "Approved by: "),
];

async fn done(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = browser.post(path, fields).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    answer.location.unwrap()
}

/// Writes a letter of each kind.
async fn write_all(t: &TestApp) {
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let (staff, second) = (t.signed_in(Role::Support).await, cases::staff(t, "second@sekisho.example").await);
    let company = t.other.id.to_string();
    let asked = [("id", &*company), ("scopes", "end_users"), ("reason", "件数の確認"), ("hours", "4")];
    done(&staff, "/support/tenants/access", &asked).await;
    let request = owner.get("/consents").await.attribute("a[href^='/consents/requests/']", "href").unwrap();
    let id = request.rsplit('/').next().unwrap();
    let allowed = [("id", id), ("scopes", "end_users"), ("reason", "件数の確認"), ("hours", "4")];
    done(&owner, "/consents/requests/allow", &allowed).await;

    let member = t.account(Some(t.other.id), Role::Operator, "operator@aoba.example.jp").await.to_string();
    let (pem, _) = certificates::certificate("青葉 健太");
    let page = done(&owner, "/members/certificates/add", &[("id", &member), ("pem", &pem)]).await;
    let certificate = owner.get(&page).await.attribute("[name=certificate]", "value").unwrap();
    done(&owner, "/members/certificates/revoke", &[("certificate", &certificate)]).await;

    done(&owner, "/security/networks/add", &[("network", "127.0.0.0/8"), ("note", "")]).await;
    done(&owner, "/security/networks", &[("scope", "everyone")]).await;
    let lift = [("id", &*company), ("evidence", "contract"), ("why", "回線を切り替えた")];
    done(&staff, "/support/tenants/lift", &lift).await;
    let lift = second.get(&format!("/support/tenants/{company}")).await;
    let lift = lift.attribute("form[action='/support/tenants/lift/approve'] [name=lift]", "value").unwrap();
    done(&second, "/support/tenants/lift/approve", &[("lift", &lift)]).await;
}

/// The letters that wait in the outbox, with their kinds.
async fn letters(t: &TestApp) -> Vec<(String, Letter)> {
    let mut all = Vec::new();
    for row in mail::Entity::find().all(&t.db).await.unwrap() {
        let keys = t.app.keys.tenant(&t.db, row.tenant_id).await.unwrap();
        all.push((row.kind.clone(), Envelope::open(&keys, &row).unwrap().letter));
    }
    all
}

/// The parts of a text that look like `2026/11/22 10:05`, each with what follows.
fn times(text: &str) -> Vec<&str> {
    let digits = |text: &str, places: &[usize]| places.iter().all(|at| text.as_bytes()[*at].is_ascii_digit());
    let is_time = |at: &usize| {
        text.get(*at..at + 16).is_some_and(|part| {
            let signs = [(4, '/'), (7, '/'), (10, ' '), (13, ':')];
            part.is_ascii()
                && signs.iter().all(|(at, sign)| part.as_bytes()[*at] == *sign as u8)
                && digits(part, &[0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15])
        })
    };
    (0..text.len()).filter(is_time).map(|at| &text[at..]).collect()
}

#[tokio::test]
async fn every_mail_says_who_did_what_and_when_in_japanese_time() {
    let t = TestApp::new().await;
    write_all(&t).await;
    let letters = letters(&t).await;
    let written: BTreeSet<_> = letters.iter().map(|(kind, _)| kind.as_str()).collect();
    for (kind, ja, en) in KINDS {
        assert!(written.contains(kind), "{kind} is not written: {written:?}");
        let (_, letter) = letters.iter().find(|(written, _)| written == kind).unwrap();
        let texts = [letter.paragraphs(Lang::Ja).join("\n"), letter.paragraphs(Lang::En).join("\n")];
        for (text, label) in texts.iter().zip([ja, en]) {
            assert!(text.lines().any(|line| line.starts_with(label) && line.len() > label.len()), "{kind}: {text}");
            assert!(text.contains(" JST"), "{kind}: when: {text}");
        }
    }
    for (kind, letter) in &letters {
        assert!(
            letter.parts.iter().any(|part| matches!(part, Part::Facts(_) | Part::Link { .. } | Part::Code(_))),
            "{kind}"
        );
        let ja = letter.paragraphs(Lang::Ja).join("\n");
        for time in times(&ja) {
            assert!(time[16..].starts_with(" JST"), "{kind}: a time without its zone: {ja}");
        }
        let halves =
            ja.match_indices(": ").filter(|(at, _)| ja[..*at].chars().next_back().is_some_and(|c| !c.is_ascii()));
        assert_eq!(halves.count(), 0, "{kind}: a half-width colon: {ja}");
    }
}

#[tokio::test]
async fn mails_come_from_the_service_and_name_it_in_the_subject() {
    let t = TestApp::configured(|config| {
        config.service_name = Some("髙﨑クラウド".into());
        config.mail_from = Some("no-reply@console.example.jp".into());
    })
    .await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    done(&owner, "/members", &[("name", "渡邊"), ("email", "new@aoba.example.jp"), ("role", "viewer")]).await;
    server::outbox::work(&t.app).await.unwrap();
    let folder = std::fs::read_dir(t.dir.path().join("mail")).unwrap();
    let raw = folder.map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    let of_service = raw.filter(|raw| {
        let mail = mail_parser::MessageParser::default().parse(raw).unwrap();
        let (from, subject) = (mail.from().unwrap().first().unwrap().name(), mail.subject().unwrap());
        from == Some("髙﨑クラウド") && subject.starts_with("【髙﨑クラウド】")
    });
    assert!(of_service.count() > 0);
    let text = t.newest_mail("new@aoba.example.jp").replace("\r\n", "\n");
    assert!(text.contains("\n-- \n髙﨑クラウド\n"), "and in the signature: {text}");
}

#[test]
fn times_in_a_text_are_found() {
    assert_eq!(times("日時：2026/11/22 10:05 JST\n2026/11/22"), ["2026/11/22 10:05 JST\n2026/11/22"]);
    assert!(times("10.0.0.0/8 2026").is_empty());
}
