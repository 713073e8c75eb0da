use crate::messages;
use crate::text::Words;

messages! {
    TITLE: "アカウント", "Account";
    PASSWORD_TITLE: "パスワードの変更", "Change password";
    CURRENT: "現在のパスワード", "Current password";
    CURRENT_HINT: "いまログインに使ったパスワードを、もう一度入力してください。", "The one you have just signed in with, once more.";
    BY_PASSKEY: "パスキーでログインしたため、現在のパスワードは不要です。", "You signed in with a passkey, so the current password is not asked for.";
    UNKNOWN: "現在のパスワードが分からない場合は、サポート窓口に再設定を依頼してください。", "If you do not know the current password, ask the support desk for a reset.";
    UNKNOWN_STAFF: "現在のパスワードが分からない場合は、ほかの運営スタッフを通じて、このコンソールの運用担当者に再設定を依頼してください。", "If you do not know the current password, ask the operator of this console for a reset, through another member of staff.";
    UNKNOWN_LINK: "窓口に依頼する", "Ask the desk";
    NEW: "新しいパスワード", "New password";
    AGAIN: "新しいパスワード（確認）", "New password (again)";
    CHANGE: "パスワードを変更", "Change password";
    CHANGED: "パスワードを変更しました。ほかの端末からはログアウトしました。", "Your password has been changed. Other devices have been signed out.";
    ISSUED: "発行されたパスワードでログインしました。新しいパスワードを設定すると、コンソールを使えます。", "You signed in with a password that was issued to you. Set a new one to open the console.";
    WANTED: "貴社の管理者が、パスワードの変更を求めています。新しいパスワードを設定すると、続けて使えます。", "An administrator of your company asks for a new password. Set one to continue.";
    EXPIRED: "パスワードの有効期間が終わりました。新しいパスワードを設定すると、続けて使えます。", "Your password has reached the end of its validity. Set a new one to continue.";
    RULES: "パスワードの条件", "Password rules";
    RULE_LENGTH: "{min}文字以上、{max}文字以下", "{min} to {max} characters";
    RULE_LETTER: "半角英字を1文字以上", "At least one letter (A–Z)";
    RULE_DIGIT: "半角数字を1文字以上", "At least one digit (0–9)";
    RULE_MORE: "記号、空白、日本語も使えます。会社名、氏名、メールアドレスを含むものは使えません。", "Symbols, spaces and Japanese are welcome; the company, your name and email address are not.";
    RULE_AGE_MONTHS: "有効期間は{days}日または{months}か月のうち早いほうです。", "A password is valid for {days} {days|day|days} or {months} {months|month|months}, whichever is earlier.";
    RULE_AGE: "有効期間は{days}日です。", "A password is valid for {days} {days|day|days}.";
    RULE_HISTORY: "現在のものを含む直近{n}回分と同じものは使えません。", "The latest {n} {n|password|passwords}, the current one included, cannot be used again.";
    KEPT: "満たしています", "met";
    NOT_KEPT: "まだです", "not yet";
    SO_FAR: "{all}つの条件のうち{n}つを満たしています", "{n} of {all} rules met";
    SHOW: "パスワードを表示", "Show passwords";
    EXPIRES: "現在のパスワードの期限", "Current password valid until";
    CURRENT_MISSING: "現在のパスワードを入力してください。", "Enter the current password.";
    CURRENT_WRONG: "現在のパスワードが正しくありません。", "The current password is wrong.";
    TOO_SHORT: "新しいパスワードは{min}文字以上、{max}文字以下にしてください。", "The new password must have {min} to {max} characters.";
    NO_LETTER: "新しいパスワードに半角英字を1文字以上入れてください。", "The new password needs at least one letter (A–Z).";
    NO_DIGIT: "新しいパスワードに半角数字を1文字以上入れてください。", "The new password needs at least one digit (0–9).";
    SAME: "これまでに使ったパスワードは設定できません。別のものにしてください。", "This password was used before. Choose a different one.";
    NOT_EQUAL: "確認の入力が新しいパスワードと一致しません。両方の欄に同じものを入力してください。", "The two entries of the new password differ. Type the same in both fields.";
    LOCKED: "あなたのアカウントは、パスワードの間違いが続いたためロックされています。ログアウトするとパスワードではログインできません。解除は貴社の管理者に依頼してください。", "Your account is locked after wrong passwords: once you sign out, your password does not let you in. Ask an administrator of your company to open it.";
    LOCKED_DESK: "あなたのアカウントは、パスワードの間違いが続いたためロックされています。ログアウトするとパスワードではログインできません。解除はサポート窓口に依頼してください。", "Your account is locked after wrong passwords: once you sign out, your password does not let you in. Ask the support desk to open it.";
    LOCKED_NEW: "あなたのアカウントは、使ったことのない端末でパスワードの間違いが続いたため、新しい端末からはログインできません。解除は貴社の管理者に依頼してください。", "Your account is locked on new devices after wrong passwords there; this one still works. Ask an administrator of your company to open it.";
    LOCKED_NEW_DESK: "あなたのアカウントは、使ったことのない端末でパスワードの間違いが続いたため、新しい端末からはログインできません。解除はサポート窓口に依頼してください。", "Your account is locked on new devices after wrong passwords there; this one still works. Ask the support desk to open it.";
    LOCKED_STAFF: "あなたのアカウントは、パスワードの間違いが続いたためロックされています。ほかの端末では、パスワードでログインできないことがあります。解除はこのコンソールの運用担当者に依頼してください。", "Your account is locked after wrong passwords, so your password may not let you in on another device. Ask the operator of this console to open it.";
    TOO_YOUNG: "変更したばかりです。次に変更できるのは {at} です。他人に知られたおそれがある場合は、管理者またはサポート窓口に再設定を依頼してください。", "It was changed only lately. The next change is possible on {at}. If somebody may know it, ask an administrator or the support desk for a reset.";
    TOO_YOUNG_STAFF: "変更したばかりです。次に変更できるのは {at} です。他人に知られたおそれがある場合は、このコンソールの運用担当者に再設定を依頼してください。", "It was changed only lately. The next change is possible on {at}. If somebody may know it, ask the operator of this console for a reset.";
    GUESSABLE: "推測されやすいパスワードは使えません。関係のない言葉をいくつか並べるか、長くしてください。", "This password is easy to guess. Put several unrelated words together, or make it longer.";
    BREACHED: "ほかのサービスから漏えいしたパスワードとして知られています。別のものにしてください。", "This password is known from breaches of other services. Choose a different one.";
    SMALL_EDIT: "現在のパスワードとほとんど同じです。別のものにしてください。", "This is almost the current password. Choose a different one.";
    CONTEXT: "会社名、氏名、メールアドレスやそのドメイン、このサービスの名前を含むパスワードは推測されやすいため使えません。関係のない言葉にしてください。", "A password that contains the company, your name, your email address or its domain, or the name of this service is easy to guess. Choose words that have nothing to do with them.";
    EVERYDAY: "よく使われる日本語の言葉に数字や記号を足しただけのパスワードは推測されやすいため使えません。関係のない言葉をいくつか並べてください。", "An everyday Japanese word with digits or signs is easy to guess. Put several unrelated words together.";
    DISPLAY: "表示", "Display";
    LANGUAGE: "言語", "Language";
    THEME: "配色", "Colours";
    THEME_SYSTEM: "端末の設定に合わせる", "As the device";
    THEME_LIGHT: "ライト", "Light";
    THEME_DARK: "ダーク", "Dark";
    DENSITY: "表の行の高さ", "Row height";
    DENSITY_NORMAL: "標準", "Normal";
    DENSITY_DENSE: "低い", "Compact";
    SAVE: "保存", "Save";
    SAVED: "表示の設定を保存しました。", "Display settings saved.";
    SAFE: "安全とログイン", "Security and sign-ins";
    PROFILE: "基本情報", "About you";
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
