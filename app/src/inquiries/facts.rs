//! The facts of an inquiry, beside its thread.

use super::api::InquiryThread;
use super::cells::assignee;
use super::messages as m;
use crate::kit::{Badge, Copy, Tone, date_time};
use crate::text::{Lang, t, tw};
use leptos::prelude::*;

/// What both sides know.
pub fn facts(thread: &InquiryThread) -> AnyView {
    list(thread, None, None)
}

/// What staff know: the company, the language and who works on it as well.
pub fn for_staff(thread: &InquiryThread) -> AnyView {
    let language = Lang::from_tag(&thread.language).unwrap_or_default().name();
    let whose = view! {
        <dt>{t(m::COMPANY)}</dt><dd>{tw(&thread.row.company)}</dd>
        <dt>{t(m::LANGUAGE)}</dt><dd>{language}</dd>
    };
    let assignee = view! { <dt>{t(m::ASSIGNEE)}</dt><dd class="name">{assignee(&thread.row)}</dd> };
    list(thread, Some(whose.into_any()), Some(assignee.into_any()))
}

fn list(thread: &InquiryThread, whose: Option<AnyView>, assignee: Option<AnyView>) -> AnyView {
    let row = &thread.row;
    let first = thread.first_answered.as_ref();
    let first = first.map(|at| view! { <dt>{t(m::FIRST_ANSWERED)}</dt><dd>{date_time(at)}</dd> });
    let closed = thread.closed.as_ref();
    let closed = closed.map(|at| view! { <dt>{t(m::CLOSED_AT)}</dt><dd>{date_time(at)}</dd> });
    view! {
        <dl class="kv">
            <dt>{t(m::NUMBER)}</dt><dd><code>{row.number.clone()}</code>" "<Copy text=row.number.clone() label=t(m::NUMBER)/></dd>
            <dt>{t(m::CATEGORY)}</dt><dd>{t(row.category.text())}</dd>
            <dt>{t(m::BY)}</dt><dd class="name">{row.by.clone()}</dd>
            {whose}
            <dt>{t(m::ASKED_AT)}</dt><dd>{date_time(&row.asked)}</dd>
            {due(thread)}
            {first}
            {closed}
            {assignee}
        </dl>
    }
    .into_any()
}

/// The goal and the deadline, while the company waits.
fn due(thread: &InquiryThread) -> Option<AnyView> {
    let due = thread.row.due.as_ref()?;
    let late = due.late.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::LATE)/> });
    let left = due.left.as_ref().map(|left| view! { <p class="note">{tw(left)}</p> });
    let goal = (due.goal != due.latest).then(|| view! { <dt>{t(m::GOAL)}</dt><dd>{date_time(&due.goal)}</dd> });
    Some(view! { {goal}<dt>{t(m::DUE)}</dt><dd>{date_time(&due.latest)}{late}{left}</dd> }.into_any())
}
