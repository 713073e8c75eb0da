//! The words of the step-up page for actions of this feature.

use super::messages as m;
use crate::kind::Kind;
use crate::messages;
use crate::prompt::{Prompt, PromptField};

messages! {
    REMOVE_TITLE: "パスキーを削除", "Remove a passkey";
}

pub const ADD: Prompt = Prompt::new(m::ADD, &[PromptField::typed(m::NAME, "name")]);
pub const MAKE: Prompt = Prompt::new(m::NEW_TITLE, &[]);
pub const REMOVE: Prompt = Prompt::new(REMOVE_TITLE, &[PromptField::named(m::NAME, "id", Kind::Passkey)]);
