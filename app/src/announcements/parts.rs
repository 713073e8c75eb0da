//! How the parts of an announcement are shown, in lists and on its page.

use super::api::{AnnouncedPeriod, AnnouncementRow, Translated, VersionShown};
use super::kinds::AnnouncementKind;
use super::messages as m;
use crate::kit::{Badge, IconBadge, Prose, Tone, date_time};
use crate::text::{Lang, lang, t};
use leptos::prelude::*;

pub const PATH: &str = "/announcements";

/// The kind: a badge with an icon and a word.
pub fn kind(kind: AnnouncementKind) -> AnyView {
    view! { <IconBadge tone=kind.tone() icon=kind.icon() text=t(kind.text())/> }.into_any()
}

/// A text in the language of the reader. One that is in Japanese only is marked as such for readers of other languages.
pub fn translated(text: &Translated) -> AnyView {
    let (words, of) = text.of(lang());
    let foreign = (of != lang()).then_some(of.tag());
    let words = words.to_owned();
    view! { <span lang=foreign>{words}</span> }.into_any()
}

/// True if the reader gets it in Japanese although they read another language.
pub fn is_foreign(text: &Translated) -> bool {
    text.of(lang()).1 != lang()
}

/// The marks of an announcement, besides its kind.
pub fn marks(row: &AnnouncementRow) -> AnyView {
    let mark =
        |is: bool, tone, icon, text| is.then(|| view! { " "<IconBadge tone=tone icon=icon text=t(text)/> }.into_any());
    let all = [
        mark(row.withdrawn, Tone::Plain, "ban", m::WITHDRAWN),
        mark(row.urgent && !row.withdrawn, Tone::Danger, "siren", m::URGENT),
        mark(row.pinned && !row.withdrawn, Tone::Plain, "bell", m::PINNED),
        mark(row.corrected.is_some(), Tone::Plain, "square-pen", m::CORRECTED),
        mark(row.to_acknowledge, Tone::Warn, "circle-check", m::TO_ACKNOWLEDGE),
    ];
    let japanese = is_foreign(&row.title).then(|| view! { " "<Badge tone=Tone::Plain text=t(m::JAPANESE_ONLY)/> });
    view! { {all.into_iter().flatten().collect_view()}{japanese} }.into_any()
}

/// When what is announced begins and ends.
pub fn period(period: &AnnouncedPeriod) -> AnyView {
    let ends = period.ends.as_ref().map(|at| view! { {t(m::UNTIL)}{date_time(at)} });
    view! { <span class="num">{date_time(&period.starts)}{ends}</span> }.into_any()
}

/// The text of a version.
pub fn text(version: &VersionShown) -> AnyView {
    if lang() == Lang::En && !version.html_en.is_empty() {
        return view! { <div lang="en"><Prose html=version.html_en.clone()/></div> }.into_any();
    }
    view! { <div lang="ja"><Prose html=version.html_ja.clone()/></div> }.into_any()
}
