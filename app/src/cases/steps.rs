//! The steps of a case in a row: which are done, and which is next.

use super::api::CaseDetail;
use super::messages as m;
use super::states::CaseState;
use crate::kit::more_styles;
use crate::text::{Text, t};
use leptos::prelude::*;

/// Nothing for a case that is forged, or was when it ended: nobody knows which steps were taken. Nothing either for one that was
/// ended without a reset, whose history says how far it came.
pub fn row(case: &CaseDetail) -> Option<AnyView> {
    let ended = case.row.state == CaseState::Closed;
    if !case.row.is_certain() || ended {
        return None;
    }
    let done = done(case);
    let consent = if case.cooling_until.is_some() { m::STEP_COOLING } else { m::STEP_CONSENT };
    let all = [m::STEP_REQUEST, m::STEP_CHECK, consent, m::STEP_APPROVAL, m::STEP_RESET];
    let items = all.into_iter().enumerate().map(|(nth, step)| one(step, nth < done, nth == done));
    Some(view! { {more_styles()}<ol class="steps" aria-label=t(m::STEPS)>{items.collect_view()}</ol> }.into_any())
}

/// How many steps are done.
fn done(case: &CaseDetail) -> usize {
    match case.row.state {
        CaseState::Opened => 1,
        CaseState::Checked if case.cooling_until.is_some() && case.cooled => 3,
        CaseState::Checked => 2,
        CaseState::Consented => 3,
        CaseState::Approved => 4,
        CaseState::Done | CaseState::Closed => 5,
    }
}

fn one(step: Text, done: bool, next: bool) -> AnyView {
    let (class, words) = match (done, next) {
        (true, _) => (Some("steps-done"), Some(t(m::STEP_IS_DONE))),
        (false, true) => (Some("steps-now"), Some(t(m::STEP_IS_NEXT))),
        (false, false) => (None, None),
    };
    let current = next.then_some("step");
    view! { <li class=class aria-current=current><strong>{t(step)}</strong>" "{words}</li> }.into_any()
}
