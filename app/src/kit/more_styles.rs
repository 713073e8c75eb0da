use leptos::prelude::*;

/// The address of the styles that only some pages need. The document provides it.
#[derive(Clone)]
pub struct MoreCss(pub String);

/// Those styles: steps, time lines, long texts, sheets, places to drop a file. What is drawn with them asks for them, so that
/// other pages load less; browsers load them once.
pub fn more_styles() -> Option<AnyView> {
    let MoreCss(css) = use_context::<MoreCss>()?;
    Some(view! { <link rel="stylesheet" href=css/> }.into_any())
}
