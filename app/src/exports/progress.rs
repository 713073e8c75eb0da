//! Live progress of an export. Without script the page shows the progress at loading time.

use crate::kit::{Handed, Lines, Meter, count, handed, next, per_cent};
use crate::text::fill;
use leptos::prelude::*;

/// The export, and the texts in the page's language; `{done}`, `{total}` and `{percent}` are filled in as the figures
/// change.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProgressFacts {
    pub id: String,
    pub is_waiting: bool,
    pub done: u64,
    pub total: u64,
    pub waiting: String,
    pub running: String,
    /// The text after the number of finished rows.
    pub of: String,
    pub meter: String,
    /// The text when no more changes will come.
    pub lost: String,
}

impl Handed for ProgressFacts {
    const ID: &'static str = "progress-lines";

    fn lines(&self) -> Vec<String> {
        let now = [self.id.clone(), self.is_waiting.to_string(), self.done.to_string(), self.total.to_string()];
        let texts = [&self.waiting, &self.running, &self.of, &self.meter, &self.lost];
        now.into_iter().chain(texts.into_iter().cloned()).collect()
    }

    fn from_lines(lines: &mut Lines) -> Option<ProgressFacts> {
        Some(ProgressFacts {
            id: next(lines)?,
            is_waiting: next(lines)?,
            done: next(lines)?,
            total: next(lines)?,
            waiting: next(lines)?,
            running: next(lines)?,
            of: next(lines)?,
            meter: next(lines)?,
            lost: next(lines)?,
        })
    }
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
        let (done, total, percent) = (count(self.done), count(self.total), percent.trim_end_matches('%'));
        fill(template, &[("done", &done), ("total", &total), ("percent", &percent)])
    }
}

/// Follows an export. When it is over, reloads the page, which then offers the file.
#[island]
pub fn ExportProgress() -> impl IntoView {
    let ProgressFacts { id, is_waiting, done, total, waiting, running, of, meter, lost } = handed();
    let now = RwSignal::new(Now { waiting: is_waiting, lost: false, done, total });
    // The text for screen readers, updated every few seconds and not at every step.
    let spoken = RwSignal::new(String::new());
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
            label=move || now.get().fill(&meter)
            part=move || per_cent(now.get().done, now.get().total)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_reads_what_the_page_handed_over() {
        let told = ProgressFacts {
            id: "0197".into(),
            is_waiting: true,
            done: 14_236,
            total: u64::MAX,
            waiting: "順番待ち".into(),
            running: "Running".into(),
            of: " of {total} rows ({percent} %)".into(),
            meter: "{percent} %".into(),
            lost: String::new(),
        };
        assert_eq!(ProgressFacts::from_text(&told.to_text()), Some(told));
        assert_eq!(ProgressFacts::from_text("0197\nfalse\nmany"), None);
    }
}
