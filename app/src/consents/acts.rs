//! The words of the operation log for this feature.

use super::{messages as m, scope};
use crate::record::{acts, facts};

acts! {
    GRANT: "consent.grant" => "サポートの閲覧に同意", "Access consent given", always;
    END: "consent.end" => "サポートの閲覧同意を取り消し", "Access consent revoked", always;
    LOOK: "staff.look" => "サポートスタッフが閲覧", "Support staff looked";
}

facts! {
    CONSENT: "consent" => "閲覧同意のID", "ID of the consent";
    SCOPES: "scopes" => m::SCOPES => words scope::text_of;
}
