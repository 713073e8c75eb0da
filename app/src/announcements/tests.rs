use super::api::{
    AnnouncedPeriod, AnnouncementDetail, AnnouncementList, AnnouncementReader, AnnouncementReaders, AnnouncementRow,
    AnnouncementsFake, ReadCount, SubscriptionAddresses, Translated, VersionShown,
};
use super::kinds::AnnouncementKind;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{SafeHtml, Total};
use crate::page::StandingNotice;
use crate::permission::Role;
use crate::tests::samples::{alone, at, between};
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn translated(ja: &str, en: Option<&str>) -> Translated {
    Translated { ja: ja.to_owned(), en: en.map(ToOwned::to_owned) }
}

fn row(id: &str) -> AnnouncementRow {
    AnnouncementRow {
        id: id.to_owned(),
        kind: AnnouncementKind::PlannedStop,
        title: translated("計画停止のお知らせ", Some("Planned stop in December")),
        period: Some(AnnouncedPeriod { starts: at(28), ends: Some(at(29)) }),
        urgent: false,
        pinned: false,
        unread: false,
        published: at(20),
        corrected: None,
        withdrawn: false,
        to_acknowledge: false,
    }
}

fn version(number: u64) -> VersionShown {
    VersionShown {
        number,
        published: at(20),
        title: row("7").title,
        html_ja: SafeHtml::sanitised("<p>停止します。</p>".to_owned()),
        html_en: SafeHtml::sanitised("<p>It <strong>stops</strong>.</p>".to_owned()),
        period: row("7").period,
        emergency: false,
        reason: String::new(),
        changes: vec![],
    }
}

fn detail() -> AnnouncementDetail {
    AnnouncementDetail {
        row: row("7"),
        version: version(1),
        older: vec![],
        asks_acknowledgement: false,
        acknowledged: None,
        withdrawn: None,
        why_withdrawn: None,
        has_calendar: true,
        count: None,
    }
}

fn list(visit: Visit, rows: Vec<AnnouncementRow>) -> Shown {
    let found = AnnouncementList {
        total: Total::Exactly(rows.len() as u64),
        rows,
        around: alone(),
        first: Some(1),
        years: vec!["2026".to_owned(), "2025".to_owned()],
    };
    visit.by(Role::Viewer).show(AnnouncementsFake::announcements.some_call(matching!(_, _)).returns(Ok(found)))
}

fn one(visit: Visit, found: AnnouncementDetail) -> Shown {
    visit.show(AnnouncementsFake::announcement.some_call(matching!("7")).returns(Ok(found)))
}

#[test]
fn unread_ones_are_bold_and_say_so_and_each_kind_has_an_icon_and_a_word() {
    let unread = AnnouncementRow { unread: true, urgent: true, to_acknowledge: true, ..row("1") };
    let japanese = AnnouncementRow { title: translated("日本語だけ", None), withdrawn: true, ..row("2") };
    let page = list(Visit::to("/announcements"), vec![unread.clone(), japanese.clone()]);
    assert_eq!(page.texts("tbody th strong"), ["Unread Planned stop in December"]);
    assert_eq!(page.attributes("tbody th a", "href"), ["/announcements/1", "/announcements/2"]);
    let marks = page.texts("tbody th .badge");
    assert_eq!(marks, ["Urgent", "Acknowledgement requested", "Withdrawn", "Japanese only"]);
    assert_eq!(page.attribute("tbody th [lang=ja]", "lang"), "ja", "what is in another language is marked");
    assert_eq!(page.count("td[data-label=Type] .badge .icon"), 2);
    assert_eq!(page.text("td[data-label=Type]"), "Planned downtime");
    let page = list(Visit::to("/announcements").in_japanese(), vec![unread, japanese]);
    assert_eq!(page.texts("tbody th strong"), ["未読 計画停止のお知らせ"]);
    assert_eq!(page.count("tbody th [lang]"), 0);
}

