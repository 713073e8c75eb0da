//! The words of the operation log for this feature.

use crate::record::{acts, reasons};

acts! {
    START: "passkey.start" => "パスキーの登録を開始", "Passkey registration started";
    ADD: "passkey.add" => "パスキーを登録", "Passkey added", always;
    REMOVE: "passkey.remove" => "パスキーを削除", "Passkey removed", always;
}

reasons! {
    MANY: "many" => "数の上限", "Limit reached";
    UNVERIFIED: "passkey" => "パスキーを確認できない", "Passkey couldn't be verified";
}
