//! Live progress of an export. Without script the page shows the progress at loading time.

use crate::kit::{Meter, count, per_cent};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Texts in the page's language; `{done}`, `{total}` and `{percent}` are filled in as the figures change.
#[derive(Clone, Serialize, Deserialize)]
pub struct ProgressTexts {
    pub waiting: String,
    pub running: String,
    /// The text after the number of finished rows.
    pub of: String,
    pub meter: String,
    /// The text when no more changes will come.
    pub lost: String,
}

/// The current progress.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Now {
    waiting: bool,
    /// True if no more changes will come.
    lost: bool,
    done: u64,
    total: u64,
}

impl Now {
    fn fill(self, template: &str) -> String {
        let percent = per_cent(self.done, self.total);
        template
            .replace("{done}", &count(self.done))
            .replace("{total}", &count(self.total))
            .replace("{percent}", percent.trim_end_matches('%'))
    }
}

/// Follows an export. When it is over, reloads the page, which then offers the file.
#[island]
pub fn ExportProgress(id: String, waiting: bool, done: u64, total: u64, texts: ProgressTexts) -> impl IntoView {
    let now = RwSignal::new(Now { waiting, lost: false, done, total });
    // The text for screen readers, updated every few seconds and not at every step.
    let spoken = RwSignal::new(String::new());
    let ProgressTexts { waiting, running, of, meter, lost } = texts;
    listen(&id, now, spoken, meter.clone(), lost.clone());
    let words = move || match now.get() {
        Now { lost: true, .. } => lost.clone(),
        Now { waiting: true, .. } => waiting.clone(),
        _ => running.clone(),
    };
    view! {
        <p class="meter-line" data-wake="now">
            <span>{words}</span>
            <span class="num"><strong>{move || count(now.get().done)}</strong>{move || now.get().fill(&of)}</span>
        </p>
        <Meter
            label=Signal::derive(move || now.get().fill(&meter))
            part=Signal::derive(move || per_cent(now.get().done, now.get().total))
        />
        <p class="u-vh" role="status">{move || spoken.get()}</p>
    }
}

/// Receives `running 14236 58120` from the server.
#[cfg(feature = "hydrate")]
fn listen(id: &str, now: RwSignal<Now>, spoken: RwSignal<String>, template: String, lost: String) {
    use super::api::ExportState;
    use std::cell::Cell;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{EventSource, MessageEvent};

    /// Milliseconds between two figures that are read out.
    const QUIET: f64 = 5000.0;
    let Ok(source) = EventSource::new(&format!("/exports/{id}/progress")) else { return };
    let (heard_from, last_spoken) = (source.clone(), Cell::new(0.0));
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        let mut words = text.split(' ');
        let state = words.next().and_then(ExportState::from_code);
        let mut number = || words.next().and_then(|n| n.parse().ok());
        let (Some(state), Some(done), Some(total)) = (state, number(), number()) else { return };
        let reached = Now { waiting: state == ExportState::Waiting, lost: false, done, total };
        now.set(reached);
        if !state.is_open() {
            heard_from.close();
            drop(window().location().reload());
        } else if event.time_stamp() - last_spoken.get() >= QUIET {
            last_spoken.set(event.time_stamp());
            spoken.set(reached.fill(&template));
        }
    });
    source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    // The browser reconnects by itself, unless the stream is closed for good (signed out, refused).
    let watched = source.clone();
    let failed = Closure::<dyn Fn()>::new(move || {
        if watched.ready_state() == EventSource::CLOSED {
            now.update(|now| now.lost = true);
            spoken.set(lost.clone());
        }
    });
    source.set_onerror(Some(failed.as_ref().unchecked_ref()));
    failed.forget();
}

#[cfg(not(feature = "hydrate"))]
fn listen(_id: &str, _now: RwSignal<Now>, _spoken: RwSignal<String>, _template: String, _lost: String) {}
