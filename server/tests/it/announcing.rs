//! Announcements as staff write them (SL-1): drafts that nobody overwrites, approval by somebody else, publication in time.

use crate::support::{Answer, Browser, TestApp, put_back, rows};
use app::permission::Role;
use chrono::{DateTime, FixedOffset};
use server::features::announcing::publish_due;
use server::seal::keys::PROVIDER;
use server::storage::entity::{announcement, announcement_reach, announcement_text, announcement_version};

/// A planned stop that is in time for every profile.
static STOP: [(&str, &str); 6] = [
    ("kind", "planned-stop"),
    ("starts", "2027-08-31T22:00"),
    ("ends", "2027-09-01T02:00"),
    ("reach", "all"),
    ("title_ja", "計画停止のお知らせ"),
    ("text_ja", "設備の点検のため、サービスを停止します。"),
];

/// The planned stop, with other values for some fields.
fn fields<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = STOP.iter().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    kept.chain(other).copied().collect()
}

/// Makes a draft. Returns its id.
pub async fn create(by: &Browser, other: &[(&str, &str)]) -> String {
    let answer = by.post("/support/announcements/create", &fields(other)).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.unwrap().split('/').nth(3).unwrap().to_owned()
}

/// Hands a draft on.
pub async fn submit(by: &Browser, id: &str, revision: &str, other: &[(&str, &str)]) -> Answer {
    let named = [&[("id", id), ("revision", revision)], &fields(other)[..]].concat();
    by.post("/support/announcements/submit", &named).await
}

pub async fn step(by: &Browser, verb: &str, id: &str, revision: &str) -> Answer {
    by.post(&format!("/support/announcements/{verb}"), &[("id", id), ("revision", revision)]).await
}

/// Two members of staff.
pub async fn staff(t: &TestApp) -> (Browser, Browser) {
    let writer = t.signed_in(Role::Support).await;
    (writer, crate::cases::staff(t, "second@sekisho.example").await)
}

/// Makes an announcement and publishes it. Returns its id.
pub async fn publish(writer: &Browser, second: &Browser, other: &[(&str, &str)]) -> String {
    let id = create(writer, other).await;
    let submitted = submit(writer, &id, "1", other).await;
    assert_eq!(submitted.status, 303, "{}", submitted.body);
    assert_eq!(step(second, "approve", &id, "2").await.status, 303);
    id
}

async fn state(t: &TestApp) -> (String, i64) {
    let head = rows::<announcement::Model>(t).await.pop().unwrap();
    (head.state, head.shown)
}

/// Moves the clock to a time in Japan.
pub fn wait_until(t: &TestApp, time: &str) {
    let at = format!("{time}:00+09:00").parse::<DateTime<FixedOffset>>().unwrap().to_utc();
    t.clock.advance(at - t.now());
}

#[tokio::test]
async fn sl_1_nobody_approves_what_they_have_written() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let id = create(&writer, &[]).await;
    assert_eq!(submit(&writer, &id, "1", &[]).await.status, 303);
    assert_eq!(state(&t).await, ("waiting".to_owned(), 0));
    let page = writer.get(&format!("/support/announcements/{id}")).await;
    assert_eq!(page.count("form[action='/support/announcements/approve']"), 0, "{}", page.body);
    assert_eq!(step(&writer, "approve", &id, "2").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "announcement.approve:failure:own_announcement");
    assert_eq!(step(&second, "approve", &id, "1").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "announcement.approve:failure:changed_meanwhile");
    assert_eq!(state(&t).await, ("waiting".to_owned(), 0));
    assert_eq!(step(&second, "approve", &id, "2").await.status, 303);
    assert_eq!(t.newest_acts(PROVIDER, 2).await, ["announcement.publish:success", "announcement.approve:success"]);
    assert_eq!(state(&t).await, ("published".to_owned(), 1));
    assert_eq!(rows::<announcement_reach::Model>(&t).await.len(), 1, "a rule, and no row for each company");
    assert_eq!(step(&second, "approve", &id, "2").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "announcement.approve:failure:out_of_order");
}

/// Who writes in a returned draft has written it too.
#[tokio::test]
async fn sl_1_who_helps_to_write_does_not_approve() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let id = create(&writer, &[]).await;
    assert_eq!(submit(&writer, &id, "1", &[]).await.status, 303);
    let returned = [("id", id.as_str()), ("why", "終了日時を確認してください")];
    assert_eq!(second.post("/support/announcements/return", &returned).await.status, 303);
    assert!(writer.get(&format!("/support/announcements/{id}")).await.body.contains("終了日時を確認"));
    assert_eq!(submit(&second, &id, "3", &[("ends", "2027-09-01T03:00")]).await.status, 303);
    assert_eq!(step(&second, "approve", &id, "4").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "announcement.approve:failure:own_announcement");
    assert_eq!(step(&writer, "approve", &id, "4").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "announcement.approve:failure:own_announcement");
}

