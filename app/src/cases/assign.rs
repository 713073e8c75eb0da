//! Who works on a case: taking it, taking it over, and giving it back.

use super::api::{Assignee, CaseDetail};
use super::messages as m;
use crate::kit::messages::BACK_OUT;
use crate::kit::{PostButton, PostForm};
use crate::text::{Text, t, tw};
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
        Some(by) => {
            let words = TakeOver {
                action: "/support/cases/assign",
                class: "btn",
                title: m::ASSIGN_OVER,
                ask: m::ASSIGN_OVER_ASK,
            };
            take_over(words, id, by)
        }
    }
}

/// The post that takes a thing over, the look of its button, and what it asks; `{name}` is the person who has the thing.
pub struct TakeOver {
    pub action: &'static str,
    pub class: &'static str,
    pub title: Text,
    pub ask: Text,
}

/// Asks before a thing is taken over from somebody else.
pub fn take_over(words: TakeOver, id: String, by: &Assignee) -> AnyView {
    let TakeOver { action, class, title, ask } = words;
    let (from, ask, title) = (by.id.clone(), tw(&ask.with(&[("name", &by.name)])), t(title));
    view! {
        <button class=class type="button" commandfor="take-over" command="show-modal">{title}</button>
        <dialog class="dialog" id="take-over" aria-labelledby="take-over-title">
            <h2 id="take-over-title">{title}</h2>
            <div class="dialog-body"><p>{ask}</p></div>
            <PostForm action=action class="dialog-acts">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="from" value=from/>
                <button class="btn" type="submit" formmethod="dialog" autofocus>{t(BACK_OUT)}</button>
                <button class="btn btn--primary" type="submit">{title}</button>
            </PostForm>
        </dialog>
    }
    .into_any()
}