#[test]
fn the_filter_is_in_the_address_and_stays_while_one_turns_pages() {
    let address = "/announcements?q=%E5%81%9C%E6%AD%A2&kind=planned-stop&year=2025&unread=1";
    let found = AnnouncementList {
        rows: vec![row("1")],
        around: between(),
        first: None,
        total: Total::Exactly(70),
        years: vec!["2026".to_owned()],
    };
    let asked = AnnouncementsFake::announcements.some_call(matching!((filter, _) if filter.words == "停止"
        && filter.kind == Some(AnnouncementKind::PlannedStop)
        && filter.year == Some(2025)
        && filter.unread));
    let page = Visit::to(address).by(Role::Viewer).show(asked.returns(Ok(found)));
    assert_eq!((page.values("q"), page.values("year")), (vec!["停止".to_owned()], vec!["2025".to_owned()]));
    assert_eq!(page.count(".chip"), 4);
    let next = page.attribute("a[rel=next]", "href");
    assert!(next.contains("kind=planned-stop") && next.contains("unread=1") && next.contains("after=a"), "{next}");
    assert!(page.text("caption").contains("of 70"), "{}", page.text("caption"));
    for bad in ["kind=x", "year=1", "year=two", "unread=yes"] {
        let page = Visit::to(&format!("/announcements?{bad}")).by(Role::Viewer).show(());
        assert_eq!(page.status, 422, "{bad}");
    }
    let long = Visit::to(&format!("/announcements?q={}", "x".repeat(201))).by(Role::Viewer).show(());
    assert_eq!((long.status, long.field_error("q").as_str()), (422, "Enter up to 200 characters."));
}

#[test]
fn an_empty_list_says_why() {
    let page = list(Visit::to("/announcements"), vec![]);
    assert_eq!(page.text(".empty-title"), m::NONE.en);
    let page = list(Visit::to("/announcements?unread=1"), vec![]);
    assert_eq!((page.text(".empty-title"), page.count(".empty a")), (m::NONE_FOUND.en.to_owned(), 1));
}

#[test]
fn an_announcement_is_read_in_ones_own_language() {
    let page = one(Visit::to("/announcements/7").by(Role::Viewer), detail());
    assert_eq!((page.text("h1"), page.text(".prose")), ("Planned stop in December".into(), "It stops.".into()));
    assert_eq!(page.count(".notice"), 0);
    assert_eq!(page.attribute(".head-acts a", "href"), "/announcements/7/calendar");
    let page = one(Visit::to("/announcements/7").by(Role::Viewer).in_japanese(), detail());
    assert_eq!((page.text("h1"), page.text(".prose")), ("計画停止のお知らせ".into(), "停止します。".into()));
    let version = VersionShown { html_en: SafeHtml::default(), ..version(1) };
    let row = AnnouncementRow { title: translated("計画停止のお知らせ", None), ..row("7") };
    let page = one(Visit::to("/announcements/7").by(Role::Viewer), AnnouncementDetail { row, version, ..detail() });
    assert!(page.text(".notice").contains(m::JAPANESE_NOTE.en), "{}", page.body);
    assert_eq!(page.attribute("section > [lang=ja]", "lang"), "ja");
}

#[test]
fn who_is_asked_acknowledges_the_version_that_they_see() {
    let asked = || AnnouncementDetail { asks_acknowledgement: true, version: version(3), ..detail() };
    let page = one(Visit::to("/announcements/7").by(Role::Viewer).in_japanese(), asked());
    let form = "form[action='/announcements/acknowledge']";
    assert_eq!(page.text(&format!("{form} button")), "確認しました");
    assert_eq!((page.values("id"), page.values("number")), (vec!["7".to_owned()], vec!["3".to_owned()]));
    let done = AnnouncementDetail { acknowledged: Some(at(21)), ..asked() };
    let page = one(Visit::to("/announcements/7").by(Role::Viewer).in_japanese(), done);
    assert_eq!(page.count(form), 0);
    assert!(page.text("[aria-labelledby=h-acknowledge]").contains("小山内 のぞみ が2026/11/21 10:05に確認しました"));
}

#[test]
fn a_correction_and_a_withdrawal_say_what_and_why() {
    let moved = Words { ja: "開始：x → y".to_owned(), en: "Start: x → y".to_owned() };
    let corrected = AnnouncementDetail {
        row: AnnouncementRow { corrected: Some(at(22)), ..row("7") },
        version: VersionShown { changes: vec![moved], ..version(2) },
        older: vec![version(1)],
        ..detail()
    };
    let page = one(Visit::to("/announcements/7").by(Role::Viewer), corrected);
    assert!(page.text(".notice--warn").contains("Start: x → y"), "{}", page.body);
    assert_eq!(page.count("#h-versions"), 1);
    assert_eq!(
        page.texts("[aria-labelledby=h-versions] summary").last().map(String::as_str),
        Some("Version 1, published Nov 20, 2026, 10:05 JST")
    );
    let withdrawn = AnnouncementDetail {
        row: AnnouncementRow { withdrawn: true, ..row("7") },
        withdrawn: Some(at(23)),
        why_withdrawn: Some(translated("<b>誤り</b>", None)),
        ..detail()
    };
    let page = one(Visit::to("/announcements/7").by(Role::Viewer), withdrawn);
    let notice = page.text(".notice--danger");
    assert!(notice.contains("Nov 23, 2026, 10:05 JST") && notice.contains("Reason: <b>誤り</b>"), "{notice}");
    let late = VersionShown { emergency: true, reason: "脆弱性".to_owned(), ..version(1) };
    let page = one(Visit::to("/announcements/7").by(Role::Viewer), AnnouncementDetail { version: late, ..detail() });
    assert!(page.text(".notice--warn").contains("Reason: 脆弱性"), "{}", page.body);
}

