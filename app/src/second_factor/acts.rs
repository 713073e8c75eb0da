//! The words of the operation log for this feature.

use crate::record::{acts, reasons};

acts! {
    SEND_CODE: "second_factor.mail_code" => "認証コードをメールで送信", "Code sent by mail";
    START: "second_factor.start" => "二要素認証の設定を開始", "Two-step verification set-up begun";
    PROVE: "second_factor.prove" => "認証アプリを確認", "Authenticator app proved";
    CANCEL: "second_factor.cancel" => "二要素認証の設定を中止", "Two-step verification set-up stopped";
    TURN_ON: "second_factor.on" => "二要素認証を有効化", "Two-step verification turned on", always;
    TURN_OFF: "second_factor.off" => "二要素認証を無効化", "Two-step verification turned off", always;
}

reasons! {
    CODES_USED_UP: "codes_used_up" => "このログインで送れるコードの数の上限", "As many codes as one sign-in may send";
    MANY_CODES: "many_codes" => "短い間に送れるコードの数の上限", "As many codes as an hour may send";
    REQUIRED: "required" => "必須のため", "It is required";
    WRONG_CODE: "wrong_code" => "認証コードの不一致", "Wrong code";
}
