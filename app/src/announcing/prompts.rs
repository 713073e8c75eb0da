//! The words of the step-up page for actions of this feature.

use super::messages as m;
use crate::kind::Kind;
use crate::messages;
use crate::prompt::{Prompt, PromptField};

messages! {
    APPROVE_TITLE: "お知らせを承認・公開", "Approve and publish an announcement";
    APPROVE_WHAT: "お知らせ「{id}」の承認・公開", "Approve and publish the announcement “{id}”";
    PUBLISH_TITLE: "お知らせを今すぐ公開", "Publish an announcement now";
    PUBLISH_WHAT: "お知らせ「{id}」の公開", "Publish the announcement “{id}” now";
    WITHDRAW_TITLE: "お知らせを取り下げ", "Withdraw an announcement";
}

const ANNOUNCEMENT: PromptField = PromptField::named(m::ANNOUNCEMENT, "id", Kind::Announcement);

pub const APPROVE: Prompt = Prompt::new(APPROVE_TITLE, &[ANNOUNCEMENT]).saying(APPROVE_WHAT);
pub const PUBLISH: Prompt = Prompt::new(PUBLISH_TITLE, &[ANNOUNCEMENT]).saying(PUBLISH_WHAT);
pub const WITHDRAW: Prompt = Prompt::new(
    WITHDRAW_TITLE,
    &[ANNOUNCEMENT, PromptField::typed(m::WHY_JA, "why_ja"), PromptField::typed(m::WHY_EN, "why_en")],
);
