//! A version of an announcement with all that was decided about it.

use super::api::DraftVersion;
use super::list_page::kind;
use super::messages as m;
use super::preview::side;
use crate::announcements::messages as a;
use crate::announcements::parts;
use crate::kit::{Badge, Panel, Tone, date_time};
use crate::text::{Lang, Text, t, tw};
use leptos::prelude::*;

/// The facts of a version.
pub fn facts(version: &DraftVersion) -> AnyView {
    let period = version.period.as_ref().map(|one| view! { <dt>{t(m::PERIOD)}</dt><dd>{parts::period(one)}</dd> });
    let published = match (&version.published, &version.publish) {
        (Some(at), _) => view! { <dt>{t(m::PUBLISHED_AT)}</dt><dd>{date_time(at)}</dd> }.into_any(),
        (None, Some(at)) => view! { <dt>{t(m::PUBLISH_AT)}</dt><dd>{date_time(at)}</dd> }.into_any(),
        (None, None) => view! { <dt>{t(m::PUBLISH_AT)}</dt><dd>{t(m::AT_ONCE)}</dd> }.into_any(),
    };
    let emergency = version.emergency.then(|| {
        let reason = version.reason.clone();
        view! { <dt>{t(m::REASON)}</dt><dd><Badge tone=Tone::Danger text=t(m::EMERGENCY)/>" "{reason}</dd> }
    });
    let returned = version.returned.clone().map(|why| view! { <dt>{t(m::RETURNED)}</dt><dd>{why}</dd> });
    let authors = version.authors.iter().map(|name| view! { <span class="name">{name.clone()}</span>" " });
    let authors = authors.collect_view();
    let approved = version.approved_by.clone().map(|by| {
        let at = version.approved.as_ref().map(date_time);
        view! { <dt>{t(m::APPROVER)}</dt><dd><span class="name">{by}</span>" "{at}</dd> }
    });
    view! {
        <dl class="kv">
            <dt>{t(m::NUMBER)}</dt><dd>{tw(&m::NUMBER_OF.with(&[("n", &version.number)]))}</dd>
            <dt>{t(m::KIND)}</dt><dd>{kind(version.kind)}</dd>
            {period}
            <dt>{t(m::REACH)}</dt><dd>{tw(&version.reach)}</dd>
            <dt>{t(m::MARKS)}</dt><dd>{marks(version)}</dd>
            {published}
            {emergency}
            {returned}
            <dt>{t(m::AUTHORS)}</dt><dd>{authors}</dd>
            {approved}
        </dl>
    }
    .into_any()
}

fn marks(version: &DraftVersion) -> AnyView {
    let all: [(bool, Text); 4] = [
        (version.urgent, a::URGENT),
        (version.pinned, a::PINNED),
        (version.acknowledge, m::ACKNOWLEDGE),
        (version.tells, m::MAIL),
    ];
    let set = all.into_iter().filter(|(is, _)| *is);
    set.map(|(_, text)| view! { <Badge tone=Tone::Plain text=t(text)/>" " }).collect_view().into_any()
}

/// What readers see of a version, in both languages.
pub fn content(version: &DraftVersion) -> AnyView {
    let en = version.title.en.clone().unwrap_or_default();
    view! {
        <div class="grid grid--half">
            {side(Lang::Ja, version.title.ja.clone(), version.html_ja.clone())}
            {side(Lang::En, en, version.html_en.clone())}
        </div>
    }
    .into_any()
}

/// What differs from the version before.
pub fn changes(version: &DraftVersion) -> AnyView {
    if version.changes.is_empty() {
        return ().into_any();
    }
    let lines = version.changes.iter().map(|one| view! { <li>{tw(one)}</li> }).collect_view();
    view! { <Panel id="h-changes" title=t(m::CHANGES)><ul class="dots">{lines}</ul></Panel> }.into_any()
}

/// All older versions, each behind its number.
pub fn older(versions: &[DraftVersion]) -> AnyView {
    if versions.is_empty() {
        return ().into_any();
    }
    let one = |version: &DraftVersion| {
        let number = tw(&m::NUMBER_OF.with(&[("n", &version.number)]));
        view! { <details><summary>{number}" "{version.published.as_ref().map(date_time)}</summary>{facts(version)}{content(version)}</details> }
    };
    let all = versions.iter().map(one).collect_view();
    view! { <Panel id="h-older" title=t(m::OLDER)>{all}</Panel> }.into_any()
}
