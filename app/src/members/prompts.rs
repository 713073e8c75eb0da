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
    WITHDRAW_TITLE: "招待を取り消し", "Revoke an invitation";
    INVITATION_NAME: "招待", "Invitation";
    MEMBER_NAME: "メンバー", "Member";
}

// The actions with their objects, each in one sentence.
messages! {
    INVITE_WHAT: "{name}さん（{email}）を{role}として招待", "Invite {name} ({email}) as {role}";
    APPROVE_WHAT: "{id}の追加の承認", "Approve adding {id}";
    SEND_WHAT: "{id}への招待の再送信", "Resend {n|the invitation|invitations} to {id}";
    WITHDRAW_WHAT: "{id}への招待の取り消し", "Revoke the invitation to {id}";
    ROLE_WHAT: "{id}のロールを{role}に変更", "Change {n|the role|the roles} of {id} to {role}";
    SUSPEND_WHAT: "{id}の利用停止", "Suspend {id}";
    RESUME_WHAT: "{id}の利用再開", "Reactivate {id}";
    REMOVE_WHAT: "{id}の削除", "Remove {id}";
    RESET_WHAT: "{id}のパスワードの強制リセット", "Reset the password of {id}";
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
)
.saying(INVITE_WHAT);
pub const APPROVE: Prompt = Prompt::new(m::APPROVE, &[INVITATION]).saying(APPROVE_WHAT);
pub const SEND_AGAIN: Prompt = Prompt::new(SEND_TITLE, &[INVITATION]).saying(SEND_WHAT);
pub const WITHDRAW: Prompt = Prompt::new(WITHDRAW_TITLE, &[INVITATION]).saying(WITHDRAW_WHAT);
pub const ROLE: Prompt =
    Prompt::new(m::CHANGE, &[MEMBER, PromptField::word(m::ROLE, "role", Role::text_of)]).saying(ROLE_WHAT);
pub const SUSPEND_SELECTED: Prompt = Prompt::new(m::SELECTED_SUSPEND, &[MEMBER]).saying(SUSPEND_WHAT);
pub const ROLES: Prompt =
    Prompt::new(m::CHANGE, &[MEMBER, PromptField::word(m::ROLE, "role", Role::text_of)]).saying(ROLE_WHAT);
pub const RESEND_SELECTED: Prompt = Prompt::new(m::RESEND_TITLE, &[INVITATION]).saying(SEND_WHAT);
pub const DOWNLOAD: Prompt = Prompt::new(m::DOWNLOAD, &[MEMBER, PromptField::word(m::DOWNLOAD, "download", downloads)]);
pub const SUSPEND: Prompt = Prompt::new(m::SUSPEND, &[MEMBER]).saying(SUSPEND_WHAT);
pub const RESUME: Prompt = Prompt::new(m::RESUME, &[MEMBER]).saying(RESUME_WHAT);
pub const REMOVE: Prompt = Prompt::new(m::REMOVE, &[MEMBER]).saying(REMOVE_WHAT);
pub const SIGN_OUT: Prompt = Prompt::new(m::SIGN_OUT, &[MEMBER]);
pub const RESET_PASSWORD: Prompt = Prompt::new(m::RESET, &[MEMBER]).saying(RESET_WHAT);

fn downloads(code: &str) -> Option<Text> {
    match code {
        "allowed" => Some(m::DOWNLOAD_YES),
        "" => Some(m::DOWNLOAD_NO),
        _ => None,
    }
}
