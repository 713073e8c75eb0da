//! Announcements with a date as a calendar (RFC 5545): one of them as a file, all of them as a subscription. A moved date has
//! the next sequence number, and one that fell away is cancelled, so that programs change the entry that they have.

use super::date::{EntryDate, date};
use super::list::newest;
use super::show::seen_before;
use super::subscription;
use super::title;
use super::visible::{ForReader, one};
use crate::base::{markdown, printable};
use crate::door::attachment;
use crate::door::fault::Fault;
use crate::door::{Call, Endpoint, read_id};
use app::announcements::api::VIEW;
use app::announcements::messages as m;
use app::error::AppError;
use app::permission::Access::{Needs, Public};
use app::text::Lang;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// The number of announcements that a subscription holds.
const MOST: u64 = 200;
/// The longest title of an entry, in characters.
const LONGEST_TITLE: usize = 300;
/// An entry has the beginning of the text, and the address of the whole. Folding its lines takes time for each character of
/// what is before them.
const LONGEST_TEXT: usize = 1_000;

pub static FILE: Endpoint = Endpoint {
    path: "/announcements/{id}/calendar",
    access: Needs(VIEW),
    file: false,
    answer: |call| Box::pin(file(call)),
};

/// Who knows the secret address gets it: programs have no session.
pub static SUBSCRIPTION: Endpoint = Endpoint {
    path: "/feeds/{token}/announcements.ics",
    access: Public,
    file: false,
    answer: |call| Box::pin(subscribed(call)),
};

/// An entry of a calendar.
pub struct CalendarEntry<'a> {
    found: &'a ForReader,
    date: EntryDate,
}

/// One announcement.
async fn file(call: &Call) -> Result<Response, Fault> {
    let request = &call.request;
    let (read, me) = (request.read(VIEW).await?, request.signed_in()?);
    let found = one(&read, me, read_id(call.param("id"))?).await?.ok_or(AppError::NotFound)?;
    let date = date(&found, &seen_before(&read, me, &found).await?).ok_or(AppError::NotFound)?;
    let (lang, origin) = (call.display.lang, request.app.config.origin());
    let text = written(&[CalendarEntry { found: &found, date }], lang, &origin);
    let stamp = crate::base::when::file_stamp(request.app.clock.now());
    let name = format!("{}_{stamp}.ics", m::TITLE.of(lang));
    attachment::of(answer(text)?, "announcement", &name)
}

/// All announcements with a date.
async fn subscribed(call: &Call) -> Result<Response, Fault> {
    let (read, me) = subscription::reader(call).await?;
    let found = newest(&read, &me, MOST).await?;
    let mut entries = Vec::new();
    for found in &found {
        let older = if found.version.starts_at.is_none() { seen_before(&read, &me, found).await? } else { Vec::new() };
        entries.extend(date(found, &older).map(|date| CalendarEntry { found, date }));
    }
    let lang = me.account.language.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    answer(written(&entries, lang, &read.app().config.origin()))
}

fn answer(text: String) -> Result<Response, Fault> {
    let mut response = text.into_response();
    attachment::put(&mut response, header::CONTENT_TYPE, "text/calendar; charset=utf-8")?;
    attachment::put(&mut response, header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")?;
    Ok(response)
}

/// The calendar as text.
fn written(entries: &[CalendarEntry<'_>], lang: Lang, origin: &str) -> String {
    let mut calendar = Calendar::empty();
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//Sekisho//Announcements//JA"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", m::FEED_TITLE.of(lang)),
    ];
    for (name, value) in head {
        calendar.append_property(Property::new(name, value));
    }
    for entry in entries {
        calendar.push(event(entry, lang, origin));
    }
    calendar.to_string()
}

fn event(CalendarEntry { found, date }: &CalendarEntry<'_>, lang: Lang, origin: &str) -> Event {
    let (head, version) = (&found.head, &found.version);
    let changed = head.changed_at.unwrap_or(version.saved_at);
    let text = if lang == Lang::En && !version.text_en.is_empty() { &version.text_en } else { &version.text_ja };
    let text: String = markdown::to_text(text).chars().take(LONGEST_TEXT).collect();
    let page = format!("{origin}/announcements/{}", head.id);
    let mut event = Event::new();
    event
        .uid(&format!("{}@sekisho", head.id))
        .sequence(u32::try_from(version.number - 1).unwrap_or_default())
        .timestamp(changed)
        .summary(&summary(found, lang))
        .description(&format!("{text}\n\n{page}"))
        .starts(date.starts)
        .status(if date.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    event.add_property("URL", page.as_str());
    event.add_property("TRANSP", "TRANSPARENT");
    if let Some(ends) = date.ends {
        event.ends(ends);
    }
    event.done()
}

/// The title in one line, without characters that are not seen.
pub fn summary(found: &ForReader, lang: Lang) -> String {
    let title = printable(title(&found.version).of(lang).0, LONGEST_TITLE);
    let marked = match (found.is_withdrawn(), found.version.urgent) {
        (true, _) => m::CANCELLED.with(&[("title", &title)]),
        (false, true) => m::URGENT_TITLE.with(&[("title", &title)]),
        (false, false) => return title,
    };
    marked.of(lang).to_owned()
}
