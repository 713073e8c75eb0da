use crate::messages;

messages! {
    TITLE: "本人確認", "Confirm it's you";
    BY_CODE: "重要な操作のため、本人確認を行います。認証アプリの6桁のコードを入力してください。", "This is a sensitive action. Enter the 6-digit code from your authenticator app.";
    BY_PASSWORD: "重要な操作のため、本人確認を行います。パスワードを入力してください。", "This is a sensitive action. Enter your password.";
    BY_RECOVERY: "重要な操作のため、本人確認を行います。リカバリーコードを入力してください。", "This is a sensitive action. Enter one of your recovery codes.";
    OTHERWISE: "パスキーを使わない場合", "Without a passkey";
    CANCELLED: "操作をキャンセルしました。何も変更していません。入力した内容は残っています。", "Canceled. Nothing was changed, and what you entered is still here.";
    KEPT: "確認が完了すると、次の内容で実行します。心当たりがない場合は、キャンセルしてください。", "After you confirm, the following action is carried out. If you didn't request it, select “Cancel”.";
    LARGE: "入力した内容が大きいため、引き継げません。確認が完了したら、もう一度入力してください。", "What you entered is too large to keep. Enter it again after you confirm.";
    FILE_LOG: "操作ログのダウンロード", "Operation log download";
    FILE_SIGN_INS: "ログイン履歴のダウンロード", "Sign-in history download";
    FILE_LEDGER: "アカウント管理台帳のダウンロード", "Account ledger download";
    FILE_CASES: "対応案件の一覧のダウンロード", "Support case list download";
    FILE_EXPORT: "データエクスポートのダウンロード", "Data export download";
    FILE_NEXT: "確認が完了すると、元のページに戻ります。もう一度、ダウンロードのボタンを押してください。", "After you confirm, you return to the previous page. Select the download button again.";
    FILE_NOW: "本人確認が完了しました。もう一度、ダウンロードのボタンを押してください。", "Identity confirmed. Select the download button again.";
    GONE: "本人確認は完了しましたが、確認待ちの操作がすでにないため、何も実行していません。必要な場合は、もう一度操作してください。", "Your identity is confirmed, but the pending action no longer exists, so nothing was done. Try again if you still need it.";
    ACTS: "本人確認が必要な操作", "Actions that require re-authentication";
    ACTS_SUB: "最後の本人確認から、重要な操作では{n}分、影響の小さい操作では{light}分を過ぎていると、操作の途中で本人確認を行います。「毎回」の操作は、そのたびに確認します。", "You're asked to confirm again if your last confirmation is more than {n} {n|minute|minutes} old, or {light} {light|minute|minutes} for low-impact actions. Some actions ask every time.";
    ACT: "操作", "Action";
    NEEDED: "必要な確認", "Required confirmation";
    AGE: "確認の有効時間", "Valid for";
    WITHIN: "{n}分", "{n} {n|minute|minutes}";
    EACH_TIME: "毎回", "Every time";
    APP_OR_PASSWORD: "認証アプリのコード（未設定の場合はパスワード）", "Authenticator app code (or your password, if no app is set up)";
    PASSWORD_CHANGE: "パスワードを変更する", "Change your password";
    CURRENT_PASSWORD: "現在のパスワード", "Current password";
    CODE_SET_UP: "二要素認証をはじめて設定する", "Set up two-step verification for the first time";
    CODE_CHANGE: "二要素認証を変更する・無効にする", "Change or turn off two-step verification";
    CURRENT_CODE: "現在の認証コードまたはリカバリーコード", "Current verification code or a recovery code";
    PASSWORD: "パスワード", "Password";
    PASSWORD_MISSING: "パスワードを入力してください。", "Enter your password.";
    SUBMIT: "確認して続行", "Confirm and continue";
    BACK: "キャンセル", "Cancel";
}
