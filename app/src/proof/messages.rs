use crate::messages;

messages! {
    TITLE: "本人の再確認", "Confirm that it is you";
    BY_CODE: "大切な操作のため、もう一度、認証アプリのコードを入力してください。", "This is an act of weight. Enter a code of your authenticator app once more.";
    BY_PASSWORD: "大切な操作のため、もう一度、パスワードを入力してください。", "This is an act of weight. Enter your password once more.";
    KEPT: "入力した内容はそのまま引き継がれ、確認が済むと操作が実行されます。", "What you have typed is kept. Once you confirm, the act is carried out.";
    PASSWORD: "パスワード", "Password";
    PASSWORD_MISSING: "パスワードを入力してください。", "Enter your password.";
    SUBMIT: "確認して続ける", "Confirm and go on";
    BACK: "操作をやめる", "Do not go on";
}
