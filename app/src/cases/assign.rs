//! Who works on a case: taking it, taking it over, and giving it back.

use super::api::{Assignee, CaseDetail};
use super::messages as m;
use crate::kit::messages::BACK_OUT;
use crate::kit::{PostButton, PostForm};
use crate::text::{t, tw};
use leptos::prelude::*;

/// What the viewer can do about who has the case, while the case is open.
pub fn buttons(case: &CaseDetail) -> Option<AnyView> {
    let open = case.row.state.is_open() && case.row.is_certain();
    open.then(|| act(case))
}

fn act(case: &CaseDetail) -> AnyView {
    let id = case.row.id.clone();
    match &case.row.assignee {
        None => view! {
            <PostButton action="/support/cases/assign" id=id class="btn">{t(m::ASSIGN)}</PostButton>
        }
        .into_any(),
        Some(by) if by.own => view! {
            <PostButton action="/support/cases/unassign" id=id class="btn">{t(m::UNASSIGN)}</PostButton>
        }
        .into_any(),
        Some(by) => take_over(id, by),
    }
}

/// Asks before a case is taken over from somebody else.
fn take_over(id: String, by: &Assignee) -> AnyView {
    let (from, ask) = (by.id.clone(), tw(&m::ASSIGN_OVER_ASK.with(&[("name", &by.name)])));
    view! {
        <button class="btn" type="button" commandfor="take-over" command="show-modal">{t(m::ASSIGN_OVER)}</button>
        <dialog class="dialog" id="take-over" aria-labelledby="take-over-title">
            <h2 id="take-over-title">{t(m::ASSIGN_OVER)}</h2>
            <div class="dialog-body"><p>{ask}</p></div>
            <PostForm action="/support/cases/assign" class="dialog-acts">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="from" value=from/>
                <button class="btn" type="submit" formmethod="dialog" autofocus>{t(BACK_OUT)}</button>
                <button class="btn btn--primary" type="submit">{t(m::ASSIGN_OVER)}</button>
            </PostForm>
        </dialog>
    }
    .into_any()
}
