//! The words of the operation log for this feature.

use crate::record::{acts, facts, reasons};

acts! {
    CHANGE_PASSWORD: "password.change" => "パスワードを変更", "Password changed", always;
    REMIND: "password.remind" => "パスワードの期限を予告", "Password expiry reminder sent";
    CHANGE_DISPLAY: "display.change" => "表示の設定を変更", "Display settings changed", never;
    RENEW_PASSWORD: "password.renew" => "リンクからパスワードを再設定", "Password reset through a link", always;
}

facts! {
    DAYS_LEFT: "days_left" => "残りの日数", "Days left";
}

reasons! {
    TOO_MANY: "too_many" => "続けて失敗", "Too many failed attempts";
    WRONG_CURRENT: "wrong_current" => "現在のパスワードの不一致", "Wrong current password";
}
