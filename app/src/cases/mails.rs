//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    OPENED: "case.opened" => "再設定の手続きの開始", "Password reset started";
    CONSENT: "case.consent" => "再設定への同意のお願い", "Password reset consent request";
    COOLING: "case.cooling" => "再設定の依頼の通知", "Password reset requested";
    RESET_LINK: "password.reset_link" => "パスワード再設定のリンク", "Password reset link";
}
