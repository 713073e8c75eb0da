use crate::messages;

messages! {
    TITLE: "クライアント証明書", "Client certificates";
    OF: "{name}さんのクライアント証明書", "Client certificates of {name}";
    SUB: "登録した証明書をブラウザが提示すると、パスワードのあとの認証コードが不要になります。", "If the browser presents a registered certificate, no verification code is needed after the password.";
    LIST: "登録されている証明書", "Registered certificates";
    NONE: "証明書はまだありません。", "No certificates yet.";
    NONE_HINT: "証明書の公開部分（PEM形式）を登録してください。秘密鍵は登録しないでください。", "Paste the certificate only (PEM). Never paste a private key.";
    OWN_SUB: "管理者が登録した、ご自身の証明書です。端末の紛失や交換のときは失効させてください。", "Certificates that an administrator has registered for you. Revoke a certificate if its device is lost or replaced.";
    OWN_NONE_HINT: "証明書は貴社の管理者が登録します。必要な場合は管理者に依頼してください。", "An administrator of your company registers certificates. Ask one if you need a certificate.";
    SUBJECT: "発行先", "Subject";
    ISSUED_BY: "発行者：{issuer}", "Issuer: {issuer}";
    FINGERPRINT: "フィンガープリント（SHA-256）", "Fingerprint (SHA-256)";
    UNTIL: "有効期限", "Expires";
    STATE: "ステータス", "Status";
    ACTS: "操作", "Actions";
    GOOD: "有効", "Valid";
    OUT_OF_TIME: "有効期間外", "Outside validity period";
    REVOKED: "失効済み", "Revoked";
    REVOKE: "失効させる", "Revoke";
    ADD: "証明書を登録", "Register a certificate";
    ADD_SUBMIT: "登録する", "Register";
    PEM: "証明書（PEM形式）", "Certificate (PEM)";
    PEM_HINT: "「-----BEGIN CERTIFICATE-----」で始まるテキストを貼り付けてください。", "Paste the text that starts with “-----BEGIN CERTIFICATE-----”.";
    NOT_ACCEPTED: "このコンソールは、前段のサーバーから証明書を受け取る設定になっていません。登録はできますが、ログインには使用されません。", "This console isn't configured to receive certificates from the server in front of it. You can register certificates, but they aren't used at sign-in.";
    PEM_MISSING: "証明書を貼り付けてください。", "Paste the certificate.";
    PEM_WRONG: "証明書を読み取れません。PEM形式の証明書を一つだけ貼り付けてください。", "The certificate can't be read. Paste a single certificate in PEM format.";
    PEM_KEY: "秘密鍵が含まれています。秘密鍵は誰にも渡さず、証明書だけを貼り付けてください。", "This contains a private key. Never share it. Paste the certificate only.";
    PEM_EXPIRED: "この証明書は有効期限が切れています。", "This certificate has expired.";
    PEM_THERE: "この証明書は登録済みです。", "This certificate is already registered.";
    MANY: "登録できる証明書は{n}件までです。", "You can register up to {n} certificates.";
    SAID_ADDED: "証明書を登録しました。", "Certificate registered.";
    SAID_REVOKED: "証明書を失効させました。ほかの端末のログインは終了しています。", "Certificate revoked. Other devices have been signed out.";
    SAID_OVER: "この証明書はすでに失効しています。", "This certificate has already been revoked.";
}
