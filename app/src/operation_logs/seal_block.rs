//! What the program has verified of the log, above the list.

use super::api::{LogRow, LogSeal, SealState};
use super::messages as m;
use crate::kit::more_styles;
use crate::kit::{date_time, told};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// The page about verification that belongs to a log page. Staff who look at a company's log have none.
pub fn verify_path(path: &str) -> Option<&'static str> {
    match path {
        "/operation-logs" => Some("/operation-logs/verify"),
        "/support/logs" => Some("/support/logs/verify"),
        _ => None,
    }
}

/// The seal: verified, not yet, or not as the program has written it.
pub fn seal_block(seal: &LogSeal, how: Option<&'static str>) -> AnyView {
    let how = how.map(|how| view! { <span class="u-print-none">" / "<a href=how>{t(m::HOW)}</a></span> });
    let altered = matches!(seal.state, SealState::Altered);
    let class = if altered { "proof-seal log-seal log-seal--altered" } else { "proof-seal log-seal" };
    view! {
        {more_styles()}
        <section class=class aria-labelledby="h-seal">
            {stamp()}
            <div>
                <h2 id="h-seal">{t(title(&seal.state))}</h2>
                <p class="note">{newest(seal)}{what(seal)}{how}</p>
            </div>
        </section>
    }
    .into_any()
}

fn title(state: &SealState) -> Text {
    match state {
        SealState::Verified { .. } => m::SEAL_VERIFIED,
        SealState::Waiting => m::SEAL_WAITING,
        SealState::Altered => m::SEAL_ALTERED,
    }
}

fn newest(seal: &LogSeal) -> String {
    if seal.newest == 0 { t(m::SEAL_EMPTY).to_owned() } else { tw(&m::NEWEST.with(&[("seq", &seal.newest)])) }
}

/// What was verified, and when; or what to do.
fn what(seal: &LogSeal) -> AnyView {
    match &seal.state {
        SealState::Waiting => view! { " "{t(m::WAITING_HINT)} }.into_any(),
        SealState::Altered => view! { " "{told(m::ALTERED_HINT, m::ALTERED_HINT_STAFF)} }.into_any(),
        SealState::Verified { to, .. } if *to == 0 => ().into_any(),
        SealState::Verified { to, at } => {
            let words = tw(&m::VERIFIED_TO.with(&[("seq", to)]));
            let checkpoint = seal.checkpoint.filter(|seq| seq <= to);
            let checkpoint = checkpoint.map(|seq| view! { " / "{tw(&m::WITH_CHECKPOINT.with(&[("seq", &seq)]))} });
            view! { " / "{words}{date_time(at)}{checkpoint} }.into_any()
        }
    }
}

fn stamp() -> AnyView {
    view! {
        <svg class="proof-stamp" viewBox="0 0 56 56" aria-hidden="true">
            <path fill="none" stroke="currentColor" stroke-width="3" d="M3 3h50v50H3z"/>
            <path fill="currentColor" d="M11 17h34v4H11zM16 12h4v32h-4zM36 12h4v32h-4zM20 26h16v2.500H20zM26 32h4v12h-4z"/>
        </svg>
    }
    .into_any()
}

/// What identifies the log on paper: the number of its newest entry, and the hash of the first one that is printed.
pub fn printed_seal(seal: &LogSeal, first: Option<&LogRow>) -> Option<AnyView> {
    let first = first?;
    let numbers = m::SEAL_NUMBERS.with(&[("newest", &seal.newest), ("seq", &first.seq), ("hash", &first.hash)]);
    let line = view! {
        <dl class="print-head u-screen-none"><dt>{t(m::SEAL_PRINTED)}</dt><dd>{tw(&numbers)}</dd></dl>
    };
    Some(line.into_any())
}
