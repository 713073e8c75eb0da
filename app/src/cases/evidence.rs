//! The identity check by staff: what they check, and the kinds of evidence. Codes are stable, because logs contain
//! them.

use super::messages as m;
use crate::error::Refusals;
use crate::text::{Text, t};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident [$($code:literal $ja:literal $en:literal;)*])*) => {
        $($(#[$doc])* pub const $name: &[(&str, Text)] = &[$(($code, Text::new($ja, $en))),*];)*
    };
}

codes! {
    /// How staff verified the identity.
    EVIDENCE [
        "call-back" "登録済みの電話番号への折り返し電話" "Callback to the number on file";
        "contract" "契約情報の照合" "Contract details matched";
        "video" "ビデオ通話と社員証" "Video call with employee ID";
        "in-person" "対面と社員証" "In person with employee ID";
    ]
    /// The points that staff must check, all of them.
    CHECKLIST [
        "name" "氏名・契約企業名・登録メールアドレスを本人が答えた" "The person stated their name, company and registered email address";
        "channel" "こちらから、登録済みの連絡先か登録メールアドレスに連絡した" "We contacted the person through a contact or email address on file";
        "reason" "依頼の理由に不審な点がない" "The reason for the request is plausible";
    ]
}

/// Evidence that needs a telephone number on file.
pub const CALL_BACK: &str = "call-back";

/// The choices for staff. A call back needs a number on file.
pub fn choices(can_call: bool) -> Vec<(String, String)> {
    let kinds = EVIDENCE.iter().filter(|(code, _)| can_call || *code != CALL_BACK);
    let none = std::iter::once((String::new(), t(m::CHOOSE).to_owned()));
    none.chain(kinds.map(|(code, words)| ((*code).to_owned(), t(*words).to_owned()))).collect()
}

/// The words for a kind of evidence.
pub fn text(code: &str) -> Option<Text> {
    EVIDENCE.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}

/// Checks that a kind of evidence is chosen, and a call back only with a number on file.
pub fn check(code: &str, can_call: bool, refusals: &mut Refusals) {
    if text(code).is_none() {
        refusals.add("evidence", m::MISSING_EVIDENCE);
    } else if code == CALL_BACK && !can_call {
        refusals.add("evidence", m::NO_NUMBER);
    }
}
