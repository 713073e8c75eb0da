use crate::messages;

messages! {
    TITLE: "パスキー", "Passkeys";
    SUB: "指紋・顔・画面ロックやセキュリティキーでログインできます。パスワードも認証コードも不要です。パスワードの間違いでアカウントがロックされている間も使えます。", "Sign in with your fingerprint, face, screen lock, or a security key instead of a password and code. Passkeys work even while your account is locked because of wrong passwords.";
    LIST: "登録されているパスキー", "Your passkeys";
    NONE: "パスキーはまだありません。", "You have no passkeys yet.";
    NONE_HINT: "お使いの端末ごと、またはパスワード管理アプリごとに登録できます。", "You can add one for each device or password manager.";
    NAME: "名前", "Name";
    NAME_HINT: "どの端末のものか、後でわかる名前（例：会社のノートPC）。", "A name that helps you recognize the device, such as “work laptop”.";
    ADDED: "登録日時", "Added";
    LAST_USED: "最後に使った日時", "Last used";
    NEVER: "未使用", "Never";
    ACTS: "操作", "Actions";
    REMOVE: "削除", "Remove";
    ADD: "パスキーを追加", "Add a passkey";
    ADD_SUBMIT: "パスキーを登録", "Register passkey";
    NOT_HERE: "このコンソールはIPアドレスで公開されているため、パスキーを使えません。ホスト名で公開すると使えます。", "Passkeys can't be used because this console is served from an IP address. They need a host name.";
    NEW_TITLE: "パスキーを作成", "Create a passkey";
    NEW_SUB: "ボタンを押すと、端末が指紋・顔・画面ロックなどを確認し、パスキーを作成します。", "Your device will check your fingerprint, face, or screen lock and create the passkey.";
    NEW_SUBMIT: "パスキーを作成", "Create passkey";
    SIGN_IN_TITLE: "パスキーで本人確認", "Use a passkey";
    SIGN_IN_SUB: "端末の画面に従って、指紋・顔・画面ロックなどで確認してください。", "Follow the steps on your device to confirm it's you.";
    USE: "パスキーを使う", "Use a passkey";
    BY_PASSWORD: "ログイン画面に戻る", "Back to sign-in";
    BACK: "キャンセル", "Cancel";
    NO_SCRIPT: "パスキーを使うには、ブラウザのJavaScriptを有効にしてください。", "To use passkeys, turn on JavaScript in your browser.";
    UNSUPPORTED: "このブラウザではパスキーを使えません。", "This browser doesn't support passkeys.";
    ABORTED: "端末での確認が完了しませんでした。もう一度お試しください。", "Verification wasn't completed on your device. Try again.";
    NAME_MISSING: "名前を入力してください。", "Enter a name.";
    NAME_LONG: "名前は50文字以内で入力してください。", "Enter a name of up to 50 characters.";
    MANY: "登録できるパスキーは{n}個までです。", "You can add up to {n} passkeys.";
    REFUSED: "パスキーを登録できませんでした。もう一度お試しください。", "The passkey couldn't be added. Try again.";
    SAID_ADDED: "パスキーを登録しました。次回のログインから使えます。", "Passkey added. You can use it the next time you sign in.";
    SAID_REMOVED: "パスキーを削除しました。端末やパスワード管理アプリに残ったパスキーは、そちらで削除してください。", "Passkey removed. Also remove it from your device or password manager.";
    FAILED: "パスキーで本人を確認できませんでした。もう一度お試しいただくか、パスワードでログインしてください。", "The passkey couldn't be verified. Try again, or sign in with your password.";
    EXPIRED: "有効時間が過ぎたため、最初からやり直してください。", "That took too long. Start again.";
}
