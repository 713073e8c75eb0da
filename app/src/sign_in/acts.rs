//! The words of the operation log for this feature.

use crate::record::{acts, facts, reasons};

acts! {
    SIGN_IN: "sign_in" => "ログイン", "Sign in", never;
    SIGN_OUT: "sign_out" => "ログアウト", "Sign out", never;
    PASSWORD_PROVED: "sign_in.password" => "ログイン（パスワードを確認）", "Sign in: password verified", never;
    LOCK: "account.lock" => "アカウントをロック", "Account locked";
    LOCK_NEW_DEVICES: "account.lock_new_devices" => "新しい端末からのログインをロック", "New devices locked out";
    LOCK_WAVE: "account.lock_wave" => "ロックの多発を検知", "Multiple lockouts detected";
}

facts! {
    ATTEMPTS: "attempts" => "続けて失敗した回数", "Consecutive failures";
    EMAIL: "email" => "入力されたメールアドレス", "Email address entered";
    METHOD: "method" => "認証の方法", "Method";
    THROTTLED: "throttled" => "失敗の回数の上限に到達", "Failure limit reached";
}

/// The method of a sign-in by a mailed link, which led to a new password: nobody typed one to sign in.
pub const BY_LINK: &str = "link";

reasons! {
    ACCOUNT_ALTERED: "account_altered" => "アカウントが外部から改ざん", "Account altered outside the console";
    CHANGED: "changed" => "ログインの間にアカウントが変更された", "Account changed during sign-in";
    COMPANY_ALTERED: "company_altered" => "契約企業のデータが外部から改ざん", "Company data altered outside the console";
    FULL: "full" => "同時に利用できる人数の上限", "Concurrent user limit reached";
    LOCKED: "locked" => "アカウントがロック中", "Account locked";
    LOCKED_NEW_DEVICES: "locked_new_devices" => "新しい端末からのログインがロック中", "Locked on new devices";
    PASSWORD_ENDED: "password_ended" => "リセット済みで、パスワードが未設定", "Password reset, no new password set";
    SUSPENDED: "suspended" => "アカウントが利用停止", "Account suspended";
    TOO_MANY_CODES: "too_many_codes" => "認証コードの間違いが続いた", "Too many wrong codes";
    UNKNOWN: "unknown" => "該当するアカウントなし", "No such account";
    WRONG_PASSWORD: "wrong_password" => "パスワードの不一致", "Wrong password";
}
