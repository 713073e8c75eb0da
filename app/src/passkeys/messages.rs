use crate::messages;

messages! {
    TITLE: "パスキー", "Passkeys";
    SUB: "指紋・顔・画面ロックやセキュリティキーでログインできます。パスワードも認証コードも要りません。パスワードの間違いでアカウントがロックされている間も使えます。", "Sign in with your fingerprint, your face, your screen lock or a security key: neither password nor code is needed. It works also while wrong passwords have locked the account.";
    LIST: "登録されているパスキー", "Your passkeys";
    NONE: "パスキーはまだありません。", "You have no passkeys yet.";
    NONE_HINT: "お使いの端末ごと、またはパスワード管理アプリごとに登録できます。", "You can add one for each device or password manager.";
    NAME: "名前", "Name";
    NAME_HINT: "どの端末のものか、後でわかる名前（例：会社のノートPC）。", "What you will know it by, such as “work laptop”.";
    ADDED: "登録日時", "Added";
    LAST_USED: "最後に使った日時", "Last used";
    NEVER: "未使用", "Never";
    ACTS: "操作", "Actions";
    REMOVE: "削除", "Remove";
    ADD: "パスキーを追加", "Add a passkey";
    ADD_SUBMIT: "次へ", "Next";
    NOT_HERE: "このコンソールはIPアドレスで公開されているため、パスキーを使えません。ホスト名で公開すると使えます。", "This console is reached by an IP address, and passkeys need a host name.";
    NEW_TITLE: "パスキーを作成", "Make a passkey";
    NEW_SUB: "ボタンを押すと、端末が指紋・顔・画面ロックなどを確認し、パスキーを作成します。", "Press the button: your device checks your fingerprint, face or screen lock, and makes the passkey.";
    NEW_SUBMIT: "パスキーを作成", "Make the passkey";
    SIGN_IN_TITLE: "パスキーで確認", "Use a passkey";
    SIGN_IN_SUB: "端末の画面に従って、指紋・顔・画面ロックなどで確認してください。", "Follow your device: it checks your fingerprint, face or screen lock.";
    USE: "パスキーを使う", "Use a passkey";
    BY_PASSWORD: "ログイン画面に戻る", "Back to the sign-in page";
    BACK: "やめる", "Cancel";
    NO_SCRIPT: "パスキーを使うには、ブラウザのJavaScriptを有効にしてください。", "Passkeys need JavaScript in the browser.";
    UNSUPPORTED: "このブラウザではパスキーを使えません。", "This browser cannot use passkeys.";
    ABORTED: "端末での確認が完了しませんでした。もう一度お試しください。", "Your device did not finish. Please try again.";
    NAME_MISSING: "名前を入力してください。", "Enter a name.";
    NAME_LONG: "名前は50文字以内で入力してください。", "The name can have at most 50 characters.";
    MANY: "登録できるパスキーは{n}個までです。", "No more than {n} passkeys can be added.";
    REFUSED: "パスキーを登録できませんでした。もう一度お試しください。", "The passkey could not be added. Please try again.";
    SAID_ADDED: "パスキーを登録しました。次のログインから使えます。", "The passkey has been added. You can sign in with it from now on.";
    SAID_REMOVED: "パスキーを削除しました。端末やパスワード管理アプリに残った分は、そちらで削除してください。", "The passkey has been removed here. Remove it from your device or password manager as well.";
    FAILED: "パスキーで本人を確認できませんでした。もう一度試すか、パスワードでログインしてください。", "The passkey could not be verified. Try again, or sign in with your password.";
    EXPIRED: "時間が経ったため、最初からやり直してください。", "That took too long. Please start again.";
}
