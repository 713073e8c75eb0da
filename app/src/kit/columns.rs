use super::messages as m;
use crate::text::{Text, t};
use leptos::prelude::*;

/// A column that readers may leave out of a list: its name in the address, and its heading.
#[derive(Clone, Copy, Debug)]
pub struct OptionalColumn {
    pub name: &'static str,
    pub label: Text,
}

/// The value in the address that says that columns were chosen. Without it, a form without a tick would show all of them.
pub const CHOSEN: &str = "chosen";

/// The form that chooses the columns of a list. The list's address has the choice, so it needs no script and can be sent to
/// others.
#[component]
pub fn ColumnChoice(
    #[prop(into)] action: String,
    /// The other parameters of the address, which stay.
    keep: Vec<(&'static str, String)>,
    columns: &'static [OptionalColumn],
    /// The names of the columns that the list shows.
    shown: Vec<String>,
) -> AnyView {
    let boxes = columns.iter().map(|column| {
        let ticked = shown.iter().any(|name| name == column.name);
        view! {
            <label>
                <input class="tick" type="checkbox" name="columns" value=column.name checked=ticked/>
                {t(column.label)}
            </label>
        }
    });
    view! {
        <details class="more bar-more u-print-none">
            <summary>{t(m::COLUMNS)}</summary>
            <form class="column-choice" method="get" action=action>
                {kept(keep)}
                <input type="hidden" name="columns" value=CHOSEN/>
                <fieldset>
                    <legend class="u-vh">{t(m::COLUMNS)}</legend>
                    <div class="ticks">{boxes.collect_view()}</div>
                </fieldset>
                <button class="btn btn--small" type="submit">{t(m::COLUMNS_SHOW)}</button>
            </form>
        </details>
    }
    .into_any()
}

/// Hidden fields that keep what the address of a list says beside the form.
pub fn kept(keep: Vec<(&'static str, String)>) -> AnyView {
    let filled = keep.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view().into_any()
}
