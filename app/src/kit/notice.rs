use super::{Icon, SupportDesk, Tone, messages as m};
use crate::frame::Frame;
use crate::permission::Role;
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// A notice in the flow of the page.
#[component]
pub fn Notice(tone: Tone, children: Children) -> AnyView {
    let class = match tone {
        Tone::Warn => "notice notice--warn",
        Tone::Danger => "notice notice--danger",
        Tone::Ok => "notice notice--ok",
        Tone::Info | Tone::Plain => "notice",
    };
    let icon = match tone {
        Tone::Info | Tone::Plain => "info",
        other => other.icon(),
    };
    view! { <div class=class><Icon name=icon/><div>{children()}</div></div> }.into_any()
}

/// Shown instead of an empty list: what the list is for, and what to do next.
#[component]
pub fn Empty(#[prop(into)] title: String, children: Children) -> AnyView {
    view! { <div class="empty"><p class="empty-title">{title}</p>{children()}</div> }.into_any()
}

/// Explains the badge `Altered`: on the page of the forged row, or above a list with such rows. `can` is the text of
/// the only button that such a row has, if the row is not over and the viewer may press it.
#[component]
pub fn AlteredNotice(can: Option<Text>) -> AnyView {
    let words = can.map_or_else(|| m::ALTERED_OVER.into(), |button| m::ALTERED_MORE.naming(button, &[]));
    view! { <Notice tone=Tone::Danger><p>{tw(&words)}</p><AlteredNext/></Notice> }.into_any()
}

/// What the viewer can do about a forged row. Staff ask the operator of the console. A company's people do not see the
/// provider's log, and the desk alone does not either.
#[component]
pub fn AlteredNext() -> AnyView {
    let role = use_context::<Frame>().and_then(|frame| frame.session).map(|me| me.role);
    let when = match role {
        Some(Role::Support) => m::ALTERED_LOG,
        Some(Role::Desk) => m::ALTERED_LOG_ASK,
        _ => return view! { <p>{t(m::ALTERED_ASK)}<SupportDesk/></p> }.into_any(),
    };
    view! { <p>{t(m::ALTERED_WHO)}</p><p>{tw(&when.naming(m::PROVIDER_LOG, &[]))}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_named_as_it_is_shown() {
        for words in [m::ALTERED_MORE, m::ALTERED_OVER] {
            assert!(words.ja.contains(&format!("「{}」", m::ALTERED.ja)), "{}", words.ja);
            assert!(words.en.contains(&format!("“{}”", m::ALTERED.en)), "{}", words.en);
        }
    }
}
