//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    ADDED: "passkey.added" => "パスキーの登録", "Passkey added";
    REMOVED: "passkey.removed" => "パスキーの削除", "Passkey removed";
}
