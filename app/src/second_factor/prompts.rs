//! The words of the step-up page for actions of this feature.

use super::messages as m;
use crate::messages;
use crate::prompt::Prompt;

messages! {
    SET_UP_TITLE: "二要素認証を設定・変更", "Set up or change two-step verification";
}

pub const SET_UP: Prompt = Prompt::new(SET_UP_TITLE, &[]);
pub const BY_MAIL: Prompt = Prompt::new(m::MAIL_START, &[]);
