//! The words of the step-up page for actions of this feature.

use super::messages as m;
use crate::messages;
use crate::prompt::{Prompt, PromptField};
use crate::text::Text;

messages! {
    RULES_TITLE: "貴社のセキュリティ設定を変更", "Change your company's security settings";
}

pub const RULES: Prompt =
    Prompt::new(RULES_TITLE, &[PromptField::word(m::SECOND_FACTOR, "second_factor", second_factor)]);

fn second_factor(code: &str) -> Option<Text> {
    match code {
        "all" => Some(m::FOR_ALL),
        "" => Some(m::BY_PROFILE),
        _ => None,
    }
}
