//! The words of the step-up page for actions of this feature.

use super::messages as m;
use crate::contacts::prompts::language;
use crate::kind::Kind;
use crate::messages;
use crate::permission::Role;
use crate::prompt::{Prompt, PromptField};
use crate::text::Text;

messages! {
    SEND_TITLE: "招待を再送信", "Resend an invitation";
    WITHDRAW_TITLE: "招待を取り消し", "Withdraw an invitation";
    INVITATION_NAME: "招待", "Invitation";
    MEMBER_NAME: "メンバー", "Member";
}

/// The member that the action is about.
pub const MEMBER: PromptField = PromptField::named(MEMBER_NAME, "id", Kind::Member);
const INVITATION: PromptField = PromptField::named(INVITATION_NAME, "id", Kind::Invitation);

pub const INVITE: Prompt = Prompt::new(
    m::INVITE,
    &[
        PromptField::typed(m::NAME, "name"),
        PromptField::typed(m::EMAIL, "email"),
        PromptField::word(m::ROLE, "role", Role::text_of),
        PromptField::word(m::LANGUAGE, "lang", language),
    ],
);
pub const APPROVE: Prompt = Prompt::new(m::APPROVE, &[INVITATION]);
pub const SEND_AGAIN: Prompt = Prompt::new(SEND_TITLE, &[INVITATION]);
pub const WITHDRAW: Prompt = Prompt::new(WITHDRAW_TITLE, &[INVITATION]);
pub const ROLE: Prompt = Prompt::new(m::CHANGE, &[MEMBER, PromptField::word(m::ROLE, "role", Role::text_of)]);
pub const DOWNLOAD: Prompt = Prompt::new(m::DOWNLOAD, &[MEMBER, PromptField::word(m::DOWNLOAD, "download", downloads)]);
pub const SUSPEND: Prompt = Prompt::new(m::SUSPEND, &[MEMBER]);
pub const RESUME: Prompt = Prompt::new(m::RESUME, &[MEMBER]);
pub const REMOVE: Prompt = Prompt::new(m::REMOVE, &[MEMBER]);
pub const SIGN_OUT: Prompt = Prompt::new(m::SIGN_OUT, &[MEMBER]);
pub const RESET_PASSWORD: Prompt = Prompt::new(m::RESET, &[MEMBER]);

fn downloads(code: &str) -> Option<Text> {
    match code {
        "allowed" => Some(m::DOWNLOAD_YES),
        "" => Some(m::DOWNLOAD_NO),
        _ => None,
    }
}
