//! A letter that did not arrive, shown where whoever caused it looks.

use super::messages as m;
use crate::kit::{Badge, Tone};
use crate::text::{Words, lang, t, tw};
use leptos::prelude::*;

/// Why a letter has not arrived so far.
#[derive(Clone, Debug)]
pub struct Undelivered {
    pub reason: Words,
    /// No further try is made.
    pub given_up: bool,
}

impl Undelivered {
    /// What happened, why, and what to do.
    pub fn view(&self) -> AnyView {
        let (tone, badge, words) = if self.given_up {
            (Tone::Danger, m::UNDELIVERED, m::UNDELIVERED_WHY)
        } else {
            (Tone::Warn, m::DELAYED, m::DELAYED_WHY)
        };
        let why = self.reason.of(lang()).to_owned();
        view! { <Badge tone=tone text=t(badge)/><p class="note">{tw(&words.with(&[("why", &why)]))}</p> }.into_any()
    }
}
