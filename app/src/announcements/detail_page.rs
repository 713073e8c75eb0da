use super::api::{AnnouncementDetail, AnnouncementRow, AnnouncementsApi, ReadCount, VersionShown};
use super::messages as m;
use super::parts::{self, PATH};
use crate::error::AppError;
use crate::kit::{Icon, Notice, PageHead, Panel, PostForm, Print, Tone, date_time, with_time};
use crate::page::{Page, PageCx};
use crate::text::{lang, t, tw};
use leptos::prelude::*;

/// One announcement. Who opens it has read it.
pub async fn detail(cx: &PageCx, backend: &(impl AnnouncementsApi + ?Sized)) -> Result<Page, AppError> {
    let found = backend.announcement(cx.param("id")?).await?;
    let name = cx.session()?.name.clone();
    Ok(Page::new(found.row.title.words(), move || view(found, &name)))
}

fn view(found: AnnouncementDetail, reader: &str) -> AnyView {
    let crumbs = vec![(PATH.to_owned(), t(m::TITLE).to_owned())];
    let title = found.row.title.of(lang()).0.to_owned();
    let marks = view! { {parts::kind(found.row.kind)}{parts::marks(&found.row)} };
    let older = (!found.older.is_empty()).then(|| versions(&found));
    view! {
        <PageHead title=title crumbs=crumbs acts=acts(&found) meta=marks.into_any()/>
        <div class="stack">
            {notices(&found)}
            {facts(&found)}
            <section class="panel" aria-label=t(m::TEXT)>{parts::text(&found.version)}</section>
            {found.asks_acknowledgement.then(|| acknowledgement(&found, reader))}
            {found.count.map(|count| counted(&found.row, count))}
            {older}
        </div>
    }
    .into_any()
}

fn acts(found: &AnnouncementDetail) -> AnyView {
    let calendar = found.has_calendar.then(|| {
        let href = format!("{PATH}/{}/calendar", found.row.id);
        view! { <a class="btn" href=href><Icon name="calendar-clock"/>{t(m::ADD_TO_CALENDAR)}</a> }
    });
    view! { {calendar}<Print/> }.into_any()
}

/// What the reader has to know before the text: that it was withdrawn, corrected, published late, or is in Japanese only.
fn notices(found: &AnnouncementDetail) -> AnyView {
    let withdrawn = found.withdrawn.as_ref().map(|at| {
        let why = found.why_withdrawn.as_ref().map(|why| {
            let (words, of) = why.of(lang());
            let words = tw(&m::WHY.with(&[("why", &words)]));
            view! { <p lang=(of != lang()).then_some(of.tag())>{words}</p> }
        });
        let said = with_time(m::WITHDRAWN_NOTE, at);
        view! { <Notice tone=Tone::Danger><p><strong>{said}</strong></p>{why}</Notice> }
    });
    let corrected = found.row.corrected.as_ref().filter(|_| found.withdrawn.is_none()).map(|at| {
        let words = tw(&m::CORRECTED_NOTE.naming(m::VERSIONS, &[("at", &in_words(at))]));
        let changes = changes(&found.version);
        view! { <Notice tone=Tone::Warn><p>{words}</p>{changes}</Notice> }
    });
    let late = found.version.emergency.then(|| {
        let why = (!found.version.reason.is_empty()).then(|| {
            let why = tw(&m::WHY.with(&[("why", &found.version.reason)]));
            view! { <p>{why}</p> }
        });
        view! { <Notice tone=Tone::Warn><p>{t(m::LATE_NOTE)}</p>{why}</Notice> }
    });
    let japanese = parts::is_foreign(&found.row.title)
        .then(|| view! { <Notice tone=Tone::Info><p>{t(m::JAPANESE_NOTE)}</p></Notice> });
    view! { {withdrawn}{corrected}{late}{japanese} }.into_any()
}

fn in_words(at: &crate::kit::When) -> String {
    if lang() == crate::text::Lang::Ja { at.ja.clone() } else { at.en.clone() }
}

