use crate::frame::Frame;
use leptos::prelude::*;

/// The support desk's address as a link, if the deployment has one.
#[component]
pub fn SupportDesk() -> AnyView {
    let address = use_context::<Frame>().and_then(|frame| frame.support);
    address.map(|address| view! { " "<a href=format!("mailto:{address}")>{address.clone()}</a> }).into_any()
}
