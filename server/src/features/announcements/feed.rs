//! Announcements as an Atom feed (RFC 4287), behind a secret address.

use super::calendar::summary;
use super::list::newest;
use super::subscription;
use super::title;
use super::visible::{ForReader, period};
use crate::base::{markdown, printable};
use crate::door::attachment;
use crate::door::fault::Fault;
use crate::door::{Call, Endpoint};
use app::announcements::messages as m;
use app::kit::When;
use app::permission::Access::Public;
use app::text::Lang;
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};

/// The number of announcements that a feed holds.
const MOST: u64 = 50;
/// The longest reason of a withdrawal, in characters.
const LONGEST: usize = 2_000;

/// Who knows the secret address gets it: programs have no session.
pub static FEED: Endpoint = Endpoint {
    path: "/feeds/{token}/announcements.atom",
    access: Public,
    file: false,
    answer: |call| Box::pin(feed(call)),
};

async fn feed(call: &Call) -> Result<Response, Fault> {
    let (read, me) = subscription::reader(call).await?;
    let found = newest(&read, &me, MOST).await?;
    let lang = me.account.language.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let text = written(&found, lang, &read.app().config.origin(), me.account.joined_at());
    let mut response = text.into_response();
    attachment::put(&mut response, header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")?;
    attachment::put(&mut response, header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")?;
    Ok(response)
}

/// The feed as text. `since` is its time if it has no entry yet.
fn written(found: &[ForReader], lang: Lang, origin: &str, since: DateTime<Utc>) -> String {
    let updated = found.iter().filter_map(|found| found.head.changed_at).max().unwrap_or(since);
    let feed = Feed {
        title: Text::plain(m::FEED_TITLE.of(lang)),
        id: format!("{origin}/announcements"),
        updated: fixed(updated),
        authors: vec![Person { name: "Sekisho".to_owned(), ..Person::default() }],
        links: vec![Link { href: format!("{origin}/announcements"), rel: "alternate".to_owned(), ..Link::default() }],
        lang: Some(lang.tag().to_owned()),
        entries: found.iter().map(|found| entry(found, lang, origin)).collect(),
        ..Feed::default()
    };
    feed.to_string()
}

fn fixed(at: DateTime<Utc>) -> FixedDateTime {
    at.fixed_offset()
}

fn entry(found: &ForReader, lang: Lang, origin: &str) -> Entry {
    let (head, version) = (&found.head, &found.version);
    let page = format!("{origin}/announcements/{}", head.id);
    let label = super::visible::kind(version).text().of(lang).to_owned();
    let spoken = title(version).of(lang).1;
    Entry {
        title: Text { lang: Some(spoken.tag().to_owned()), ..Text::plain(summary(found, lang)) },
        id: format!("urn:uuid:{}", head.id),
        updated: fixed(head.changed_at.unwrap_or(version.saved_at)),
        published: head.published_at.map(fixed),
        links: vec![Link { href: page, rel: "alternate".to_owned(), ..Link::default() }],
        categories: vec![Category { term: version.kind.clone(), scheme: None, label: Some(label) }],
        content: Some(Content {
            base: Some(origin.to_owned()),
            lang: Some(spoken.tag().to_owned()),
            value: Some(html(found, lang)),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

/// The text as HTML without scripts, below the date and why it was withdrawn.
fn html(found: &ForReader, lang: Lang) -> String {
    let say = |when: When| if lang == Lang::Ja { when.ja } else { when.en };
    let paragraph = |text: String| format!("<p>{text}</p>\n");
    let withdrawn = found.why_withdrawn().map(|why| {
        let why = printable(why.of(lang).0, LONGEST);
        let why = why.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        paragraph(m::WHY.with(&[("why", &why)]).of(lang).to_owned())
    });
    let date = period(&found.version).map(|period| {
        let ends = period.ends.map(|ends| format!("{}{}", m::UNTIL.of(lang), say(ends))).unwrap_or_default();
        paragraph(format!("{}{ends}", say(period.starts)))
    });
    let version = &found.version;
    let text = if lang == Lang::En && !version.text_en.is_empty() { &version.text_en } else { &version.text_ja };
    [withdrawn.unwrap_or_default(), date.unwrap_or_default(), markdown::to_html(text)].concat()
}
