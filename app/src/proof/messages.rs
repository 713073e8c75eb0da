use crate::messages;

messages! {
    TITLE: "本人の再確認", "Confirm that it is you";
    BY_CODE: "大切な操作のため、もう一度、認証アプリのコードを入力してください。", "This is an act of weight. Enter a code of your authenticator app once more.";
    BY_PASSWORD: "大切な操作のため、もう一度、パスワードを入力してください。", "This is an act of weight. Enter your password once more.";
    KEPT: "入力した内容はそのまま引き継がれ、確認が済むと操作が実行されます。", "What you have typed is kept. Once you confirm, the act is carried out.";
    ACTS: "本人の再確認が必要な操作", "Acts that ask once more who acts";
    ACTS_SUB: "最後に本人を確認してから{n}分を過ぎていると、操作の途中でもう一度確認します。「毎回」の操作は、そのたびに確認します。", "These acts ask once more, if the last proof is older than {n} minutes; some of them ask each time.";
    ACT: "操作", "Action";
    NEEDED: "必要な確認", "Proof";
    AGE: "確認の有効時間", "Good for";
    WITHIN: "{n}分", "{n} {n|minute|minutes}";
    EACH_TIME: "毎回", "Each time";
    APP_OR_PASSWORD: "認証アプリのコード（設定していない人はパスワード）", "Code of the authenticator app; without one, the password";
    PASSWORD_CHANGE: "パスワードを変更する", "Change one's own password";
    CURRENT_PASSWORD: "現在のパスワード", "The current password";
    CODE_SET_UP: "二要素認証をはじめて設定する", "Set up two-step verification for the first time";
    CODE_CHANGE: "二要素認証を変更する・無効にする", "Change or turn off two-step verification";
    CURRENT_CODE: "現在の認証コードまたはリカバリーコード", "The current code, or a recovery code";
    PASSWORD: "パスワード", "Password";
    PASSWORD_MISSING: "パスワードを入力してください。", "Enter your password.";
    SUBMIT: "確認して続ける", "Confirm and go on";
    PASSKEY_SUB: "パスキーで確認すると元の画面に戻ります。入力した内容は残りません。", "A passkey leads back to the page; what you typed is not kept.";
    BACK: "操作をやめる", "Do not go on";
}
