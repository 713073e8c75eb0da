//! The results of entries, as badges and for a filter.

use super::api::LogResult;
use crate::kit::{Badge, Tone};
use crate::text::t;
use leptos::prelude::*;

/// The results in the filter.
pub fn results(all: &[LogResult]) -> Vec<(String, String)> {
    all.iter().map(|result| (result.code().to_owned(), t(result.text()).to_owned())).collect()
}

/// A result as a badge.
pub fn result(result: LogResult) -> AnyView {
    let tone = match result {
        LogResult::Success => Tone::Ok,
        LogResult::Failure | LogResult::Noticed => Tone::Danger,
        LogResult::Denied => Tone::Warn,
    };
    view! { <Badge tone=tone text=t(result.text())/> }.into_any()
}
