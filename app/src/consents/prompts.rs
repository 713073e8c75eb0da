//! The words of the step-up page for actions of this feature.

use super::{messages as m, scope};
use crate::kind::Kind;
use crate::messages;
use crate::prompt::{Prompt, PromptField};

messages! {
    /// The field has a number, which the page of the form shows with its unit.
    HOURS: "許可する時間（時間）", "Duration (hours)";
    END_TITLE: "閲覧同意を取り消し", "Revoke support access";
}

// The actions with their objects, each in one sentence.
messages! {
    GRANT_WHAT: "{scopes}の閲覧を運営スタッフに{hours}時間許可", "Allow support staff to view {scopes} for {hours} {hours|hour|hours}";
    ALLOW_WHAT: "運営スタッフの申請「{id}」を許可", "Allow the support access request “{id}”";
    DECLINE_WHAT: "運営スタッフの申請「{id}」を許可しない", "Decline the support access request “{id}”";
    END_WHAT: "閲覧同意「{id}」の取り消し", "Revoke the support access “{id}”";
}

pub const GRANT: Prompt = Prompt::new(
    m::GRANT,
    &[
        PromptField::word(m::SCOPES, "scopes", scope::text_of),
        PromptField::typed(m::REASON, "reason"),
        PromptField::typed(HOURS, "hours"),
    ],
)
.saying(GRANT_WHAT);
pub const END: Prompt = Prompt::new(END_TITLE, &[PromptField::named(m::REASON, "id", Kind::Consent)]).saying(END_WHAT);
pub const ALLOW: Prompt = Prompt::new(
    m::ALLOW,
    &[
        PromptField::named(m::REASON, "id", Kind::AccessRequest),
        PromptField::word(m::SCOPES, "scopes", scope::text_of),
        PromptField::typed(HOURS, "hours"),
    ],
)
.saying(ALLOW_WHAT);
pub const DECLINE: Prompt =
    Prompt::new(m::DECLINE, &[PromptField::named(m::REASON, "id", Kind::AccessRequest)]).saying(DECLINE_WHAT);