#[tokio::test]
async fn mere_information_is_published_by_its_author() {
    let t = TestApp::new().await;
    let writer = t.signed_in(Role::Support).await;
    let other = [("kind", "information"), ("starts", ""), ("ends", "")];
    let id = create(&writer, &other).await;
    assert_eq!(submit(&writer, &id, "1", &other).await.status, 303);
    assert_eq!(step(&writer, "approve", &id, "2").await.status, 303);
    assert_eq!(state(&t).await, ("published".to_owned(), 1));
}

/// Nobody's text is lost: the later one stays in the form, and the earlier one stands above it.
#[tokio::test]
async fn two_editors_of_a_draft_are_told_of_each_other() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let id = create(&writer, &[]).await;
    let save = async |by: &Browser, revision: &str, text: &str| {
        let named = [&[("id", id.as_str()), ("revision", revision)], &fields(&[("text_ja", text)])[..]].concat();
        by.post("/support/announcements/save", &named).await
    };
    assert_eq!(save(&second, "1", "二人目の本文").await.status, 303);
    let refused = save(&writer, "1", "一人目の本文").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text("textarea[name=text_ja]").unwrap().contains("一人目の本文"), "{}", refused.body);
    assert!(refused.text("#revision").unwrap().contains("二人目の本文"), "{}", refused.body);
    assert_eq!(refused.attribute("input[name=revision]", "value").as_deref(), Some("2"));
    assert_eq!(rows::<announcement_version::Model>(&t).await[0].text_ja, "二人目の本文");
    assert_eq!(save(&writer, "2", "両方の本文").await.status, 303);
    assert_eq!(rows::<announcement_version::Model>(&t).await[0].text_ja, "両方の本文");
}

#[tokio::test]
async fn what_is_wrong_is_refused_at_its_field_and_kept() {
    let t = TestApp::new().await;
    let writer = t.signed_in(Role::Support).await;
    let wrong = [
        ("kind", "party"),
        ("starts", "2027-02-30T10:00"),
        ("ends", "yesterday"),
        ("reach", "companies"),
        ("companies", "株式会社 どこにもない"),
        ("title_ja", ""),
        ("text_ja", "a\u{202e}b"),
    ];
    let answer = writer.post("/support/announcements/create", &fields(&wrong)).await;
    assert_eq!(answer.status, 422);
    for field in ["kind", "starts", "ends", "companies", "title_ja", "text_ja"] {
        assert!(answer.field_error(field).is_some(), "{field}: {}", answer.body);
    }
    assert!(answer.text("textarea[name=companies]").unwrap().contains("どこにもない"));
    assert!(rows::<announcement::Model>(&t).await.is_empty());
    let id = create(&writer, &[("title_en", "Planned stop")]).await;
    let answer =
        submit(&writer, &id, "1", &[("title_en", "Planned stop"), ("text_ja", ""), ("starts", ""), ("ends", "")]).await;
    for field in ["starts", "text_ja", "text_en"] {
        assert!(answer.field_error(field).is_some(), "{field}: {}", answer.body);
    }
}

/// A preview stores nothing and shows no markup of the writer.
#[tokio::test]
async fn a_preview_shows_the_page_and_stores_nothing() {
    let t = TestApp::new().await;
    let writer = t.signed_in(Role::Support).await;
    let text = "# 停止\n\n<script>alert(1)</script>\n\n[詳細](javascript:alert(1))";
    let answer = writer.post("/support/announcements/try", &fields(&[("text_ja", text)])).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let preview = "section[aria-labelledby=h-preview]";
    assert!(answer.text(preview).unwrap().contains("停止"));
    assert_eq!(answer.count(&format!("{preview} script")), 0);
    assert!(!answer.body.contains("href=\"javascript"), "{}", answer.body);
    assert!(answer.text("section[aria-labelledby=h-mail]").unwrap().contains("計画停止のお知らせ"));
    assert!(rows::<announcement::Model>(&t).await.is_empty());
}

#[tokio::test]
async fn what_is_scheduled_is_published_when_it_is_due() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    publish(&writer, &second, &[("publish", "2026-12-01T09:00")]).await;
    assert_eq!(state(&t).await, ("scheduled".to_owned(), 0));
    publish_due(&t.app).await.unwrap();
    assert_eq!(state(&t).await.1, 0);
    wait_until(&t, "2026-12-01T09:00");
    publish_due(&t.app).await.unwrap();
    assert_eq!(state(&t).await, ("published".to_owned(), 1));
    let version = rows::<announcement_version::Model>(&t).await.pop().unwrap();
    assert!(version.approved_by.is_some() && version.published_at == Some(t.now()));
    publish_due(&t.app).await.unwrap();
    assert_eq!(t.newest_acts(PROVIDER, 2).await, ["announcement.publish:success", "announcement.approve:success"]);
}

/// What somebody writes into the database is published by nobody.
#[tokio::test]
async fn s10_a_forged_approval_publishes_nothing() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let id = create(&writer, &[]).await;
    t.forge("UPDATE announcement_version SET state = 'scheduled', publish_at = saved_at").await.unwrap();
    publish_due(&t.app).await.unwrap();
    assert_eq!(state(&t).await, ("draft".to_owned(), 0));
    assert_eq!(step(&second, "publish", &id, "1").await.status, 409);
    t.forge("UPDATE announcement SET state = 'published', shown = 1").await.unwrap();
    assert!(second.get("/support/announcements").await.text("tbody").unwrap().contains("Altered"));
}

