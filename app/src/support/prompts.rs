//! The words of the step-up page for actions of this feature.

use super::messages as m;
use crate::kind::Kind;
use crate::messages;
use crate::prompt::{Prompt, PromptField};

messages! {
    CUSTOMER: "契約企業", "Customer";
    APPROVE_TITLE: "サービスプロファイルの変更を承認", "Approve a service profile change";
    CANCEL_TITLE: "サービスプロファイルの変更の依頼を取り消し", "Withdraw a service profile change";
}

/// The company that staff act on.
pub const TENANT: PromptField = PromptField::named(CUSTOMER, "id", Kind::Tenant);
const ASKED: PromptField = PromptField::named(m::NEW_PROFILE, "change", Kind::ProfileChange);

pub const CHANGE: Prompt = Prompt::new(
    m::CHANGE,
    &[TENANT, PromptField::typed(m::NEW_PROFILE, "profile"), PromptField::typed(m::REASON, "reason")],
);
pub const APPROVE: Prompt = Prompt::new(APPROVE_TITLE, &[TENANT, ASKED]);
pub const CANCEL: Prompt = Prompt::new(CANCEL_TITLE, &[TENANT, ASKED]);
