//! A letter that was not delivered, shown to the people who caused it.

use super::messages as m;
use crate::kit::{Badge, Tone};
use crate::text::{Words, lang, t, tw};
use leptos::prelude::*;

/// Why a letter is not delivered yet.
#[derive(Clone, Debug)]
pub struct Undelivered {
    pub reason: Words,
    /// True if there will be no further try.
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
