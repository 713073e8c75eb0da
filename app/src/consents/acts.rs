//! The words of the operation log for this feature.

use super::{messages as m, scope};
use crate::record::{acts, facts};

acts! {
    GRANT: "consent.grant" => "サポートの閲覧に同意", "Support access allowed", always;
    END: "consent.end" => "サポートの閲覧同意を取り消し", "Support access revoked", always;
    LOOK: "staff.look" => "運営スタッフが閲覧", "Data viewed by support staff";
    ASK: "consent.ask" => "閲覧を申請", "Support access requested";
    DECLINE: "consent.decline" => "閲覧の申請を却下", "Support access request declined", always;
    WITHDRAW: "consent.withdraw" => "閲覧の申請を取り下げ", "Support access request withdrawn";
}

facts! {
    CONSENT: "consent" => "閲覧同意のID", "Support access ID";
    SCOPES: "scopes" => m::SCOPES => words scope::text_of;
    HOURS: "hours" => m::HOURS;
    CASE: "case" => "対応案件のID", "Support case ID";
}
