//! Ticks in the rows of a list, for one action on all of them. The form is elsewhere on the page; the page that it opens
//! names what was ticked.

use crate::messages;
use crate::text::{t, tw};
use leptos::prelude::*;

messages! {
    PICK: "{name}を選択", "Select {name}";
    PICK_ALL: "このページのすべてを選択", "Select all on this page";
}

/// The box that ticks a row, for the form with the id `form`.
pub fn pick(form: &'static str, id: &str, name: &str) -> AnyView {
    let (id, label) = (id.to_owned(), tw(&PICK.with(&[("name", &name)])));
    view! { <input class="tick pick" type="checkbox" name="id" value=id form=form aria-label=label/> }.into_any()
}

/// The box in the head of the table that ticks all rows of the page. `pick.js` shows it; it is no field of the form, so that
/// nobody is chosen without a tick of their own.
pub fn pick_all(form: &'static str) -> AnyView {
    view! {
        <label class="pick-all" hidden>
            <input class="tick" type="checkbox" data-pick-all=form autocomplete="off"/>
            <span>{t(PICK_ALL)}</span>
        </label>
    }
    .into_any()
}
