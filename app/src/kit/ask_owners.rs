//! Names the people who can give a missing permission: the owners of the person's own company.

use crate::messages;
use crate::text::{Text, t};
use leptos::prelude::*;

messages! {
    BETWEEN: "、", ", ";
}

/// A sentence that ends in a colon, and the names of the owners. Without names there is nothing.
#[component]
pub fn AskOwners(words: Text, owners: Vec<String>) -> AnyView {
    if owners.is_empty() {
        return ().into_any();
    }
    let owners = owners.join(t(BETWEEN));
    view! { <p>{t(words)}<strong class="name">{owners}</strong></p> }.into_any()
}
