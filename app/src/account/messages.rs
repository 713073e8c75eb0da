use crate::frame::Theme;
use crate::messages;
use crate::text::{Text, Words};

messages! {
    TITLE: "アカウント", "Account";
    PASSWORD_TITLE: "パスワードの変更", "Change password";
    CURRENT: "現在のパスワード", "Current password";
    CURRENT_HINT: "ログインに使用したパスワードを入力してください。", "Enter the password you signed in with.";
    BY_PASSKEY: "パスキーでログインしたため、現在のパスワードは不要です。", "You signed in with a passkey, so your current password isn't needed.";
    UNKNOWN: "現在のパスワードが分からない場合は、サポート窓口に再設定を依頼してください。", "If you don't know your current password, contact Support to reset it.";
    UNKNOWN_STAFF: "現在のパスワードが分からない場合は、ほかの運営スタッフを通じて、このコンソールの運用担当者に再設定を依頼してください。", "If you don't know your current password, ask another support staff member to have the operator of this console reset it.";
    UNKNOWN_LINK: "サポート窓口に依頼", "Contact Support";
    NEW: "新しいパスワード", "New password";
    AGAIN: "新しいパスワード（確認）", "New password (again)";
    AGAIN_HINT: "「パスワードを表示」で確認した場合は、入力を省略できます。", "Optional if you have checked it with “Show passwords”.";
    CHANGE: "パスワードを変更", "Change password";
    CHANGED: "パスワードを変更しました。ほかの端末からはログアウトしました。", "Password changed. You've been signed out on your other devices.";
    ISSUED: "発行されたパスワードでログインしています。続行するには、新しいパスワードを設定してください。", "You're signed in with a temporary password. Choose a new one to continue.";
    WANTED: "貴社の管理者がパスワードの変更を求めています。続行するには、新しいパスワードを設定してください。", "An administrator of your company asked you to change your password. Choose a new one to continue.";
    EXPIRED: "パスワードの有効期限が切れました。続行するには、新しいパスワードを設定してください。", "Your password has expired. Choose a new one to continue.";
    RULES: "パスワードの条件", "Password requirements";
    RULE_LENGTH: "{min}文字以上、{max}文字以下", "{min} to {max} characters";
    RULE_LETTER: "半角英字を1文字以上", "At least one letter (A–Z)";
    RULE_DIGIT: "半角数字を1文字以上", "At least one digit (0–9)";
    RULE_MORE: "記号、空白、日本語も使えます。会社名、氏名、メールアドレス、このサービスの名前を含むものは使えません。", "Symbols, spaces and Japanese characters are allowed. Don't include your company's name, your own name, your email address or the name of this service.";
    RULE_UNTIL: "今日変更した場合の有効期限は{at}です。", "A password set today is valid until {at}.";
    RULE_AGE: "有効期間は{days}日です。", "Passwords expire after {days} {days|day|days}.";
    RULE_NOT_CURRENT: "現在のパスワードと同じものは使えません。", "You can't reuse your current password.";
    RULE_HISTORY: "現在のものを含む直近{n}回分と同じものは使えません。", "You can't reuse your last {n} {n|password|passwords}, including the current one.";
    KEPT: "達成", "met";
    NOT_KEPT: "未達成", "not met";
    SO_FAR: "{all}つの条件のうち{n}つを満たしています", "{n} of {all} requirements met";
    SHOW: "パスワードを表示", "Show passwords";
    EXPIRES: "現在のパスワードの期限", "Current password valid until";
    CURRENT_MISSING: "現在のパスワードを入力してください。", "Enter your current password.";
    CURRENT_WRONG: "現在のパスワードが正しくありません。", "Your current password is incorrect.";
    TOO_SHORT: "新しいパスワードは{min}文字以上、{max}文字以下にしてください。", "Your new password must be {min} to {max} characters long.";
    NO_LETTER: "新しいパスワードに半角英字を1文字以上入れてください。", "Your new password must include at least one letter (A–Z).";
    NO_DIGIT: "新しいパスワードに半角数字を1文字以上入れてください。", "Your new password must include at least one digit (0–9).";
    SAME: "これまでに使ったパスワードは設定できません。別のものにしてください。", "You've used this password before. Choose a different one.";
    NOT_EQUAL: "確認の入力が新しいパスワードと一致しません。両方の欄に同じものを入力してください。", "The passwords don't match. Enter the same new password in both fields.";
    LOCKED: "パスワードの間違いが続いたため、アカウントがロックされています。ログアウトすると、パスワードではログインできません。解除は貴社の管理者に依頼してください。", "Your account is locked after too many wrong passwords. If you sign out, you won't be able to sign back in with your password. Ask an administrator of your company to unlock it.";
    LOCKED_DESK: "パスワードの間違いが続いたため、アカウントがロックされています。ログアウトすると、パスワードではログインできません。解除はサポート窓口に依頼してください。", "Your account is locked after too many wrong passwords. If you sign out, you won't be able to sign back in with your password. Contact Support to unlock it.";
    LOCKED_NEW: "使ったことのない端末でパスワードの間違いが続いたため、新しい端末からはログインできません。解除は貴社の管理者に依頼してください。", "Sign-in on new devices is locked after too many wrong passwords. This device still works. Ask an administrator of your company to unlock it.";
    LOCKED_NEW_DESK: "使ったことのない端末でパスワードの間違いが続いたため、新しい端末からはログインできません。解除はサポート窓口に依頼してください。", "Sign-in on new devices is locked after too many wrong passwords. This device still works. Contact Support to unlock it.";
    LOCKED_STAFF: "パスワードの間違いが続いたため、アカウントがロックされています。ほかの端末では、パスワードでログインできないことがあります。解除はこのコンソールの運用担当者に依頼してください。", "Your account is locked after too many wrong passwords, so you may not be able to sign in on another device. Ask the operator of this console to unlock it.";
    TOO_YOUNG: "変更したばかりです。次に変更できるのは {at} です。他人に知られたおそれがある場合は、管理者またはサポート窓口に再設定を依頼してください。", "You changed it recently. You can change it again after {at}. If someone else may know it, ask an administrator or Support to reset it.";
    TOO_YOUNG_STAFF: "変更したばかりです。次に変更できるのは {at} です。他人に知られたおそれがある場合は、このコンソールの運用担当者に再設定を依頼してください。", "You changed it recently. You can change it again after {at}. If someone else may know it, ask the operator of this console to reset it.";
    GUESSABLE: "推測されやすいパスワードは使えません。関係のない言葉をいくつか並べるか、長くしてください。", "This password is easy to guess. Combine several unrelated words, or make it longer.";
    BREACHED: "過去に他社サービスで漏えいしたパスワードのため、使用できません。別のものにしてください。", "This password has appeared in data breaches of other services. Choose a different one.";
    SMALL_EDIT: "現在のパスワードとほとんど同じです。別のものにしてください。", "This is too similar to your current password. Choose a different one.";
    CONTEXT: "会社名、氏名、メールアドレスやそのドメイン、このサービスの名前を含むパスワードは推測されやすいため使えません。関係のない言葉にしてください。", "Passwords that contain your company's name, your own name, your email address or its domain, or the name of this service are easy to guess. Choose unrelated words.";
    EVERYDAY: "よく使われる日本語の言葉に数字や記号を足しただけのパスワードは推測されやすいため使えません。関係のない言葉をいくつか並べてください。", "A common Japanese word with digits or symbols added is easy to guess. Combine several unrelated words.";
    DISPLAY: "表示", "Display";
    LANGUAGE: "言語", "Language";
    THEME: "テーマ", "Theme";
    THEME_SYSTEM: "端末の設定に合わせる", "System";
    THEME_LIGHT: "ライト", "Light";
    THEME_DARK: "ダーク", "Dark";
    DENSITY: "表示密度", "Density";
    DENSITY_NORMAL: "標準", "Comfortable";
    DENSITY_DENSE: "コンパクト", "Compact";
    KEYS: "キーボードショートカット", "Keyboard shortcuts";
    KEYS_ON: "有効", "On";
    KEYS_OFF: "無効", "Off";
    ON: "有効", "On";
    OFF: "未設定", "Not set up";
    ON_SINCE: "{at}から有効", "On since {at}";
    PASSWORD_UNTIL: "有効期限：{at}", "Valid until {at}";
    NO_EXPIRY: "有効期限なし", "Does not expire";
    SET: "{n}件を登録済み", "{n} registered";
    NONE_SET: "未登録", "None";
    SESSIONS_OPEN: "{n}台でログイン中", "{n} active {n|session|sessions}";
    SAVE: "保存", "Save";
    SAVED: "表示の設定を保存しました。", "Display settings saved.";
    SAFE: "セキュリティとログイン", "Security";
    PROFILE: "基本情報", "Profile";
    NAME: "氏名", "Name";
    ROLE: "ロール", "Role";
    COMPANY: "契約企業", "Company";
    TODO_SOON: "パスワードの期限まであと{days}日です", "Your password expires in {days} {days|day|days}";
    TODO_TODAY: "パスワードの期限は今日です", "Your password expires today";
}

/// The number of days before a password expires.
pub fn password_soon(days: i64) -> Words {
    if days > 0 { TODO_SOON.with(&[("days", &days)]) } else { TODO_TODAY.into() }
}

/// The name of a theme.
pub fn theme(theme: Theme) -> Text {
    match theme {
        Theme::System => THEME_SYSTEM,
        Theme::Light => THEME_LIGHT,
        Theme::Dark => THEME_DARK,
    }
}
