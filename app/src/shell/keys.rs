//! The help on the console's keys. `keys.js` opens it on `?`; a button in the footer does without script.

use super::places::screens;
use crate::kit::messages as k;
use crate::page::SessionSummary;
use crate::palette::OPEN;
use crate::text::t;
use leptos::prelude::*;

/// The button that opens the help.
pub fn opener() -> AnyView {
    view! { <button class="link-btn" type="button" commandfor="help-keys" command="show-modal">{t(k::KEYS)}</button> }
        .into_any()
}

/// The dialog with all keys that work for a person.
pub fn help(me: &SessionSummary) -> AnyView {
    let pages = screens(me).map(|screen| {
        view! { <dt><kbd>"g"</kbd>" "<kbd>{screen.key}</kbd></dt><dd>{t(screen.title)}</dd> }
    });
    view! {
        <dialog class="dialog" id="help-keys" aria-labelledby="help-keys-title">
            <h2 id="help-keys-title">{t(k::KEYS)}</h2>
            <div class="dialog-body">
                <dl class="kv kv--tight">
                    <dt><kbd>"?"</kbd></dt><dd>{t(k::KEYS)}</dd>
                    <dt><kbd>"/"</kbd></dt><dd>{t(k::KEYS_SEARCH)}</dd>
                    <dt><kbd>"j"</kbd>" "<kbd>"k"</kbd></dt><dd>{t(k::KEYS_ROWS)}</dd>
                    <dt><kbd data-apple="⌘K">"Ctrl K"</kbd></dt><dd>{t(OPEN)}</dd>
                    {pages.collect_view()}
                </dl>
                <p class="note">{t(k::KEYS_OFF)}" "<a href="/account#h-display">{t(k::KEYS_OFF_OPEN)}</a></p>
            </div>
            <form class="dialog-acts" method="dialog"><button class="btn" type="submit" autofocus>{t(k::CLOSE)}</button></form>
        </dialog>
    }
    .into_any()
}
