use crate::messages;

messages! {
    TITLE: "本人の再確認", "Confirm that it is you";
    BY_CODE: "大切な操作のため、もう一度、認証アプリのコードを入力してください。", "This is an act of weight. Enter a code of your authenticator app once more.";
    BY_PASSWORD: "大切な操作のため、もう一度、パスワードを入力してください。", "This is an act of weight. Enter your password once more.";
    KEPT: "確認が済むと、次の内容で実行します。心当たりがなければ、キャンセルしてください。", "Once you confirm, this is carried out. Cancel if you did not ask for it.";
    LARGE: "入力した内容が大きいため、引き継げません。確認が済んだら、もう一度入力してください。", "What you typed is too large to be kept. Type it again once you have confirmed.";
    GONE: "本人を確認しましたが、待っていた操作はもうないため、何も実行していません。必要なら、もう一度操作してください。", "You are confirmed, but what waited for it is gone, so nothing was done. Do it again if you still want it.";
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
    BACK: "キャンセル", "Cancel";
}
