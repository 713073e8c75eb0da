//! The words of the step-up page for actions of this feature.

use super::messages as m;
use crate::contacts::prompts::language;
use crate::kind::Kind;
use crate::messages;
use crate::permission::Role;
use crate::prompt::{Prompt, PromptField};
use crate::text::Text;

messages! {
    APPROVE_TITLE: "運営スタッフの追加を承認", "Approve new support staff";
    REJECT_TITLE: "運営スタッフの追加を却下", "Reject new support staff";
}

const REQUEST: PromptField = PromptField::named(m::TITLE, "id", Kind::StaffRequest);
const WHY: PromptField = PromptField::typed(m::DECISION, "why");

pub const ASK: Prompt = Prompt::new(
    m::ADD,
    &[
        PromptField::typed(m::NAME, "name"),
        PromptField::typed(m::EMAIL, "email"),
        PromptField::word(m::ROLE, "role", role),
        PromptField::word(m::LANGUAGE, "lang", language),
        PromptField::typed(m::WHY, "why"),
    ],
);
pub const APPROVE: Prompt = Prompt::new(APPROVE_TITLE, &[REQUEST, WHY]);
pub const REJECT: Prompt = Prompt::new(REJECT_TITLE, &[REQUEST, WHY]);
pub const SEND_AGAIN: Prompt = Prompt::new(m::SEND_AGAIN, &[REQUEST]);

fn role(code: &str) -> Option<Text> {
    Role::from_code(code).filter(|role| role.is_staff()).map(Role::text)
}
