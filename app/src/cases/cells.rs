//! Cells that the desk's lists share: state, waiting time, deadline.

use super::api::CaseRow;
use super::messages as m;
use super::states::{CaseState, by_id};
use crate::kit::{Altered, Badge, Tone, When, date_time};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

pub const PATH: &str = "/support/cases";

/// The time of the request, and the waiting time.
pub fn asked(at: &When, waited: &Words) -> AnyView {
    view! { <div>{date_time(at)}<p class="note">{t(m::WAITED)}" "{tw(waited)}</p></div> }.into_any()
}

/// The deadline, marked if it has passed.
pub fn due(at: &When, late: bool) -> AnyView {
    let late = late.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::LATE)/> });
    view! { <div>{date_time(at)}{late}</div> }.into_any()
}

/// The state of a case, as a badge, with a mark if it cannot go on.
pub fn state(case: &CaseRow) -> AnyView {
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
    view! { <Badge tone=tone text=t(case.state.text())/>{barred} }.into_any()
}

/// Who has ended a case that had been forged, and when.
pub fn ended_altered(case: &CaseRow) -> Option<AnyView> {
    let end = case.ended_altered.as_ref()?;
    let by = tw(&m::ENDED_BY.with(&[("name", &end.by)]));
    Some(view! { <p class="note">{by}" "{date_time(&end.at)}</p> }.into_any())
}

/// What a case is called: by its person, or by its id where nobody knows whom it is about.
pub fn called(case: &CaseRow) -> String {
    if case.is_certain() { case.name.clone() } else { tw(&by_id(&case.id)) }
}
