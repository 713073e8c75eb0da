//! The entries of a thread, oldest first, as both sides read them.

use super::api::{InquiryThread, ThreadEntry};
use super::messages as m;
use super::states::ThreadSide;
use crate::kit::{Badge, Confirm, IconBadge, Panel, Tone, Unreadable, date_time};
use crate::text::{t, tw};
use leptos::prelude::*;

pub fn panel(entries: &[ThreadEntry]) -> AnyView {
    // An inquiry has at least its question, unless it cannot be read.
    let shown = if entries.is_empty() {
        view! { <p><Unreadable/></p> }.into_any()
    } else {
        view! { <ol class="list list--two">{entries.iter().map(one).collect_view()}</ol> }.into_any()
    };
    view! { <Panel id="h-thread" title=t(m::THREAD)>{shown}</Panel> }.into_any()
}

fn one(entry: &ThreadEntry) -> AnyView {
    let from = match entry.side {
        ThreadSide::Company => ().into_any(),
        ThreadSide::Support => {
            view! { <IconBadge tone=Tone::Info icon="headset" text=t(m::OF_SUPPORT)/>" " }.into_any()
        }
        ThreadSide::Note => view! { <Badge tone=Tone::Plain text=t(m::OF_NOTE)/>" " }.into_any(),
    };
    view! {
        <li>
            <div>
                <p class="note">{from}<span class="name">{entry.by.clone()}</span>" "{date_time(&entry.at)}</p>
                {text(entry)}
            </div>
        </li>
    }
    .into_any()
}

/// The text with its line breaks, never as markup (BP-13).
fn text(entry: &ThreadEntry) -> AnyView {
    if entry.missing {
        return view! { <p class="u-muted">{t(m::ENTRY_GONE)}</p> }.into_any();
    }
    match &entry.text {
        Some(text) => view! { <p class="u-pre">{text.clone()}</p> }.into_any(),
        None => view! { <p><Unreadable/></p> }.into_any(),
    }
}

/// Asks before an inquiry is closed.
pub fn closing(found: &InquiryThread, action: &'static str) -> AnyView {
    let (id, named) = (found.row.id.clone(), tw(&found.row.title()));
    view! {
        <div class="u-mt">
            <Confirm id="close" opener=t(m::CLOSE) title=t(m::CLOSE) verb=t(m::CLOSE) action=action of=id calm=true>
                <p>{t(m::CLOSE_ASK)}</p>
                <ul><li>{named}</li></ul>
            </Confirm>
        </div>
    }
    .into_any()
}
