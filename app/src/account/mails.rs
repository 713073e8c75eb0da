//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    PASSWORD_REMIND: "password.remind" => "パスワードの期限の予告", "Password expiring soon";
    PASSWORD_CHANGED: "password.changed" => "パスワードの変更", "Password changed";
    PASSWORD_WANTED: "password.wanted" => "パスワード変更の依頼", "Password change requested";
}