#[tokio::test]
async fn a_correction_leaves_the_version_before_and_asks_again_where_the_date_moves() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let id = publish(&writer, &second, &[]).await;
    for (moved, since) in [(("text_ja", "言い回しを直しました。"), 1), (("starts", "2027-08-31T23:00"), 3)] {
        assert_eq!(step(&writer, "correct", &id, "").await.status, 303);
        assert_eq!(submit(&writer, &id, "1", &[moved]).await.status, 303);
        let page = second.get(&format!("/support/announcements/{id}")).await;
        assert!(page.text("section[aria-labelledby=h-changes]").is_some(), "{}", page.body);
        assert_eq!(step(&second, "approve", &id, "2").await.status, 303);
        assert_eq!(rows::<announcement::Model>(&t).await[0].read_since, since);
    }
    let shown = rows::<announcement_version::Model>(&t).await;
    assert!(shown.iter().all(|version| version.published_at.is_some()) && shown.len() == 3);
    assert_eq!(step(&writer, "correct", &id, "").await.status, 303);
    assert_eq!(step(&writer, "discard", &id, "").await.status, 303);
    assert_eq!((state(&t).await.1, rows::<announcement_version::Model>(&t).await.len()), (3, 3));
}

#[tokio::test]
async fn a_withdrawal_says_why_and_stays() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let id = publish(&writer, &second, &[]).await;
    let why = |why| [("id", id.as_str()), ("why_ja", why), ("why_en", "")];
    let answer = writer.post("/support/announcements/withdraw", &why("")).await;
    assert_eq!((answer.status, answer.field_error("why_ja").is_some()), (422, true));
    assert_eq!(writer.post("/support/announcements/withdraw", &why("点検が不要になりました。")).await.status, 303);
    assert_eq!(state(&t).await, ("withdrawn".to_owned(), 2));
    let page = second.get(&format!("/support/announcements/{id}")).await;
    assert!(page.body.contains("点検が不要になりました。") && page.body.contains("Withdrawn"));
    assert_eq!(step(&writer, "correct", &id, "").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "announcement.correct:failure:out_of_order");
}

/// Publication writes the words of the search itself: readers do not wait for the job.
#[tokio::test]
async fn what_is_published_is_found_at_once() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (writer, second) = staff(&t).await;
    let id = publish(&writer, &second, &[("text_ja", "変圧器の点検のため、サービスを停止します。")]).await;
    let numbers = async || rows::<announcement_text::Model>(&t).await.iter().map(|row| row.number).collect::<Vec<_>>();
    assert_eq!(numbers().await, [1]);
    let found = viewer.get("/announcements?q=%E5%A4%89%E5%9C%A7%E5%99%A8").await;
    assert_eq!(found.count(&format!("tbody a[href='/announcements/{id}']")), 1, "{}", found.body);
    assert_eq!(step(&writer, "correct", &id, "").await.status, 303);
    let other = [("text_ja", "配電盤の点検のため、サービスを停止します。")];
    assert_eq!(submit(&writer, &id, "1", &other).await.status, 303);
    assert_eq!(numbers().await, [1], "nobody finds what is not published");
    assert_eq!(step(&second, "approve", &id, "2").await.status, 303);
    assert_eq!(numbers().await, [2]);
    assert_eq!(viewer.get("/announcements?q=%E5%A4%89%E5%9C%A7%E5%99%A8").await.count("tbody th a"), 0);
    let why = [("id", id.as_str()), ("why_ja", "点検が不要になりました。"), ("why_en", "")];
    assert_eq!(writer.post("/support/announcements/withdraw", &why).await.status, 303);
    assert_eq!(numbers().await, [3]);
}

/// All that readers see of a version, whom it is for and who has approved it is signed.
#[tokio::test]
async fn s10_what_a_version_says_is_signed() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let id = publish(&writer, &second, &[("reach", "profiles"), ("profiles", "managed-saas")]).await;
    let page = format!("/support/announcements/{id}");
    let was = rows::<announcement_version::Model>(&t).await.pop().unwrap();
    for change in [
        "text_ja = 'x'",
        "title_ja = 'x'",
        "title_en = 'x'",
        "reach = 'all'",
        "kind = 'information'",
        "urgent = NOT urgent",
        "emergency = NOT emergency",
        "acknowledge = NOT acknowledge",
        "authors = ''",
        "approved_by = saved_by",
        "number = 7",
        "reason = 'x'",
        "starts_at = saved_at",
        "state = 'draft'",
    ] {
        t.forge(&format!("UPDATE announcement_version SET {change}")).await.unwrap();
        assert_eq!(second.get(&page).await.status, 409, "{change}");
        put_back(&t, &was).await;
        assert_eq!(second.get(&page).await.status, 200, "{change}");
    }
}
