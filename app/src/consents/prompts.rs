//! The words of the step-up page for actions of this feature.

use super::{messages as m, scope};
use crate::kind::Kind;
use crate::messages;
use crate::prompt::{Prompt, PromptField};

messages! {
    END_TITLE: "閲覧同意を取り消し", "Revoke an access consent";
}

pub const GRANT: Prompt = Prompt::new(
    m::GRANT,
    &[
        PromptField::word(m::SCOPES, "scopes", scope::text_of),
        PromptField::typed(m::REASON, "reason"),
        PromptField::typed(m::HOURS, "hours"),
    ],
);
pub const END: Prompt = Prompt::new(END_TITLE, &[PromptField::named(m::REASON, "id", Kind::Consent)]);
