//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    ASKED: "consent.asked" => "データの閲覧の申請", "Access requested";
    ANSWERED: "consent.answered" => "データの閲覧の申請への回答", "Access request response";
}
