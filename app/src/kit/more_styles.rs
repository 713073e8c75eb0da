use crate::frame::Frame;
use leptos::prelude::*;

/// The styles that only some pages need: steps, time lines, long texts, sheets, places to drop a file. What is drawn with them
/// asks for them, so that other pages load less; browsers load them once.
pub fn more_styles() -> Option<AnyView> {
    let css = use_context::<Frame>()?.assets.more_css.clone();
    Some(view! { <link rel="stylesheet" href=css/> }.into_any())
}
