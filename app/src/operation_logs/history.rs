//! The way from a thing to its entries in the log, for the pages of other features.

use super::api::VIEW;
use super::messages as m;
use crate::frame::Frame;
use crate::kit::{Icon, link};
use crate::text::t;
use leptos::prelude::*;

/// The address of the entries about one thing: `what` is its name as the log shows it (a customer ID, an email address, a
/// file name), or its id.
pub fn object_log_path(what: &str) -> String {
    link("/operation-logs", &[("q", what)], None)
}

/// A link to the entries about one thing, for those who may see the log. Staff have no page for it.
pub fn object_log(what: &str) -> AnyView {
    let may = use_context::<Frame>().and_then(|frame| frame.session).is_some_and(|me| me.may(VIEW));
    if !may {
        return ().into_any();
    }
    view! { <a class="btn" href=object_log_path(what)><Icon name="scroll-text"/>{t(m::OBJECT_LOG)}</a> }.into_any()
}
