use super::{PolicyMark, PolicyMarks};
use crate::frame::Frame;
use leptos::prelude::*;

/// Marks with the statements of the reader's policy that ask for some values of the profile. A value that only the product
/// decides has no mark, and neither has a reader who is not signed in.
#[component]
pub fn Because(
    /// The keys of the values, such as `password.min_length`.
    keys: &'static [&'static str],
) -> AnyView {
    let me = use_context::<Frame>().and_then(|frame| frame.session);
    let marks = me.map(|me| PolicyMark::of(&me.policy, keys)).unwrap_or_default();
    view! { <PolicyMarks marks=marks/> }.into_any()
}
