//! Buttons that take something from a page: copy, save, print. They need a script (`frontend/js/boot.js`), so they are hidden
//! without one; the text itself can always be selected.

use super::{Icon, messages as m};
use crate::text::{t, tw};
use leptos::prelude::*;

/// Copies a text, such as an id, a key or a hash, and says so. `label` names the text, for people who hear the button.
#[component]
pub fn Copy(
    #[prop(into)] text: String,
    #[prop(into)] label: String,
    /// True for a button among others; otherwise a small one at the end of a line.
    #[prop(optional)]
    large: bool,
) -> AnyView {
    let name = tw(&m::COPY_OF.with(&[("what", &label)]));
    view! {
        <span class="copy">
            <button
                class=if large { "btn" } else { "copy-btn" }
                type="button"
                data-copy=text
                data-said=t(m::COPIED)
                data-failed=t(m::NOT_COPIED)
                aria-label=name
                hidden
            >
                <Icon name="copy"/>{t(m::COPY)}
            </button>
        </span>
    }
    .into_any()
}

/// Saves a text as a file of this name.
#[component]
pub fn SaveText(#[prop(into)] text: String, #[prop(into)] file: String) -> AnyView {
    view! {
        <button class="btn" type="button" data-save=text data-file=file hidden><Icon name="download"/>{t(m::SAVE_TEXT)}</button>
    }
    .into_any()
}

/// Prints the page.
#[component]
pub fn Print() -> AnyView {
    view! { <button class="btn" type="button" data-print="" hidden><Icon name="printer"/>{t(m::PRINT)}</button> }
        .into_any()
}
