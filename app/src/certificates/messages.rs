use crate::messages;

messages! {
    TITLE: "クライアント証明書", "Client certificates";
    OF: "{name}さんのクライアント証明書", "Client certificates of {name}";
    SUB: "登録した証明書をブラウザが提示すると、パスワードのあとの認証コードが不要になります。", "When the browser presents a certificate that is registered here, no code is asked for after the password.";
    LIST: "登録されている証明書", "Registered certificates";
    NONE: "証明書はまだありません。", "There are no certificates yet.";
    NONE_HINT: "証明書の公開部分（PEM形式）を登録してください。秘密鍵は登録しないでください。", "Register the public part, in PEM. Never the private key.";
    OWN_SUB: "管理者が登録した、ご自身の証明書です。端末の紛失や交換のときは失効させてください。", "Certificates that an administrator has registered for you. Revoke one when its device is lost or replaced.";
    OWN_NONE_HINT: "証明書は貴社の管理者が登録します。必要な場合は管理者に依頼してください。", "Certificates are registered by an administrator of your company. Ask one if you need it.";
    SUBJECT: "発行先", "Subject";
    ISSUER: "発行者", "Issuer";
    FINGERPRINT: "フィンガープリント（SHA-256）", "Fingerprint (SHA-256)";
    UNTIL: "有効期限", "Expires";
    STATE: "状態", "State";
    ACTS: "操作", "Actions";
    GOOD: "有効", "Good";
    OUT_OF_TIME: "期間外", "Out of time";
    REVOKED: "失効", "Revoked";
    REVOKE: "失効させる", "Revoke";
    ADD: "証明書を登録", "Register a certificate";
    ADD_SUBMIT: "登録する", "Register";
    PEM: "証明書（PEM形式）", "Certificate (PEM)";
    PEM_HINT: "「-----BEGIN CERTIFICATE-----」で始まるテキストを貼り付けてください。", "Paste the text that begins with “-----BEGIN CERTIFICATE-----”.";
    NOT_ACCEPTED: "このコンソールは、前段のサーバーから証明書を受け取る設定になっていません。登録はできますが、ログインには使われません。", "This console is not set up to be told of certificates by the server in front. They can be registered, but do not count at sign-in.";
    PEM_MISSING: "証明書を貼り付けてください。", "Paste the certificate.";
    PEM_WRONG: "証明書を読み取れません。PEM形式の証明書を一つだけ貼り付けてください。", "This cannot be read. Paste one certificate, in PEM.";
    PEM_KEY: "秘密鍵が含まれています。秘密鍵は誰にも渡さず、証明書だけを貼り付けてください。", "This contains a private key. Keep that to yourself, and paste the certificate alone.";
    PEM_EXPIRED: "この証明書は有効期限が切れています。", "This certificate has expired.";
    PEM_THERE: "この証明書は登録済みです。", "This certificate is registered already.";
    MANY: "登録できる証明書は{n}件までです。", "No more than {n} certificates can be registered.";
    SAID_ADDED: "証明書を登録しました。", "The certificate has been registered.";
    SAID_REVOKED: "証明書を失効させました。ほかの端末のログインは終了しています。", "The certificate has been revoked, and other devices have been signed out.";
    SAID_OVER: "この証明書はすでに失効しています。", "This certificate is revoked already.";
}
