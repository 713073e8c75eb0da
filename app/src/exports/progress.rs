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
    /// The time that is left: `{time}` is filled in with one of the two texts after it, and their `{n}`.
    pub left: String,
    pub minutes: String,
    pub seconds: String,
}

impl Handed for ProgressFacts {
    const ID: &'static str = "progress-lines";

    fn lines(&self) -> Vec<String> {
        let now = [self.id.clone(), self.is_waiting.to_string(), self.done.to_string(), self.total.to_string()];
        let texts = [&self.waiting, &self.running, &self.of, &self.meter, &self.lost];
        let texts = texts.into_iter().chain([&self.left, &self.minutes, &self.seconds]);
        now.into_iter().chain(texts.cloned()).collect()
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
            left: next(lines)?,
            minutes: next(lines)?,
            seconds: next(lines)?,
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
    let ProgressFacts { id, is_waiting, done, total, waiting, running, of, meter, lost, left, minutes, seconds } =
        handed();
    let now = RwSignal::new(Now { waiting: is_waiting, lost: false, done, total });
    let remaining = RwSignal::new(None);
    // The text for screen readers, updated every few seconds and not at every step.
    let spoken = RwSignal::new(String::new());
    listen(&id, now, remaining, spoken, meter.clone(), lost.clone());
    let words = move || match now.get() {
        Now { lost: true, .. } => lost.clone(),
        Now { waiting: true, .. } => waiting.clone(),
        _ => running.clone(),
    };
    view! {
        <p class="meter-line" data-wake="now">
            <span>{words}</span>
            <span class="num"><strong>{move || count(now.get().done)}</strong>{move || now.get().fill(&of)}</span>
            <span class="num meter-left">{move || time_left(remaining.get(), &left, &minutes, &seconds)}</span>
        </p>
        <Meter
            label=move || now.get().fill(&meter)
            part=move || per_cent(now.get().done, now.get().total)
        />
        <p class="u-vh" role="status">{move || spoken.get()}</p>
    }
}

/// The time that is left in words; nothing while it is not known.
fn time_left(remaining: Option<u64>, left: &str, minutes: &str, seconds: &str) -> String {
    let Some(remaining) = remaining else { return String::new() };
    let (unit, n) = if remaining >= 60 { (minutes, remaining.div_ceil(60)) } else { (seconds, remaining) };
    fill(left, &[("time", &fill(unit, &[("n", &n)]))])
}

/// Receives `running 14236 58120` from the server. The badges of the page's head follow the same signal.
#[cfg(feature = "hydrate")]
fn listen(
    id: &str,
    now: RwSignal<Now>,
    remaining: RwSignal<Option<u64>>,
    spoken: RwSignal<String>,
    template: String,
    lost: String,
) {
    use super::pace::Pace;
    use std::cell::Cell;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{EventSource, MessageEvent};

    /// Milliseconds between two figures that are read out.
    const QUIET: f64 = 5000.0;
    let Ok(source) = EventSource::new(&format!("/exports/{id}/progress")) else { return };
    let (heard_from, last_spoken, pace) = (source.clone(), Cell::new(0.0), Cell::new(Pace::default()));
    follow_state(now);
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        let Some((is_open, reached)) = read_progress(&text) else { return };
        now.set(reached);
        let mut moved = pace.get();
        remaining.set(moved.reaches(event.time_stamp(), reached.done, reached.total));
        pace.set(moved);
        if !is_open {
            heard_from.close();
            drop(window().location().reload());
        } else if event.time_stamp() - last_spoken.get() >= QUIET {
            last_spoken.set(event.time_stamp());
            spoken.set(reached.fill(&template));
        }
    });
    source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    notice_loss(&source, now, spoken, lost);
}

/// Reads a line of the server: whether the export goes on, and how far it is.
#[cfg(feature = "hydrate")]
fn read_progress(text: &str) -> Option<(bool, Now)> {
    use super::api::ExportState;

    let mut words = text.split(' ');
    let state = words.next().and_then(ExportState::from_code)?;
    let mut number = || -> Option<u64> { words.next()?.parse().ok() };
    let (done, total) = (number()?, number()?);
    Some((state.is_open(), Now { waiting: state == ExportState::Waiting, lost: false, done, total }))
}

/// Says when no more changes will come. The browser reconnects by itself, unless the stream is closed for good (signed
/// out, refused).
#[cfg(feature = "hydrate")]
fn notice_loss(source: &web_sys::EventSource, now: RwSignal<Now>, spoken: RwSignal<String>, lost: String) {
    use wasm_bindgen::{JsCast, closure::Closure};

    let watched = source.clone();
    let failed = Closure::<dyn Fn()>::new(move || {
        if watched.ready_state() == web_sys::EventSource::CLOSED {
            now.update(|now| now.lost = true);
            spoken.set(lost.clone());
        }
    });
    source.set_onerror(Some(failed.as_ref().unchecked_ref()));
    failed.forget();
}

/// Shows the badge of the state that the bar shows.
#[cfg(feature = "hydrate")]
fn follow_state(now: RwSignal<Now>) {
    Effect::new(move |_| {
        let waiting = now.get().waiting;
        for (id, hidden) in [("state-waiting", !waiting), ("state-running", waiting)] {
            if let Some(badge) = document().get_element_by_id(id) {
                drop(badge.toggle_attribute_with_force("hidden", hidden));
            }
        }
    });
}

#[cfg(not(feature = "hydrate"))]
fn listen(
    _id: &str,
    _now: RwSignal<Now>,
    _remaining: RwSignal<Option<u64>>,
    _spoken: RwSignal<String>,
    _template: String,
    _lost: String,
) {
}

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
            left: "残り 約{time}".into(),
            minutes: "{n}分".into(),
            seconds: "{n}秒".into(),
        };
        assert_eq!(ProgressFacts::from_text(&told.to_text()), Some(told));
        assert_eq!(ProgressFacts::from_text("0197\nfalse\nmany"), None);
    }

    #[test]
    fn the_time_left_is_told_in_minutes_from_one_minute_on() {
        let told = |remaining| time_left(remaining, "残り 約{time}", "{n}分", "{n}秒");
        assert_eq!([told(None), told(Some(50)), told(Some(61))], ["", "残り 約50秒", "残り 約2分"]);
    }
}
