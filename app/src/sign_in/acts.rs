//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    SIGN_IN: "sign_in" => "ログイン", "Sign in", never;
    SIGN_OUT: "sign_out" => "ログアウト", "Sign out", never;
    PASSWORD_PROVED: "sign_in.password" => "ログイン（パスワードを確認）", "Sign in: password verified", never;
    LOCK: "account.lock" => "アカウントをロック", "Account locked";
    LOCK_NEW_DEVICES: "account.lock_new_devices" => "新しい端末からのログインをロック", "Sign-in locked on new devices";
    LOCK_WAVE: "account.lock_wave" => "ロックの多発を検知", "Wave of locks noticed";
}
