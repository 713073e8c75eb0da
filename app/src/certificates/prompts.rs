//! The words of the step-up page for actions of this feature.

use super::messages as m;
use crate::kind::Kind;
use crate::members::prompts::MEMBER;
use crate::messages;
use crate::prompt::{Prompt, PromptField};

messages! {
    REVOKE_TITLE: "クライアント証明書を失効", "Revoke a client certificate";
}

pub const ADD: Prompt = Prompt::new(m::ADD, &[MEMBER]);
pub const REVOKE: Prompt = Prompt::new(REVOKE_TITLE, &[PromptField::named(m::TITLE, "certificate", Kind::Certificate)]);