fn facts(found: &AnnouncementDetail) -> AnyView {
    let period = found.row.period.as_ref().map(|period| {
        view! { <dt>{t(m::PERIOD)}</dt><dd>{parts::period(period)}</dd> }
    });
    let corrected = found.row.corrected.as_ref().map(|at| {
        view! { <dt>{t(m::CORRECTED_AT)}</dt><dd>{date_time(at)}</dd> }
    });
    view! {
        <section class="panel" aria-label=t(m::FACTS)>
            <dl class="kv">
                <dt>{t(m::KIND)}</dt><dd>{t(found.row.kind.text())}</dd>
                {period}
                <dt>{t(m::PUBLISHED_AT)}</dt><dd>{date_time(&found.row.published)}</dd>
                {corrected}
            </dl>
        </section>
    }
    .into_any()
}

/// Asks the reader to say that they have taken note, or says when they did. The form names the version that they have read.
fn acknowledgement(found: &AnnouncementDetail, reader: &str) -> AnyView {
    let (id, number) = (found.row.id.clone(), found.version.number);
    let inside = match &found.acknowledged {
        Some(at) => {
            let words = tw(&m::ACKNOWLEDGED.with(&[("name", &reader), ("at", &in_words(at))]));
            view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> }.into_any()
        }
        None => view! {
            <p>{t(m::ACKNOWLEDGE_ASK)}</p>
            <PostForm action="/announcements/acknowledge" class="u-print-none">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="number" value=number/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::ACKNOWLEDGE)}</button>
            </PostForm>
        }
        .into_any(),
    };
    view! { <Panel id="h-acknowledge" title=t(m::ACKNOWLEDGEMENT)>{inside}</Panel> }.into_any()
}

/// How many of the own company have read it, for administrators.
fn counted(row: &AnnouncementRow, count: ReadCount) -> AnyView {
    let href = format!("{PATH}/{}/readers", row.id);
    view! {
        <section class="panel u-print-none" aria-labelledby="h-count">
            <div class="panel-head"><h2 id="h-count">{t(m::COUNT)}</h2><p><a href=href>{t(m::READERS_OPEN)}</a></p></div>
            {counts(count)}
        </section>
    }
    .into_any()
}

/// The numbers of those who have read and acknowledged it, each in a sentence.
pub fn counts(count: ReadCount) -> AnyView {
    let ReadCount { read, acknowledged, members } = count;
    let read = tw(&m::READ_COUNT.with(&[("members", &members), ("read", &read)]));
    let acknowledged = acknowledged.map(|n| {
        let words = tw(&m::ACKNOWLEDGED_COUNT.with(&[("members", &members), ("n", &n)]));
        view! { <p>{words}</p> }
    });
    view! { <p>{read}</p>{acknowledged} }.into_any()
}

/// All older versions, each with its text and what changed in it.
fn versions(found: &AnnouncementDetail) -> AnyView {
    let one = |version: &VersionShown| {
        let title = tw(&m::VERSION_OF.with(&[("n", &version.number), ("at", &in_words(&version.published))]));
        let period = version.period.as_ref().map(|period| view! { <p>{t(m::PERIOD)}" "{parts::period(period)}</p> });
        view! {
            <details class="more">
                <summary>{title}</summary>
                <p class="list-title">{parts::translated(&version.title)}</p>
                {period}
                {changes(version)}
                {parts::text(version)}
            </details>
        }
    };
    let older = found.older.iter().map(one).collect_view();
    view! { <Panel id="h-versions" title=t(m::VERSIONS)>{older}</Panel> }.into_any()
}

fn changes(version: &VersionShown) -> Option<AnyView> {
    let all = version.changes.iter().map(|change| view! { <li>{tw(change)}</li> }).collect_view();
    let any = !version.changes.is_empty();
    any.then(|| view! { <p>{t(m::CHANGES)}</p><ul class="dots">{all}</ul> }.into_any())
}
