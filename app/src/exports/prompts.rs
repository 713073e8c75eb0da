//! The words of the step-up page for actions of this feature.

use super::api::COLUMNS;
use super::messages as m;
use crate::end_users::{choices, messages as eu};
use crate::kind::Kind;
use crate::messages;
use crate::prompt::{Prompt, PromptField};
use crate::text::Text;

messages! {
    START_WHAT: "エンドユーザーのデータのエクスポート（利用目的：{purpose}）", "Export end-user data (purpose: {purpose})";
}

pub const START: Prompt = Prompt::new(
    m::NEW,
    &[
        PromptField::end_users(m::SELECTED),
        PromptField::word(m::COLUMNS, "columns", column),
        PromptField::typed(m::Q, "q"),
        PromptField::word(eu::PROVIDER, "provider", choices::provider),
        PromptField::word(eu::PREFECTURE, "prefecture", choices::prefecture),
        PromptField::typed(m::PURPOSE, "purpose"),
    ],
)
.saying(START_WHAT);
/// The value is no file name where the row is altered, so the label is that of the whole export.
const EXPORT: PromptField = PromptField::named(m::TITLE, "id", Kind::Export);

pub const CANCEL: Prompt = Prompt::new(m::CANCEL, &[EXPORT]);
pub const REMOVE: Prompt = Prompt::new(m::REMOVE, &[EXPORT]);

pub fn column(code: &str) -> Option<Text> {
    COLUMNS.contains(&code).then(|| m::column(code))
}
