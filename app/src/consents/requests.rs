//! How requests for access are shown, on both sides.

use super::api::{AccessRequest, ServedCase};
use super::messages as m;
use super::scope::scopes;
use super::states::RequestState;
use crate::kit::{Badge, Tone, date_time, id_end, short_name};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The state of a request.
pub fn state(state: RequestState) -> AnyView {
    let tone = match state {
        RequestState::Waiting => Tone::Warn,
        RequestState::Allowed => Tone::Ok,
        RequestState::Declined | RequestState::Withdrawn | RequestState::Lapsed => Tone::Plain,
    };
    view! { <Badge tone=tone text=t(state.text())/> }.into_any()
}

/// Hours in words.
pub fn hours(n: u32) -> String {
    tw(&m::HOUR.with(&[("n", &n)]))
}

/// The hours that a form begins with: four, or the most there are if that is less. `from` ascends.
pub fn usual_hours(from: &[u32]) -> String {
    let usual = from.iter().find(|n| **n == 4).or(from.last());
    usual.map(ToString::to_string).unwrap_or_default()
}

/// What a case is called: by its number, or by its id if it has none.
pub fn called(case: &ServedCase) -> String {
    if case.number.is_empty() { tw(&m::CALLED.with(&[("end", &id_end(&case.id))])) } else { case.number.clone() }
}

/// What is asked for. The case is named by a link to its page, whose start is given: the two sides have different pages.
pub fn facts(request: &AccessRequest, case: impl Fn(&str) -> String) -> AnyView {
    let case = request.case.as_ref().map(|served| {
        view! { <dt>{t(m::CASE)}</dt><dd><a href=case(&served.id)>{called(served)}</a></dd> }
    });
    view! {
        <dl class="kv">
            <dt>{t(m::ASKED_BY)}</dt><dd class="name">{request.asked_by.clone()}</dd>
            <dt>{t(m::ASK_SCOPES)}</dt><dd>{scopes(&request.scopes)}</dd>
            <dt>{t(m::REASON)}</dt><dd>{request.reason.clone()}</dd>
            <dt>{t(m::ASK_HOURS)}</dt><dd>{hours(request.hours)}</dd>
            {case}
            <dt>{t(m::ASKED_AT)}</dt><dd>{date_time(&request.asked)}</dd>
            <dt>{t(m::ANSWER_UNTIL)}</dt><dd>{date_time(&request.until)}</dd>
        </dl>
    }
    .into_any()
}

/// The answer to a request, if there is one.
pub fn answer(request: &AccessRequest) -> AnyView {
    let who = (!request.answered_by.is_empty()).then(|| view! { {short_name(&request.answered_by)}" " });
    let when = request.answered.as_ref().map(date_time);
    let why = request.why.clone().map(|why| view! { <p class="note">{why}</p> });
    view! { {who}{when}{why} }.into_any()
}
