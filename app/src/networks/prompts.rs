//! The words of the step-up page for actions of this feature.

use super::messages as m;
use super::scope::Scope;
use crate::cases::prompts::{EVIDENCE, WHY};
use crate::kind::Kind;
use crate::members::prompts::MEMBER;
use crate::messages;
use crate::prompt::{Prompt, PromptField};
use crate::support::prompts::{CUSTOMER, TENANT};

messages! {
    SCOPE_TITLE: "接続元の制限を変更", "Change who the IP allowlist applies to";
    REMOVE_TITLE: "接続元を削除", "Remove a network from the IP allowlist";
}

const NETWORK: PromptField = PromptField::typed(m::NETWORK, "network");
const NOTE: PromptField = PromptField::typed(m::NOTE, "note");
const LIFT: PromptField = PromptField::named(CUSTOMER, "lift", Kind::Lift);

pub const SCOPE: Prompt = Prompt::new(SCOPE_TITLE, &[PromptField::word(m::SCOPE, "scope", Scope::text_of)]);
pub const ADD: Prompt = Prompt::new(m::ADD, &[NETWORK, NOTE]);
pub const ADD_OWN: Prompt = Prompt::new(m::ADD, &[MEMBER, NETWORK, NOTE]);
pub const REMOVE: Prompt = Prompt::new(REMOVE_TITLE, &[PromptField::named(m::NETWORK, "network", Kind::Network)]);
pub const LIFT_ASK: Prompt = Prompt::new(m::LIFT_ASK, &[TENANT, EVIDENCE, WHY]);
pub const LIFT_APPROVE: Prompt = Prompt::new(m::LIFT_APPROVE, &[LIFT]);
pub const LIFT_CANCEL: Prompt = Prompt::new(m::LIFT_CANCEL, &[LIFT]);
pub const LIFT_END: Prompt = Prompt::new(m::END_LIFT, &[]);
