//! The words of the step-up page for actions of this feature.

use super::{evidence, messages as m, states};
use crate::kind::Kind;
use crate::messages;
use crate::prompt::{Prompt, PromptField};
use crate::text::Text;

messages! {
    CONSENT_TITLE: "サポートの対応案件に同意", "Consent to a support case";
    REFUSE_TITLE: "サポートの対応案件への同意を拒否", "Decline a support case";
    HELP: "依頼", "Request";
    CHECK_TITLE: "本人確認を記録", "Record identity check";
    ACCOUNT: "対象", "Person";
}

// The actions with their objects, each in one sentence.
messages! {
    CONSENT_WHAT: "{id}への同意", "Consent to {id}";
    REFUSE_WHAT: "{id}への同意の拒否", "Decline {id}";
}

/// How staff verified the identity of the person who asks.
pub const EVIDENCE: PromptField = PromptField::word(m::EVIDENCE, "evidence", evidence::text);
pub const WHY: PromptField = PromptField::typed(m::REASON, "why");
const CASE: PromptField = PromptField::named(ACCOUNT, "id", Kind::Case);

pub const CONSENT: Prompt = Prompt::new(CONSENT_TITLE, &[CASE]).saying(CONSENT_WHAT);
pub const REFUSE: Prompt = Prompt::new(REFUSE_TITLE, &[CASE]).saying(REFUSE_WHAT);
pub const OPEN: Prompt = Prompt::new(
    m::NEW,
    &[PromptField::named(ACCOUNT, "account", Kind::Account), PromptField::word(m::KIND, "second_factor", reset_kind)],
);
pub const HELP_DONE: Prompt = Prompt::new(m::ASK_DONE, &[PromptField::named(HELP, "id", Kind::Help)]);
pub const CHECK: Prompt = Prompt::new(CHECK_TITLE, &[CASE, EVIDENCE, PromptField::typed(m::REASON, "reason")]);
pub const APPROVE: Prompt = Prompt::new(m::APPROVE, &[CASE]);
pub const SEND_AGAIN: Prompt = Prompt::new(m::SEND_AGAIN, &[CASE]);
pub const CANCEL: Prompt = Prompt::new(m::CANCEL, &[CASE]);

fn reset_kind(code: &str) -> Option<Text> {
    ["", "remove"].contains(&code).then(|| states::kind(code == "remove"))
}
