//! What the lists and the pages of inquiries share: states, deadlines, who works on one.

use super::api::{InquiryDue, InquiryFilter, InquiryRow};
use super::messages as m;
use super::states::{InquiryCategory, InquiryState};
use crate::kit::{Badge, Condition, Tone, Unreadable, date_time, or_all};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The state of an inquiry, as a badge.
pub fn state(row: &InquiryRow) -> AnyView {
    let tone = match row.state {
        InquiryState::Received => Tone::Warn,
        InquiryState::Working => Tone::Info,
        InquiryState::Answered => Tone::Ok,
        InquiryState::Closed => Tone::Plain,
    };
    let late = row.is_late().then(|| view! { " "<Badge tone=Tone::Danger text=t(m::LATE)/> });
    view! { <Badge tone=tone text=t(row.state.text())/>{late} }.into_any()
}

/// The deadline, with the staffed hours that are left; nothing while nobody waits for an answer.
pub fn due(due: Option<&InquiryDue>) -> AnyView {
    let shown = due.map(|due| {
        let left = due.left.as_ref().map(|left| view! { <p class="note">{tw(left)}</p> });
        view! { <div>{date_time(&due.latest)}{left}</div> }
    });
    shown.into_any()
}

/// Number and subject, as a link to the inquiry.
pub fn link_to(path: &str, row: &InquiryRow) -> AnyView {
    let (href, number) = (format!("{path}/{}", row.id), row.number.clone());
    let (subject, title) = (subject(row), tw(&row.title()));
    view! { <a class="name" title=title href=href><code>{number}</code>" "{subject}</a> }.into_any()
}

/// The subject, or the mark if it cannot be read.
pub fn subject(row: &InquiryRow) -> AnyView {
    match &row.subject {
        Some(subject) => subject.clone().into_any(),
        None => view! { <Unreadable/> }.into_any(),
    }
}

/// Who works on an inquiry.
pub fn assignee(row: &InquiryRow) -> String {
    match &row.assignee {
        Some(by) if by.own => tw(&m::ASSIGNEE_ME.with(&[("name", &by.name)])),
        Some(by) => by.name.clone(),
        None => t(m::ASSIGNEE_NONE).to_owned(),
    }
}

/// The choices of a filter by category.
pub fn categories() -> Vec<(String, String)> {
    or_all(InquiryCategory::ALL.into_iter().map(|one| (one.code().to_owned(), t(one.text()).to_owned())))
}

/// The choices of a filter by state.
pub fn states(queue: bool) -> Vec<(String, String)> {
    let states = InquiryState::ALL.into_iter().filter(|state| !queue || state.waits());
    or_all(states.map(|one| (one.code().to_owned(), t(one.text()).to_owned())))
}

/// The chosen filters that every list of inquiries has.
pub fn conditions(filter: &InquiryFilter) -> Vec<Condition> {
    let one = |name, value: &str, words: &str| Condition { name, value: value.to_owned(), words: words.to_owned() };
    let state = filter.state.map(|state| one("state", state.code(), t(state.text())));
    let category = filter.category.map(|category| one("category", category.code(), t(category.text())));
    let words = (!filter.words.is_empty()).then(|| one("q", &filter.words, &filter.words));
    [words, state, category].into_iter().flatten().collect()
}
