//! Ticks in the rows of a list, for one action on all of them. The form is elsewhere on the page; the page that it opens
//! names what was ticked.

use crate::messages;
use crate::text::tw;
use leptos::prelude::*;

messages! {
    PICK: "{name}を選択", "Select {name}";
}

/// The box that ticks a row, for the form with the id `form`.
pub fn pick(form: &'static str, id: &str, name: &str) -> AnyView {
    let (id, label) = (id.to_owned(), tw(&PICK.with(&[("name", &name)])));
    view! { <input class="tick pick" type="checkbox" name="id" value=id form=form aria-label=label/> }.into_any()
}
