//! All words allowed in a profile, with their Japanese and English names. The loader refuses any other word, and every
//! word here can be shown.

use serde::Deserialize;

/// A fixed text in both languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FixedText {
    pub ja: &'static str,
    pub en: &'static str,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident $code:literal $ja:literal $en:literal;)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Deserialize)]
            pub enum $name { $(#[serde(rename = $code)] $variant),+ }

            impl $name {
                pub const ALL: &'static [$name] = &[$($name::$variant),+];

                /// The code in the profile.
                pub fn code(self) -> &'static str {
                    match self { $($name::$variant => $code),+ }
                }

                pub fn words(self) -> FixedText {
                    match self { $($name::$variant => FixedText { ja: $ja, en: $en }),+ }
                }
            }
        )+

        /// All codes with their words, to show a value without knowing its type.
        pub(super) const DICTIONARY: &[(&str, FixedText)] = &[$($(($code, FixedText { ja: $ja, en: $en }),)+)+];
    };
}

words! {
    /// The class of an account's owner. Policies differ between the three classes.
    AccountClass {
        Administrator "administrators" "管理者" "administrators";
        Member "members" "メンバー" "members";
        Staff "staff" "運営スタッフ" "support staff";
    }
    /// The means of sign-in.
    SignInMethod {
        Password "password" "パスワード" "password";
        TwoFactor "two-factor" "二要素認証" "two-step verification";
        ClientCertificate "client-certificate" "クライアント証明書" "client certificate";
    }
    /// The second step of signing in.
    SecondFactorMethod {
        Totp "totp" "認証アプリ" "authenticator app";
        Passkey "passkey" "パスキー" "passkey";
        EmailCode "email-code" "メールのワンタイムパスワード" "one-time code by email";
        ClientCertificate "client-certificate" "クライアント証明書" "client certificate";
        RecoveryCode "recovery-code" "リカバリーコード" "recovery code";
    }
    /// How the source of a sign-in can be restricted.
    Restriction {
        IpAddress "ip-address" "IPアドレス" "IP address";
        ClientCertificate "client-certificate" "クライアント証明書" "client certificate";
        SecondFactor "two-factor" "二要素認証" "two-step verification";
    }
    /// How a locked account is unlocked.
    Unlock {
        SupportReset "support-reset" "サポート窓口でのパスワードリセット" "password reset by Support";
        AdministratorReset "administrator-reset" "管理者によるパスワードリセット" "password reset by an administrator";
    }
    /// How passwords are stored.
    PasswordHash {
        Argon2id "argon2id" "argon2id" "argon2id";
    }
    /// The identifier of an account.
    Identifier {
        Email "email" "メールアドレス" "email address";
    }
    /// Who must approve.
    Approver {
        None "none" "なし" "none";
        Administrator "administrator" "管理者の承認" "approval by an administrator";
        SecurityManager "security-manager" "情報セキュリティ管理者の承認" "approval by the security manager";
    }
    /// The role of a new account.
    FirstRole {
        Viewer "viewer" "閲覧者" "viewer";
        Operator "operator" "担当者" "operator";
    }
    /// What can be set for a screen.
    ScreenSetting {
        Available "available" "使用可能フラグ" "available";
        RootFunction "root-function" "ルート機能フラグ" "root function";
        BillingUserType "billing-user-type" "課金ユーザータイプ" "billing user type";
        PermissionKind "permission-kind" "権限設定種別フラグ" "permission kind";
    }
    /// What a notice is about; each kind has its own lead time.
    NoticeKind {
        Change "change" "サービス変更" "service change";
        Suspension "suspension" "サービスの停止" "service suspension";
        PlannedStop "planned-stop" "計画停止" "planned stop";
        Maintenance "maintenance" "メンテナンス" "maintenance";
        EndOfService "end-of-service" "サービス提供終了" "end of service";
        Upgrade "upgrade" "バージョンアップ" "version upgrade";
    }
    /// How a notice reaches the customer.
    NoticeChannel {
        Mail "mail" "メール" "email";
        Site "site" "サイト掲示" "site";
        Telephone "telephone" "電話" "telephone";
    }
    /// How an alarm reaches the first responder; SMS and telephone are reached by a gateway's webhook.
    AlertSink {
        Mail "mail" "メール" "email";
        Slack "slack" "Slack" "Slack";
        Webhook "webhook" "Webhook" "webhook";
        Sms "sms" "SMS" "SMS";
        Telephone "telephone" "電話" "telephone";
    }
    DayOfWeek {
        Monday "monday" "月曜日" "Monday";
        Tuesday "tuesday" "火曜日" "Tuesday";
        Wednesday "wednesday" "水曜日" "Wednesday";
        Thursday "thursday" "木曜日" "Thursday";
        Friday "friday" "金曜日" "Friday";
        Saturday "saturday" "土曜日" "Saturday";
        Sunday "sunday" "日曜日" "Sunday";
    }
    /// When a channel of the support desk is open.
    Acceptance {
        Always "always" "24時間365日" "24/7";
        DeskHours "desk-hours" "営業時間内" "during support hours";
    }
    /// The period over which uptime is counted.
    UptimePeriod {
        Month "month" "月間" "month";
        Year "year" "年間" "year";
    }
    /// The scope for which uptime is counted.
    UptimeScope {
        Service "service" "サービス全体" "entire service";
        SocialLogin "social-login" "ソーシャルログイン" "social login";
    }
    /// Who may see something. Each value includes the ones after it.
    Audience {
        Public "public" "一般公開" "everyone";
        Members "members" "メンバー" "members";
        Administrators "administrators" "管理者" "administrators";
        Provider "provider" "提供者のみ" "provider only";
    }
    LogKind {
        Access "access" "アクセスログ" "access";
        Operation "operation" "操作ログ" "operation";
        Error "error" "エラーログ" "error";
        SignIn "sign-in" "ログイン" "sign-in";
        SignOut "sign-out" "ログアウト" "sign-out";
        Server "server" "サーバログ" "server";
    }
    /// The effect of a logged action on data.
    ActionKind {
        Create "create" "作成" "create";
        Update "update" "更新" "update";
        Delete "delete" "削除" "delete";
        Extract "extract" "抽出" "extract";
    }
    /// A column of the sign-in history.
    SignInField {
        Time "time" "ログイン日時" "date and time";
        Address "address" "IPアドレス" "IP address";
        Device "device" "デバイス" "device";
        Outcome "outcome" "成功・失敗" "success or failure";
    }
    /// When logs are disclosed to a customer.
    Disclosure {
        None "none" "なし" "none";
        OnRequest "on-request" "問い合わせを元に必要と判断した場合" "on request, when judged necessary";
        AfterIncident "after-incident" "事故発生時" "after an incident";
    }
    /// What happens to deposited data when the contract ends.
    ErasureMode {
        Erase "erase" "すべて消去" "erase all data";
        Retain "retain" "取引データは残し、アカウントのみ削除" "keep transaction data, delete accounts only";
    }
    /// The meaning of deletion.
    Deletion {
        Physical "physical" "物理削除" "physical";
        Logical "logical" "論理削除" "logical";
    }
    MonitorTarget {
        Application "application" "アプリケーション" "application";
        Platform "platform" "プラットフォーム" "platform";
        ServerHost "host" "サーバ" "server";
        Storage "storage" "ストレージ" "storage";
        Network "network" "ネットワーク" "network";
    }
    MonitorCheck {
        Alive "alive" "死活" "availability";
        Performance "performance" "パフォーマンス" "performance";
        Load "load" "負荷" "load";
        State "state" "稼働状態" "state";
        Ftp "ftp" "FTP" "FTP";
        Ssh "ssh" "SSH" "SSH";
        Disk "disk" "ディスク使用量" "disk usage";
        Exceptions "exceptions" "例外" "exceptions";
    }
    /// A step of the incident procedure.
    IncidentStep {
        Detect "detect" "検知" "detection";
        Triage "triage" "一次切り分け・対応" "triage";
        SoftwareFix "software-fix" "ソフトウェアバグ対応" "software fix";
        Recover "recover" "リカバリ処理" "recovery";
        Restart "restart" "再起動・再処理" "restart or rerun";
        BusinessImpact "business-impact" "業務への影響度確認" "business impact";
        TellCustomer "tell-customer" "お客様への連絡" "customer notification";
        Prevent "prevent" "今後の防止策の検討" "prevention";
        SevereSlowness "severe-slowness" "著しいレスポンス劣化への対応" "response to severe slowdowns";
    }
    /// Where the data of a tenant may be stored.
    TenantDatabase {
        Shared "shared" "共用データベース" "shared database";
        SharedOrOwn "shared-or-own" "共用または専用データベース" "shared or dedicated database";
    }
    TlsVersion {
        Tls12 "1.2" "TLS 1.2" "TLS 1.2";
        Tls13 "1.3" "TLS 1.3" "TLS 1.3";
    }
    Cipher {
        Aes256 "aes-256" "AES-256" "AES-256";
        Aes128 "aes-128" "AES-128" "AES-128";
        Chacha20 "chacha20" "ChaCha20" "ChaCha20";
    }
    DataFormat {
        Csv "csv" "CSV" "CSV";
        Xlsx "xlsx" "Excel (XLSX)" "Excel (XLSX)";
        Ndjson "ndjson" "NDJSON" "NDJSON";
    }
    DataOwner {
        Tenant "tenant" "契約企業" "company";
    }
    /// Who can access backups.
    BackupReach {
        SystemAdministrators "system-administrators" "システム管理者のみ" "system administrators only";
    }
    Browser {
        Chrome "chrome" "Google Chrome" "Google Chrome";
        Edge "edge" "Microsoft Edge" "Microsoft Edge";
        Firefox "firefox" "Firefox" "Firefox";
        Safari "safari" "Safari" "Safari";
    }
}

/// Words for values that are numbers in other places.
const SPECIAL: &[(&str, FixedText)] = &[
    ("never", FixedText { ja: "期限なし", en: "never" }),
    ("plan", FixedText { ja: "契約・プランによる", en: "depends on contract or plan" }),
    ("unlimited", FixedText { ja: "制限なし", en: "unlimited" }),
];

/// The words of a code.
pub(super) fn word(code: &str) -> Option<FixedText> {
    DICTIONARY.iter().chain(SPECIAL).find(|(known, _)| *known == code).map(|(_, words)| *words)
}
