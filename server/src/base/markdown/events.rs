//! What the parser finds, reduced to what the console shows: no images, no HTML of the writer, links to known schemes, and
//! at most so many levels. Characters that change the direction of text are removed here, behind the parser, because
//! it also reads them from entities such as `&#x202e;`.

use crate::base::plain_text::{Odd, odd_in_id};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// The deepest level of tags in one another. Tags further in fall away and leave their text.
const DEEPEST: usize = 24;

/// The events of a text.
pub fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut open = OpenTags::default();
    Parser::new_ext(text, options).filter_map(move |event| open.kept(event)).map(reduced)
}

/// A text without control characters and without those that change its direction. Lines and tabs stay.
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| is_shown(*c)).collect()
}

fn is_shown(c: char) -> bool {
    let is_odd = || matches!(odd_in_id(c.encode_utf8(&mut [0; 4])), Some(Odd::Control | Odd::Direction));
    matches!(c, '\n' | '\t') || !is_odd()
}

/// The open tags: true for each that is shown.
#[derive(Default)]
struct OpenTags(Vec<bool>);

impl OpenTags {
    fn kept<'t>(&mut self, event: Event<'t>) -> Option<Event<'t>> {
        match event {
            Event::Start(tag) => {
                let tag = if self.0.len() < DEEPEST { shown(tag) } else { None };
                self.0.push(tag.is_some());
                tag.map(Event::Start)
            }
            Event::End(_) => self.0.pop().unwrap_or_default().then_some(event),
            other => Some(other),
        }
    }
}

/// A tag, if the console shows it. Links get their checked address.
fn shown(tag: Tag<'_>) -> Option<Tag<'_>> {
    match tag {
        Tag::Image { .. } => None,
        Tag::HtmlBlock => Some(Tag::Paragraph),
        mut other => {
            if let Tag::Heading { level, .. } = &mut other {
                *level = one_lower(*level);
            }
            if let Tag::Link { link_type, dest_url, .. } = &mut other {
                *dest_url = address(*link_type, dest_url)?.into();
            }
            Some(other)
        }
    }
}

fn one_lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

/// The address of a link: a path of this console, a web page, or a mail address. Browsers ignore white space in
/// addresses, so it is removed before the scheme is read.
fn address(kind: LinkType, typed: &str) -> Option<String> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && is_shown(*c)).collect();
    let address = if kind == LinkType::Email { format!("mailto:{typed}") } else { typed };
    let is_own = address.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\']));
    let is_known = || {
        let small = address.to_ascii_lowercase();
        ["https://", "http://", "mailto:"].iter().any(|scheme| small.starts_with(scheme))
    };
    (is_own || is_known()).then_some(address)
}

fn reduced(event: Event<'_>) -> Event<'_> {
    match event {
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(one_lower(level))),
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => Event::Text(cleaned(text)),
        Event::Code(text) => Event::Code(cleaned(text)),
        Event::SoftBreak => Event::HardBreak,
        other => other,
    }
}

fn cleaned(text: CowStr<'_>) -> CowStr<'_> {
    if text.chars().all(is_shown) { text } else { clean(&text).into() }
}
