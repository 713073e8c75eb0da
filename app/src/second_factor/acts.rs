//! The words of the operation log for this feature.

use crate::record::{acts, reasons};

acts! {
    SEND_CODE: "second_factor.mail_code" => "認証コードをメールで送信", "Verification code sent by email";
    START: "second_factor.start" => "二要素認証の設定を開始", "Two-step verification setup started";
    PROVE: "second_factor.prove" => "認証アプリを確認", "Authenticator app verified";
    CANCEL: "second_factor.cancel" => "二要素認証の設定を中止", "Two-step verification setup canceled";
    TURN_ON: "second_factor.on" => "二要素認証を有効化", "Two-step verification turned on", always;
    TURN_OFF: "second_factor.off" => "二要素認証を無効化", "Two-step verification turned off", always;
}

reasons! {
    CODES_USED_UP: "codes_used_up" => "このログインで送信できるコードの数の上限", "Code limit per sign-in reached";
    MANY_CODES: "many_codes" => "短い間に送信できるコードの数の上限", "Hourly code limit reached";
    REQUIRED: "required" => "必須のため", "Required";
    WRONG_CODE: "wrong_code" => "認証コードの不一致", "Wrong code";
}
