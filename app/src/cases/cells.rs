//! Cells that the desk's lists share: state, waiting time, deadline.

use super::api::CaseRow;
use super::messages as m;
use super::states::CaseState;
use crate::kit::{Altered, Badge, Tone, When, date_time};
use crate::members::states::Lock;
use crate::text::{Lang, Text, Words, lang, t, tw};
use leptos::prelude::*;

pub const PATH: &str = "/support/cases";
/// The page on which staff find accounts.
pub const ACCOUNTS: &str = "/support/accounts";

/// A lock, as a badge.
pub fn lock(lock: Lock) -> AnyView {
    view! { <Badge tone=Tone::Warn text=t(lock.text())/> }.into_any()
}

/// The time of the request, and the waiting time.
pub fn asked(at: &When, waited: &Words) -> AnyView {
    view! { <div>{date_time(at)}<p class="note">{t(m::WAITED)}{colon()}{tw(waited)}</p></div> }.into_any()
}

/// What stands between a label and its value in a line.
fn colon() -> &'static str {
    match lang() {
        Lang::Ja => "：",
        Lang::En => ": ",
    }
}

/// The deadline, marked if it has passed.
pub fn due(at: &When, late: bool) -> AnyView {
    let late = late.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::LATE)/> });
    view! { <div>{date_time(at)}{late}</div> }.into_any()
}

/// The deadline of a case, with the staffed hours that are left.
pub fn deadline(case: &CaseRow) -> AnyView {
    let left = case.left.as_ref().map(|left| view! { <p class="note">{tw(left)}</p> });
    view! { {due(&case.due, case.late)}{left} }.into_any()
}

/// The state of a case, and what is left until it is due, for the head of its page.
pub fn head(case: &CaseRow) -> AnyView {
    let open = case.state.is_open() && case.is_certain();
    let until = open.then(|| {
        let late = case.late.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::LATE)/> });
        let left = case.left.as_ref().map(|left| view! { " "{tw(left)} });
        view! { <p>{t(m::DUE)}{colon()}{date_time(&case.due)}{late}{left}</p> }
    });
    view! { {state(case)}{until} }.into_any()
}

/// Who works on a case.
pub fn assignee(case: &CaseRow) -> String {
    match &case.assignee {
        Some(by) if by.own => tw(&m::ASSIGNEE_ME.with(&[("name", &by.name)])),
        Some(by) => by.name.clone(),
        None => t(m::ASSIGNEE_NONE).to_owned(),
    }
}

/// The state of a case for the company. It is the company that is waited for.
pub fn state_for_company(case: &CaseRow) -> AnyView {
    let waits = case.state == CaseState::Checked;
    state_called(case, if waits { m::COMPANY_WAITS } else { case.state.text() })
}

/// The state of a case, as a badge, with a mark if it cannot go on.
pub fn state(case: &CaseRow) -> AnyView {
    state_called(case, case.state.text())
}

fn state_called(case: &CaseRow, words: Text) -> AnyView {
    if case.altered {
        return view! { <Altered/> }.into_any();
    }
    if case.ended_altered.is_some() {
        return view! { <Badge tone=Tone::Plain text=t(m::ENDED_ALTERED)/> }.into_any();
    }
    let tone = match case.state {
        CaseState::Done => Tone::Ok,
        CaseState::Closed => Tone::Plain,
        CaseState::Opened | CaseState::Consented => Tone::Warn,
        CaseState::Checked | CaseState::Approved => Tone::Info,
    };
    let barred = case.barred.map(|why| view! { " "<Badge tone=Tone::Danger text=t(why.mark())/> });
    view! { <Badge tone=tone text=t(words)/>{barred} }.into_any()
}

/// Who has ended a case that had been forged, and when.
pub fn ended_altered(case: &CaseRow) -> Option<AnyView> {
    let end = case.ended_altered.as_ref()?;
    let by = tw(&m::ENDED_BY.with(&[("name", &end.by)]));
    Some(view! { <p class="note">{by}" "{date_time(&end.at)}</p> }.into_any())
}

/// What a case is called: by its person, or by its id where nobody knows whom it is about.
pub fn called(case: &CaseRow) -> String {
    tw(&case.called())
}
