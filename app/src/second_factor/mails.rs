//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    TURNED_ON: "second_factor.on" => "二要素認証の設定", "Two-step verification set up";
    TURNED_OFF: "second_factor.off" => "二要素認証の解除", "Two-step verification turned off";
    RECOVERY_USED: "second_factor.recovery_used" => "リカバリーコードの使用", "Recovery code used";
    CODE: "sign_in.code" => "ログインの認証コード", "Sign-in code";
    WRONG_CODES: "second_factor.wrong_codes" => "二要素認証の失敗", "Two-step verification failed repeatedly";
}
