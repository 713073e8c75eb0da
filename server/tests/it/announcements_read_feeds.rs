//! The calendar and the feed (SL-1): behind a secret address that ends, with moved and cancelled dates, and without anything that
//! a program could run.

use crate::support::{Announced, Answer, Browser, TestApp, row};
use app::permission::Role;
use chrono::Duration;
use server::storage::entity::announcement_feed;
use server::storage::reach::Reach;

const PAGE: &str = "/announcements/subscription";

/// The paths of the addresses on the page: the calendar's and the feed's.
async fn addresses(t: &TestApp, by: &Browser) -> Vec<String> {
    let page = by.get(PAGE).await;
    let (html, origin) = (page.html(), t.app.config.origin());
    let selector = scraper::Selector::parse("dl code").unwrap();
    let all = html.select(&selector).map(|found| found.text().collect::<String>());
    all.map(|address| address.strip_prefix(&origin).unwrap().to_owned()).collect()
}

async fn subscribe(t: &TestApp, by: &Browser) -> (String, String) {
    assert_eq!(by.post(PAGE, &[]).await.location.as_deref(), Some(PAGE));
    let all = addresses(t, by).await;
    assert_eq!(all.len(), 2, "{all:?}");
    (all[0].clone(), all[1].clone())
}

/// What a program without a session gets.
async fn fetch(t: &TestApp, path: &str) -> Answer {
    t.browser().get(path).await
}

/// The content lines of a calendar, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split("\r\n").map(ToOwned::to_owned).collect()
}

fn has(calendar: &str, line: &str) -> bool {
    lines(calendar).iter().any(|other| other == line)
}

#[tokio::test]
async fn sl_1_a_moved_date_moves_and_one_that_fell_away_is_cancelled() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (calendar, _) = subscribe(&t, &viewer).await;
    let starts = t.now() + Duration::days(30);
    let what = Announced { starts: Some(starts), ends: Some(starts + Duration::hours(3)), ..Announced::default() };
    let id = t.announce(&what).await;
    t.announce(&Announced { title: "日付なし", ..Announced::default() }).await;
    let got = fetch(&t, &calendar).await;
    assert_eq!((got.status, got.header("content-type")), (200, "text/calendar; charset=utf-8"), "{}", got.body);
    assert_eq!(got.body.matches("BEGIN:VEVENT").count(), 1, "{}", got.body);
    for line in [
        "METHOD:PUBLISH",
        &format!("UID:{id}@sekisho"),
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "DTSTART:20261222T010500Z",
        "DTEND:20261222T040500Z",
        "SUMMARY:計画停止のお知らせ",
    ] {
        assert!(has(&got.body, line), "{line}: {}", got.body);
    }
    t.clock.advance(Duration::minutes(5));
    let moved = Announced { starts: Some(starts + Duration::days(1)), ends: None, ..what.clone() };
    t.correct(id, &moved, true).await;
    let got = fetch(&t, &calendar).await.body;
    for line in ["SEQUENCE:1", "STATUS:CONFIRMED", "DTSTART:20261223T010500Z"] {
        assert!(has(&got, line), "{line}: {got}");
    }
    assert!(!got.contains("DTEND"), "{got}");
    t.correct(id, &Announced { starts: None, ends: None, ..what.clone() }, true).await;
    let got = fetch(&t, &calendar).await.body;
    for line in ["SEQUENCE:2", "STATUS:CANCELLED", "DTSTART:20261223T010500Z"] {
        assert!(has(&got, line), "fell away: {line}: {got}");
    }
    t.correct(id, &what, true).await;
    t.withdraw(id, "中止").await;
    let file = viewer.get(&format!("/announcements/{id}/calendar")).await;
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"announcement_"));
    for line in ["SEQUENCE:4", "STATUS:CANCELLED", "DTSTART:20261222T010500Z", "SUMMARY:[Withdrawn] Planned stop"] {
        assert!(has(&file.body, line), "withdrawn: {line}: {}", file.body);
    }
}

