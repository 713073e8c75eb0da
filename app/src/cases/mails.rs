//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    OPENED: "case.opened" => "再設定の手続きの開始", "Reset begun";
    CONSENT: "case.consent" => "再設定への同意のお願い", "Consent to a reset asked for";
    COOLING: "case.cooling" => "再設定の依頼の通知", "Reset asked for";
    RESET_LINK: "password.reset_link" => "パスワード再設定のリンク", "Link to a new password";
}
