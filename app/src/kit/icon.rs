use crate::frame::Frame;
use leptos::prelude::*;

/// A symbol from the sprite. It always stands beside a word, because it has no name of its own.
#[component]
pub fn Icon(name: &'static str) -> AnyView {
    let sprite = use_context::<Frame>().map(|f| f.assets.icons.clone()).unwrap_or_default();
    view! { <svg class="icon" aria-hidden="true"><use href=format!("{sprite}#{name}")></use></svg> }.into_any()
}