#[tokio::test]
async fn sl_1_the_feed_has_what_is_for_the_company() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (_, feed) = subscribe(&t, &viewer).await;
    t.announce(&Announced { urgent: true, ..Announced::default() }).await;
    t.announce(&Announced { title: "他社", reach: Reach::Companies([t.other.id].into()), ..Announced::default() })
        .await;
    let got = fetch(&t, &feed).await;
    assert_eq!((got.status, got.header("content-type")), (200, "application/atom+xml; charset=utf-8"), "{}", got.body);
    let read = got.body.parse::<atom_syndication::Feed>().unwrap();
    assert_eq!(read.entries().len(), 1);
    assert_eq!(read.entries()[0].title().as_str(), "【緊急】計画停止のお知らせ");
    assert!(read.entries()[0].content().unwrap().value().unwrap().contains("<strong>保守作業</strong>"));
    assert_eq!(t.scalar("SELECT count(*) FROM announcement_receipt").await, 0, "a program reads nothing");
}

#[tokio::test]
async fn sl_1_the_address_is_secret_and_ends() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.announce(&Announced::default()).await;
    assert!(addresses(&t, &viewer).await.is_empty(), "looking makes none");
    let (calendar, feed) = subscribe(&t, &viewer).await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["announcement.subscribe:success"]);
    let token = feed.split('/').nth(2).unwrap().to_owned();
    let dump = crate::support::dump(&t.db).await;
    assert!(!dump.values().flatten().any(|row| row.contains(&token)), "the database has a hash alone");
    for made_up in ["x".to_owned(), "A".repeat(43), token.to_lowercase(), format!("{token}x")] {
        assert_eq!(fetch(&t, &format!("/feeds/{made_up}/announcements.ics")).await.status, 404, "{made_up}");
    }
    assert_eq!(addresses(&t, &owner).await.len(), 0, "of each person");
    let was = row::<announcement_feed::Model>(&t, t.id_of("viewer@takasakiya.example.jp").await).await;
    let (renewed, _) = subscribe(&t, &viewer).await;
    assert_ne!(renewed, calendar);
    assert_eq!((fetch(&t, &calendar).await.status, fetch(&t, &renewed).await.status), (404, 200));
    crate::support::put_back(&t, &was).await;
    assert_eq!(fetch(&t, &calendar).await.status, 404, "an older row that somebody puts back opens nothing");
    let (calendar, _) = subscribe(&t, &viewer).await;
    assert_eq!(fetch(&t, &calendar).await.status, 200);
    assert_eq!(viewer.post(&format!("{PAGE}/end"), &[("id", "")]).await.status, 303);
    assert_eq!(fetch(&t, &calendar).await.status, 404);
    let (calendar, feed) = subscribe(&t, &viewer).await;
    let id = t.id_of("viewer@takasakiya.example.jp").await.to_string();
    assert_eq!(owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status, 303);
    for path in [calendar, feed] {
        assert_eq!(fetch(&t, &path).await.status, 404, "it ends with the membership");
    }
    assert_eq!(t.scalar("SELECT count(*) FROM announcement_feed").await, 0);
}

#[tokio::test]
async fn sl_1_hostile_text_is_harmless_everywhere() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (calendar, feed) = subscribe(&t, &viewer).await;
    let text = "<script>alert(1)</script>\n\n[a](javascript:alert(1)) [b](data:text/html,x) a\u{202e}b\n\nEND:VEVENT\r\nBEGIN:VEVENT\n\n";
    let text = format!("{text}{}", "- ".repeat(40_000));
    let title = "<img src=x onerror=alert(1)>]]>&,;\\\u{202e}";
    let starts = Some(t.now() + Duration::days(1));
    let id = t.announce(&Announced { title, text, starts, english: ("", ""), ..Announced::default() }).await;
    let page = viewer.get(&format!("/announcements/{id}")).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.count(".prose script, .prose img, .prose [href^=javascript], .prose [href^=data], h1 img"), 0);
    let got = fetch(&t, &calendar).await;
    assert_eq!(got.body.lines().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
    assert!(lines(&got.body).iter().any(|line| line.starts_with("SUMMARY:<img src=x onerror=alert(1)>]]>&\\,\\;\\\\")));
    let got = fetch(&t, &feed).await;
    let read = got.body.parse::<atom_syndication::Feed>().unwrap();
    let html = read.entries()[0].content().unwrap().value().unwrap();
    for bad in ["<script", "<img", "href=\"javascript", "href=\"data", "\u{202e}"] {
        assert!(!html.contains(bad), "{bad}");
    }
    assert_eq!(read.entries()[0].title().as_str(), "<img src=x onerror=alert(1)>]]>&,;\\");
}
