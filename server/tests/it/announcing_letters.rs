//! Letters about announcements (SL-2, SL-4, SL-5, MS-2, DS-1, DS-15): to the contacts of the kind, once, in their language.

use crate::announcing::{publish, staff, step, submit};
use crate::support::{Browser, TestApp, profile_with, rows};
use app::permission::Role;
use server::features::announcing::tell;
use server::outbox::work;
use server::storage::entity::{announcement_letter, announcement_round, mail};

/// Contacts of the own company: for planned stops, for urgent notices, and for both.
async fn contacts(t: &TestApp) -> Browser {
    let owner = t.signed_in(Role::Owner).await;
    for (email, kinds, language) in [
        ("stops@takasakiya.example.jp", &["maintenance"][..], "ja"),
        ("urgent@takasakiya.example.jp", &["urgent"][..], "en"),
        ("both@takasakiya.example.jp", &["maintenance", "urgent"][..], "en"),
        ("changes@takasakiya.example.jp", &["change"][..], "ja"),
    ] {
        let fields = [("name", "担当"), ("email", email), ("language", language)];
        let kinds: Vec<_> = kinds.iter().map(|kind| ("kinds", *kind)).collect();
        assert_eq!(owner.post("/contacts", &[&fields[..], &kinds].concat()).await.status, 303);
    }
    t.tamper("UPDATE contact SET confirmed_at = created_at").await.unwrap();
    owner
}

/// The number of letters about announcements in the outbox.
async fn letters(t: &TestApp) -> usize {
    rows::<mail::Model>(t).await.iter().filter(|mail| mail.kind == "announcement").count()
}

#[tokio::test]
async fn ms_2_the_contacts_of_the_kind_are_told_once_in_their_language() {
    let t = TestApp::new().await;
    contacts(&t).await;
    let (writer, second) = staff(&t).await;
    let english = [("title_en", "Planned stop"), ("text_en", "The service **stops** for an inspection.")];
    let id = publish(&writer, &second, &english).await;
    assert_eq!(letters(&t).await, 0, "the request itself writes none");
    tell(&t.app).await.unwrap();
    assert_eq!(letters(&t).await, 2);
    work(&t.app).await.unwrap();
    let (ja, en) = (t.newest_mail("stops@takasakiya.example.jp"), t.newest_mail("both@takasakiya.example.jp"));
    assert!(ja.contains("設備の点検のため") && ja.contains("2027/08/31 22:00 JST"), "{ja}");
    assert!(en.contains("stops for an inspection") && en.contains("Aug 31, 2027, 22:00 JST"), "{en}");
    assert!(ja.contains(&format!("/announcements/{id}")) && en.contains(&format!("/announcements/{id}")));
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["mail.send:success"]);
    let round = rows::<announcement_round::Model>(&t).await.pop().unwrap();
    assert_eq!((round.companies, round.letters, round.untold), (2, 2, 1));
    assert!(round.finished_at.is_some());
    // A round that begins again from its first company tells nobody twice.
    let start = "finished_at = NULL, last_company = NULL, companies = 0, letters = 0, untold = 0";
    t.forge(&format!("UPDATE announcement_round SET {start}")).await.unwrap();
    tell(&t.app).await.unwrap();
    assert_eq!((letters(&t).await, rows::<announcement_letter::Model>(&t).await.len()), (2, 2));
    let page = writer.get(&format!("/support/announcements/{id}")).await;
    assert!(
        page.text("section[aria-labelledby=h-mail]").unwrap().contains("1 customer has no contact"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn sl_2_urgent_notices_go_to_the_contacts_for_them_where_the_profile_says_so() {
    let t = TestApp::new().await;
    contacts(&t).await;
    let (writer, second) = staff(&t).await;
    publish(&writer, &second, &[("marks", "urgent")]).await;
    tell(&t.app).await.unwrap();
    assert_eq!(letters(&t).await, 3, "each contact once");
    work(&t.app).await.unwrap();
    let en = t.newest_mail("urgent@takasakiya.example.jp");
    assert!(en.contains("available in Japanese only") && en.contains("設備の点検のため"), "{en}");
    let quiet = profile_with("social-login-manager", &[("notices.urgent_mail", "false")]);
    t.put_under(&t.own, &quiet).await;
    publish(&writer, &second, &[("marks", "urgent")]).await;
    tell(&t.app).await.unwrap();
    assert_eq!(letters(&t).await, 3 + 2, "those of the kind alone");
}

#[tokio::test]
async fn a_moved_date_tells_everybody_again_and_a_small_correction_whom_staff_choose() {
    let t = TestApp::new().await;
    contacts(&t).await;
    let (writer, second) = staff(&t).await;
    let id = publish(&writer, &second, &[]).await;
    tell(&t.app).await.unwrap();
    let mut all = 2;
    for (change, more) in [
        (&[("text_ja", "誤字を直しました。")][..], 0),
        (&[("text_ja", "もう一度直しました。"), ("marks", "tell")][..], 2),
        (&[("starts", "2027-08-31T23:00")][..], 2),
    ] {
        assert_eq!(step(&writer, "correct", &id, "").await.status, 303);
        assert_eq!(submit(&writer, &id, "1", change).await.status, 303);
        assert_eq!(step(&second, "approve", &id, "2").await.status, 303);
        tell(&t.app).await.unwrap();
        all += more;
        assert_eq!(letters(&t).await, all, "{change:?}");
    }
    let why = [("id", id.as_str()), ("why_ja", "点検が不要になりました。"), ("why_en", "")];
    assert_eq!(writer.post("/support/announcements/withdraw", &why).await.status, 303);
    tell(&t.app).await.unwrap();
    assert_eq!(letters(&t).await, all + 2);
    work(&t.app).await.unwrap();
}

/// What is for one company is told to no other.
#[tokio::test]
async fn only_the_audience_is_told() {
    let t = TestApp::new().await;
    contacts(&t).await;
    let (writer, second) = staff(&t).await;
    let other = [("reach", "companies"), ("companies", "株式会社 青葉商店")];
    publish(&writer, &second, &other).await;
    publish(&writer, &second, &[("reach", "profiles"), ("profiles", "managed-saas")]).await;
    tell(&t.app).await.unwrap();
    assert_eq!(letters(&t).await, 0);
    assert!(rows::<announcement_round::Model>(&t).await.iter().all(|round| round.companies == 1));
}
