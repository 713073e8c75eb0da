//! The words of the operation log for this feature.

use super::api::LogResult;
use super::facts;
use super::messages as lg;
use crate::end_users::messages as eu;
use crate::networks::messages::NETWORKS as LISTED;
use crate::record::{acts, facts, reasons, words};

acts! {
    DENY: "access.denied" => "権限のない操作", "Permission denied", never;
    DOWNLOAD: "log.download" => "操作ログをダウンロード", "Operation log downloaded";
    RESTART: "log.restart" => "操作ログの照合を新しく開始", "New log checkpoints started", always;
    ERASE_PERSONAL: "log.erase_personal" => "操作ログの個人情報を消去", "Personal details erased from the operation log", always;
    ROW_FORGED: "row.forged" => "データの改ざんを検知", "Altered data detected", always;
    SIGN_ROWS: "rows.sign" => "データの署名を開始", "Data signing started", always;
}

facts! {
    ACTION: "action" => lg::ACTION;
    ACTOR_ID: "actor_id" => lg::ACTOR_ID;
    ACTOR_ASKED: "asked_actor" => lg::ACTOR;
    SYSTEM_RECORDS: "system" => lg::SYSTEM_ITSELF => of &[SHOWN, HIDDEN];
    RESULT: "result" => lg::RESULT => word LogResult::text_of;
    FIRST_DAY: "first_day" => lg::FROM;
    LAST_DAY: "last_day" => lg::TO;
    REQUEST: "request" => "リクエストID", "Request ID";
    USER_AGENT: "user_agent" => "ブラウザ", "Browser";
    REASON: "reason" => eu::REASON;
    WHY: "why" => crate::cases::messages::REASON;
    ACCOUNT: "account" => "対象のアカウントID", "Target account ID";
    ACCOUNTS: "accounts" => "アカウントの数", "Accounts";
    COMPANIES: "companies" => "契約企業の数", "Companies";
    CONTACTS: "contacts" => "担当者連絡先の数", "Notification contacts";
    EXPORTS: "exports" => "データエクスポートの数", "Data exports";
    ENDED_CONSENTS: "ended_consents" => "取り消し済みの閲覧同意の数", "Revoked access consents";
    NETWORKS: "networks" => LISTED;
    LOCKS: "locks" => "ロックに署名したアカウントの数", "Accounts with signed locks";
    PASSWORD_DATES: "password_dates" => "パスワードの日付に署名したアカウントの数", "Accounts with signed password dates";
    ENTRIES: "entries" => "記録の件数", "Entries";
    FROM: "from" => "変更前", "Before";
    TO: "to" => "変更後", "After";
    UNTIL: "until" => "期限", "Until";
    SEEN: "seen" => "照合できた最後の番号", "Last entry confirmed by a checkpoint";
    COMPANY: "company" => "契約企業", "Company";
    COMPANY_ID: "company_id" => "契約企業のID", "Company ID";
    ROW: "row" => "記録のID", "Record ID";
    FORGED: "forged" => "外部からの改ざん", "Altered outside the console";
    TABLE: "table" => "データの種類", "Data type" => word facts::table;
}

reasons! {
    ALTERED: "altered" => "外部から改ざんされたデータ", "Data altered outside the console";
    ELSEWHERE: "elsewhere" => "許可されていない接続元", "Network not allowed";
    NO_CONSENT: "no_consent" => "契約企業の同意がない", "No consent from the company";
    NOT_ACTIVE: "not_active" => "利用停止または削除済み", "Suspended or removed";
    OUT_OF_ORDER: "out_of_order" => "手順の順序が不正", "Steps out of order";
    TOO_OLD: "too_old" => "時間切れ", "Expired";
    TOO_SOON: "too_soon" => "前回から間もない", "Too soon after the previous one";
}

words! {
    SHOWN: "show" => lg::SHOW_SYSTEM;
    HIDDEN: "hide" => lg::WITHOUT_SYSTEM;
}
