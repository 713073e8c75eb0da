//! The states of an account as badges, for every list that shows accounts.

use super::api::MemberRow;
use super::messages as m;
use super::states::{Lock, MemberState};
use crate::kit::{Altered, Badge, Tone};
use crate::second_factor::api::StepState;
use crate::text::{t, tw};
use leptos::prelude::*;

/// The state of an account, as badges. What a forged one says is not certain.
pub fn states(row: &MemberRow) -> AnyView {
    if row.altered {
        return view! { <Altered/> }.into_any();
    }
    if row.was_altered {
        return view! { <Badge tone=Tone::Plain text=t(row.state.text())/>" "<Altered/> }.into_any();
    }
    let tone = match row.state {
        MemberState::Active => Tone::Ok,
        MemberState::Suspended => Tone::Warn,
        MemberState::Left => Tone::Plain,
    };
    let locked = row.lock.map(|lock| {
        let tone = if lock == Lock::Whole { Tone::Danger } else { Tone::Warn };
        view! { " "<Badge tone=tone text=t(lock.text())/> }
    });
    let dormant = row.dormant.map(|days| {
        let words = tw(&m::DORMANT.with(&[("n", &days)]));
        view! { " "<Badge tone=Tone::Warn text=words/> }
    });
    view! { <Badge tone=tone text=t(row.state.text())/>{locked}{dormant} }.into_any()
}

pub fn second_factor(state: StepState) -> AnyView {
    let (tone, text) = match state {
        StepState::On => (Tone::Ok, m::ON),
        StepState::Off => (Tone::Plain, m::OFF),
        StepState::Altered => return view! { <Altered/> }.into_any(),
    };
    view! { <Badge tone=tone text=t(text)/> }.into_any()
}

/// A person by name and, if it is known, by address.
pub fn with_address(name: &str, email: &str) -> String {
    if email.is_empty() { name.to_owned() } else { format!("{name} ({email})") }
}
