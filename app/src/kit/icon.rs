use crate::frame::Frame;
use leptos::prelude::*;

/// A symbol of the sprite. Always beside a word: it says nothing alone.
#[component]
pub fn Icon(name: &'static str) -> AnyView {
    let sprite = use_context::<Frame>().map(|f| f.assets.icons.clone()).unwrap_or_default();
    view! { <svg class="icon" aria-hidden="true"><use href=format!("{sprite}#{name}")></use></svg> }.into_any()
}
