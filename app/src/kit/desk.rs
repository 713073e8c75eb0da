use crate::frame::Frame;
use crate::text::{Text, t};
use leptos::prelude::*;

/// The support desk's address as a link, if the deployment has one.
#[component]
pub fn SupportDesk() -> AnyView {
    let address = use_context::<Frame>().and_then(|frame| frame.support);
    address.map(|address| view! { " "<a href=format!("mailto:{address}")>{address.clone()}</a> }).into_any()
}

/// True if the page is shown to a member of staff. They are the desk themselves, and belong to no company.
pub fn is_for_staff() -> bool {
    use_context::<Frame>().and_then(|frame| frame.session).is_some_and(|me| me.role.is_staff())
}

/// Whom to tell: the words for a company's people, or those for staff.
pub fn told(members: Text, staff: Text) -> &'static str {
    t(if is_for_staff() { staff } else { members })
}