#[test]
fn administrators_see_how_many_have_read_it_and_who() {
    let count = ReadCount { read: 7, acknowledged: Some(2), members: 9 };
    let counted = || AnnouncementDetail { count: Some(count), ..detail() };
    let page = one(Visit::to("/announcements/7").by(Role::Owner).in_japanese(), counted());
    assert!(page.text("[aria-labelledby=h-count]").contains("9名中7名が既読"));
    let reader = |name: &str, read| AnnouncementReader { name: name.to_owned(), read, acknowledged: None };
    let readers = || AnnouncementReaders {
        id: "7".to_owned(),
        title: row("7").title,
        count,
        people: vec![reader("齋藤 結衣", None), reader("渡邊 𠮷郎", Some(at(21)))],
    };
    let call = || AnnouncementsFake::announcement_readers.some_call(matching!("7")).returns(Ok(readers()));
    let page = Visit::to("/announcements/7/readers").by(Role::Administrator).show(call());
    assert_eq!(page.texts("td[data-label=Read]"), ["Not yet", "Nov 21, 2026, 10:05"]);
    assert!(page.body.contains("Read by 7 of 9") && page.body.contains("Acknowledged by 2 of 9"));
    assert_eq!(Visit::to("/announcements/7/readers").by(Role::Operator).show(()).status, 403);
}

#[test]
fn the_addresses_are_secret_and_can_be_replaced() {
    let shown = |there| {
        let call = AnnouncementsFake::announcement_subscription.some_call(matching!()).returns(Ok(there));
        Visit::to("/announcements/subscription").by(Role::Viewer).show(call)
    };
    let page = shown(None);
    assert_eq!(page.attributes("main form", "action"), ["/announcements/subscription"]);
    let addresses = SubscriptionAddresses {
        since: at(20),
        calendar: "https://console.example/feeds/x/announcements.ics".to_owned(),
        feed: "https://console.example/feeds/x/announcements.atom".to_owned(),
    };
    let page = shown(Some(addresses));
    assert_eq!(page.count("dl code"), 2);
    assert_eq!(
        page.attributes("main dialog form", "action"),
        ["/announcements/subscription", "/announcements/subscription/end"]
    );
    assert!(page.text(".notice--warn").contains("without signing in"));
}

fn standing(path: &str, urgent: bool) -> StandingNotice {
    StandingNotice {
        path: path.to_owned(),
        icon: "calendar-clock",
        label: m::PLANNED_STOP,
        urgent,
        title: Words::same("<b>年末の停止</b>"),
        japanese_only: true,
        starts: Some(at(28)),
        ends: None,
    }
}

#[test]
fn what_is_pinned_stands_above_each_page_in_one_line_until_it_is_opened() {
    let above = |visit: Visit| {
        visit.by(Role::Viewer).framed(|frame| {
            frame.notices = vec![standing("/announcements/7", true), standing("/announcements/8", false)];
        })
    };
    let page = list(above(Visit::to("/announcements")), vec![]);
    assert_eq!(page.count("main .flash .notice"), 1);
    let line = page.text("main .flash");
    assert!(line.starts_with("Urgent") && line.contains("<b>年末の停止</b>") && line.contains("1 more"), "{line}");
    assert_eq!(page.attributes("main .flash a", "href"), ["/announcements/7", "/announcements?unread=1"]);
    let page = one(above(Visit::to("/announcements/7")), detail());
    assert_eq!(page.attributes("main .flash a", "href"), ["/announcements/8"], "its own page does not repeat it");
}

#[test]
fn an_announcement_for_others_is_not_there() {
    let gone = AnnouncementsFake::announcement.some_call(matching!("8")).returns(Err(AppError::NotFound));
    assert_eq!(Visit::to("/announcements/8").by(Role::Viewer).show(gone).status, 404);
    assert_eq!(Visit::to("/announcements").by(Role::Support).show(()).status, 403, "staff have their own list");
}
