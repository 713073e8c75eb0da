use super::{Icon, messages as m};
use crate::text::t;
use leptos::prelude::*;

/// The tone of a badge or notice. A word repeats its meaning, so that it does not depend on colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    Ok,
    Warn,
    Danger,
    Info,
    Plain,
}

impl Tone {
    pub(super) fn badge(self) -> &'static str {
        match self {
            Tone::Ok => "badge badge--ok",
            Tone::Warn => "badge badge--warn",
            Tone::Danger => "badge badge--danger",
            Tone::Info => "badge badge--info",
            Tone::Plain => "badge badge--plain",
        }
    }

    pub(super) fn icon(self) -> &'static str {
        match self {
            Tone::Ok => "check",
            Tone::Warn => "triangle-alert",
            Tone::Danger => "circle-alert",
            Tone::Info => "clock",
            Tone::Plain => "",
        }
    }
}

/// A state in one word, with its icon.
#[component]
pub fn Badge(tone: Tone, #[prop(into)] text: String) -> AnyView {
    view! {
        <span class=tone.badge()>
            {(tone != Tone::Plain).then(|| view! { <Icon name=tone.icon()/> })}
            {text}
        </span>
    }
    .into_any()
}

/// A kind in one word, with an icon of its own.
#[component]
pub fn IconBadge(tone: Tone, icon: &'static str, #[prop(into)] text: String) -> AnyView {
    view! { <span class=tone.badge()><Icon name=icon/>{text}</span> }.into_any()
}

/// Marks a forged value that cannot be read.
#[component]
pub fn Unreadable() -> AnyView {
    view! { <Badge tone=Tone::Danger text=t(m::UNREADABLE)/> }.into_any()
}

/// A stored text, or the mark if it cannot be read.
pub fn stored(text: Option<String>) -> AnyView {
    match text {
        Some(text) => text.into_any(),
        None => view! { <Unreadable/> }.into_any(),
    }
}

/// Marks a forged row: it has no effect and can only be ended.
#[component]
pub fn Altered() -> AnyView {
    view! { <Badge tone=Tone::Danger text=t(m::ALTERED)/> }.into_any()
}
