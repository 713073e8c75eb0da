//! The labels of all values on screen, in the order of the pages. A key that is missing here needs no source and is not
//! shown, so a test compares this list with all keys of the built-in profiles.

use super::unit::{
    ALLOWED, BUSINESS, CHARACTERS, CHARGED, CODES, DAYS, DONE, ENCRYPTED, GENERATIONS, GIGABYTES, HOURS, HOURS_OR_NONE,
    MILLISECONDS, MINUTES, MINUTES_OR_ALL, MINUTES_OR_AT_ONCE, NEEDED, PASSWORDS, PER_MINUTE, PERCENT, PERCENTILE,
    PLAIN, PROVIDED, REQUESTS, SECONDS, TIMES, USERS, Unit, YEARS_TIMES, of,
};
use super::words::FixedText;

pub(super) struct Label {
    pub key: &'static str,
    pub unit: Unit,
    pub words: FixedText,
}

/// All keys, in the order of the pages.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    LABELS.iter().map(|label| label.key)
}

/// The section of a key, with its title.
pub(super) fn section(key: &str) -> (&str, FixedText) {
    let name = key.split('.').next().unwrap_or(key);
    let title = SECTIONS.iter().find(|(known, _)| *known == name).map(|(_, title)| *title);
    (name, title.unwrap_or(of("その他", "Other")))
}

/// The value of a key in a file.
pub(super) fn value<'v>(values: &'v toml::Table, key: &str) -> Option<&'v toml::Value> {
    let mut parts = key.split('.');
    let mut value = values.get(parts.next()?)?;
    for part in parts {
        value = value.get(part)?;
    }
    Some(value)
}

macro_rules! labels {
    ($($section:ident $section_ja:literal $section_en:literal { $($key:literal $unit:expr, $ja:literal $en:literal;)+ })+) => {
        const SECTIONS: &[(&str, FixedText)] = &[$((stringify!($section), of($section_ja, $section_en))),+];
        pub(super) const LABELS: &[Label] = &[$($(
            Label { key: concat!(stringify!($section), ".", $key), unit: $unit, words: of($ja, $en) },
        )+)+];
    };
}

labels! {
    password "パスワード" "Passwords" {
        "min_length" CHARACTERS, "文字数の下限" "Minimum length";
        "max_length" CHARACTERS, "文字数の上限" "Maximum length";
        "letters_and_digits" NEEDED, "半角英字と半角数字の両方が必要" "Both half-width letters and digits";
        "refuse_guessable" PLAIN, "推測されやすいパスワードの拒否" "Reject guessable passwords";
        "history" PASSWORDS, "再設定できない直近のパスワード" "Previous passwords that can't be reused";
        "min_age_hours" HOURS_OR_NONE, "次に変更できるまでの時間" "Time before the next change";
        "max_age_days.administrators" DAYS, "変更期限（管理者）" "Password expires after (administrators)";
        "max_age_days.members" DAYS, "変更期限（メンバー）" "Password expires after (members)";
        "max_age_days.staff" DAYS, "変更期限（運営スタッフ）" "Password expires after (support staff)";
        "remind_days" DAYS, "変更期限前の案内メール" "Reminder emails before expiry";
        "change_at_first_issue" NEEDED, "初回発行時の変更が必要" "Change after first issue";
        "change_after_reset" NEEDED, "リセット後の変更が必要" "Change after a reset";
        "reset_by_administrator" ALLOWED, "管理者による強制リセット" "Forced reset by an administrator";
        "issued_valid_hours" HOURS, "発行したワンタイムパスワードの有効期間" "One-time password valid for";
        "reset_link_minutes" MINUTES, "再設定リンクの有効期間" "Reset link valid for";
        "hash" PLAIN, "保存方法（ハッシュ）" "Storage (hash)";
    }
    lockout "アカウントロック" "Account lockout" {
        "attempts" TIMES, "ロックまでのパスワード誤り" "Wrong passwords before lockout";
        "code_attempts" TIMES, "確認コードの誤りの上限" "Wrong verification codes before the sign-in ends";
        "unlock" PLAIN, "ロックの解除方法（パスキーは、ロック中も使えます。外部からの誤りによるロックでは、ログインしたことのある端末も使えます）" "Unlocked by (passkeys still work while locked; if attempts from unknown devices caused the lock, known devices also work)";
        "per_address_per_minute" PER_MINUTE, "接続元ごとのログイン失敗" "Failed sign-ins per network";
        "per_account_per_minute" PER_MINUTE, "アカウントごとのログイン失敗" "Failed sign-ins per account";
        "unseen_wait_minutes" MINUTES, "初めての端末からの失敗ごとの待ち時間" "Wait after each failure from a new device";
        "alarm_locks_per_hour" TIMES, "運営に警報を出す1時間あたりのロック" "Lockouts per hour that alert support staff";
        "help_per_address_per_minute" PER_MINUTE, "接続元ごとのサポート依頼" "Help requests per network";
        "passkeys_per_address_per_minute" PER_MINUTE, "接続元ごとのパスキーの応答" "Passkey responses per network";
        "forget_hours" HOURS, "ログイン失敗の記録を忘れるまで" "Failed sign-ins forgotten after";
    }
    sign_in "ログイン" "Sign-in" {
        "methods" PLAIN, "認証方法" "Methods";
    }
    second_factor "二要素認証" "Two-step verification" {
        "methods" PLAIN, "利用できる方法" "Methods";
        "offered_to" PLAIN, "選択できる対象" "Offered to";
        "required_for" PLAIN, "必須の対象" "Required for";
        "email_code_for" PLAIN, "メールの確認コードを選択できる対象" "Email codes available to";
        "email_code_minutes" MINUTES, "メールの確認コードの有効期間" "Email code valid for";
        "step_minutes" MINUTES, "確認コードの入力の制限時間" "Time limit for entering the code";
        "email_codes" TIMES, "1回のログインで送るメールの確認コードの上限" "Maximum email codes per sign-in";
        "email_codes_per_hour" TIMES, "1時間に送るメールの確認コードの上限" "Maximum email codes per hour";
        "email_code_pause_seconds" SECONDS, "メールの確認コードの送信間隔" "Minimum time between email codes";
        "passkey_minutes" MINUTES, "パスキーの操作の制限時間" "Time limit for using a passkey";
        "recovery_codes" CODES, "リカバリーコードの数" "Recovery codes";
    }
    session "セッション" "Sessions" {
        "idle_minutes" MINUTES, "無操作でログアウトするまで" "Idle timeout";
        "absolute_hours" HOURS, "最長のログイン時間" "Maximum session length";
        "concurrent_users" USERS, "同時接続利用者数" "Concurrent users";
    }
    step_up "本人確認" "Re-authentication" {
        "max_age_minutes" MINUTES, "重要な操作（権限、削除、エクスポートなど）の本人確認の有効時間" "Re-authentication valid for, sensitive actions (such as roles, removals and exports)";
        "light_max_age_minutes" MINUTES, "影響の小さい操作（閲覧者の招待、連絡先の追加など）の本人確認の有効時間" "Re-authentication valid for, low-impact actions (such as inviting a viewer or adding a contact)";
    }
    accounts "アカウント" "Accounts" {
        "one_per_person" PLAIN, "1人1アカウント" "One account per person";
        "one_policy_for_all_services" PLAIN, "すべての契約サービスで共通" "Shared by all contracted services";
        "identifier" PLAIN, "ログインID" "Sign-in ID";
        "approval" NEEDED, "発行の承認" "Approval of new accounts";
        "external_sign_in" ALLOWED, "外部アカウントによるログインの許可" "Sign-in with an external account";
        "ledger" PROVIDED, "アカウント管理台帳" "Account ledger";
        "invitation_days" DAYS, "招待の有効期間" "Invitation valid for";
        "unused_days" DAYS, "未使用のアカウントとして報告するまで" "Reported as unused after";
    }
    access "接続元" "Network access" {
        "ip_rules_for" PLAIN, "IPアドレス制限を設定できる対象" "IP allowlist available for";
        "restricted" PLAIN, "接続元の制限が必須の対象" "Network restriction required for";
        "restricted_by" PLAIN, "接続元の制限方法（いずれか）" "Network restriction methods (any of)";
        "lift_hours" HOURS, "サポートによる制限の一時解除の時間" "Temporary lift by Support lasts";
    }
    rights "権限" "Permissions" {
        "first_role" PLAIN, "新しいアカウントのロール" "Role of new accounts";
        "download_by_default" DONE, "ダウンロード権限を最初から付与" "Download permission granted by default";
        "export_approval" NEEDED, "データエクスポートの承認" "Data export approval";
        "screen_settings" PLAIN, "画面別のアクセス設定" "Access settings by screen";
        "screen_settings_per_role" ALLOWED, "ロール別のアクセス設定" "Access settings by role";
    }
    staff_access "運営スタッフの閲覧" "Access by support staff" {
        "approved_staff_only" PLAIN, "承認されたスタッフのみ" "Approved staff only";
        "consent_required" NEEDED, "契約企業の同意が必要" "Company consent required";
        "consent_max_hours" HOURS, "同意の最長期間" "Maximum duration of consent";
        "recorded" DONE, "閲覧の記録" "Access is recorded";
    }
    notices "お知らせと事前通知" "Announcements and notices" {
        "announcements" DONE, "「お知らせ」への掲示" "Posted under Announcements";
        "urgent_mail" DONE, "緊急のお知らせのメール送信" "Urgent announcements sent by email";
        "shorter_with_reason" ALLOWED, "理由を記録した場合の期限内の通知" "Shorter notice with a recorded reason";
        "change.ahead" Unit::Ahead, "サービス変更の通知時期" "Notice before service changes";
        "change.channels" PLAIN, "サービス変更の通知方法" "Service changes announced by";
        "suspension.ahead" Unit::Ahead, "サービス停止の通知時期" "Notice before service suspensions";
        "suspension.channels" PLAIN, "サービス停止の通知方法" "Service suspensions announced by";
        "planned_stop.ahead" Unit::Ahead, "計画停止の通知時期" "Notice before planned downtime";
        "planned_stop.channels" PLAIN, "計画停止の通知方法" "Planned downtime announced by";
        "maintenance.ahead" Unit::Ahead, "メンテナンスの通知時期" "Notice before maintenance";
        "maintenance.channels" PLAIN, "メンテナンスの通知方法" "Maintenance announced by";
        "end_of_service.ahead" Unit::Ahead, "サービス提供終了の通知時期" "Notice before the end of service";
        "end_of_service.channels" PLAIN, "サービス提供終了の通知方法" "End of service announced by";
        "upgrade.ahead" Unit::Ahead, "バージョンアップの通知時期" "Notice before version upgrades";
        "upgrade.channels" PLAIN, "バージョンアップの通知方法" "Version upgrades announced by";
        "contact_link_hours" HOURS, "連絡先の確認リンクの有効期間" "Contact confirmation link valid for";
    }
    maintenance "計画停止" "Planned maintenance" {
        "service_around_the_clock" PROVIDED, "24時間365日のサービス提供" "Service available 24/7";
        "regular" PROVIDED, "定期的な計画停止" "Regular planned downtime";
        "monthly.week" Unit::Nth, "毎月の計画停止の週" "Monthly downtime: week";
        "monthly.day" PLAIN, "毎月の計画停止の曜日" "Monthly downtime: day";
        "monthly.start" PLAIN, "毎月の計画停止の開始時刻" "Monthly downtime: start (JST)";
        "monthly.max_minutes" MINUTES, "毎月の計画停止の最長時間" "Monthly downtime: maximum length";
        "occasional.from" PLAIN, "不定期の計画停止の時間帯（開始）" "Occasional downtime: earliest start (JST)";
        "occasional.until" PLAIN, "不定期の計画停止の時間帯（終了）" "Occasional downtime: latest end (JST)";
        "occasional.usual_per_year" YEARS_TIMES, "不定期の計画停止の回数（通常）" "Occasional downtime: usual frequency";
        "occasional.max_per_year" YEARS_TIMES, "不定期の計画停止の回数（上限）" "Occasional downtime: maximum frequency";
        "occasional.usual_minutes" MINUTES, "不定期の計画停止の時間（通常）" "Occasional downtime: usual length";
        "occasional.max_minutes" MINUTES, "不定期の計画停止の時間（上限）" "Occasional downtime: maximum length";
        "budget_hours_per_year" HOURS, "年間の計画停止時間の上限" "Maximum planned downtime per year";
    }
    support "サポート窓口" "Support" {
        "desk.weekdays" PLAIN, "営業時間（平日）" "Support hours, Monday to Friday (JST)";
        "desk.saturday" PLAIN, "営業時間（土曜日）" "Support hours, Saturday (JST)";
        "desk.sunday" PLAIN, "営業時間（日曜日）" "Support hours, Sunday (JST)";
        "desk.closed_on_holidays" PROVIDED, "祝日の休業" "Closed on public holidays";
        "desk.closures" Unit::YearSpans, "毎年の休業期間" "Annual closures";
        "mail" PLAIN, "メール受付" "Email support";
        "form" PLAIN, "お問い合わせフォーム受付" "Inquiry form";
        "telephone" PLAIN, "電話受付" "Phone support";
        "answer.goal_business_days" BUSINESS, "返信の目標" "Response target";
        "answer.latest_business_days" BUSINESS, "返信の期限" "Response deadline";
        "cooling_off_hours" HOURS, "同意できる管理者がいない場合の待ち時間" "Waiting period when no administrator can consent";
    }
    uptime "稼働率" "Uptime" {
        "scope" PLAIN, "対象" "Scope";
        "period" PLAIN, "集計期間" "Measurement period";
        "sla_percent" PERCENT, "保証値（SLA）" "Guaranteed uptime (SLA)";
        "slo_percent" PERCENT, "目標値（SLO）" "Target uptime (SLO)";
        "stated_actual_percent" PERCENT, "文書に記載の実績値" "Actual uptime stated in the document";
        "min_counted_minutes" MINUTES_OR_ALL, "停止時間に数える最短の停止" "Shortest outage counted as downtime";
        "not_counted.planned_stops" DONE, "計画停止を停止時間から除外" "Exclude planned downtime";
        "not_counted.provider_stops" DONE, "ソーシャルログインプロバイダ起因の停止を除外" "Exclude outages caused by social login providers";
    }
    recovery "障害復旧" "Incident recovery" {
        "mttr_minutes" MINUTES, "平均復旧時間（MTTR）" "Mean time to recovery (MTTR)";
        "rto_minutes" MINUTES, "目標復旧時間（RTO）" "Recovery time objective (RTO)";
        "usual_business_days" BUSINESS, "復旧時間の実績" "Actual recovery time";
        "rpo_minutes" MINUTES, "目標復旧ポイント（RPO）" "Recovery point objective (RPO)";
        "max_failures_per_year" YEARS_TIMES, "障害件数の上限" "Maximum number of incidents";
        "long_failure_hours" HOURS, "長時間障害として数える時間" "Counted as a long incident from";
        "brief_network_faults_count" DONE, "数分単位の通信障害を件数に数える" "Count network faults lasting only minutes";
    }
    response "応答時間" "Response times" {
        "mean_milliseconds" MILLISECONDS, "平均応答時間の目標" "Target mean response time";
        "slow_spell_minutes" MINUTES, "遅延の継続時間の上限" "Maximum length of slow responses";
        "batch_seconds" SECONDS, "バッチ処理時間の目標" "Target batch processing time";
        "collected" DONE, "応答・バッチ時間の収集と分析" "Collect and analyze response and batch times";
        "percentiles" PERCENTILE, "表示する分布" "Percentiles shown";
    }
    rate_limits "アクセス量制限" "Rate limits" {
        "social_login_per_minute" REQUESTS, "ソーシャルログイン" "Social login";
        "web_api_per_minute" REQUESTS, "Web API" "Web API";
        "lift.permanent" ALLOWED, "常時の上限引き上げ" "Permanent increase";
        "lift.ask_days_ahead" DAYS, "一時解除の申込期限（実施前）" "Temporary lift: request in advance";
        "lift.charged" CHARGED, "一時解除は有償" "Temporary lift: fee";
    }
    quotas "利用上限" "Quotas" {
        "end_users" USERS, "エンドユーザー数" "End users";
        "storage_gigabytes" GIGABYTES, "ディスク容量（共用サーバー）" "Storage (shared server)";
    }
    monitoring "監視" "Monitoring" {
        "around_the_clock" PROVIDED, "24時間365日の監視" "24/7 monitoring";
        "targets" PLAIN, "監視対象" "Monitored components";
        "checks" PLAIN, "監視内容" "Checks";
        "interval_seconds" SECONDS, "監視間隔" "Check interval";
        "alerts" PLAIN, "担当者への発報" "First responders alerted by";
    }
    incident "障害連絡" "Incidents" {
        "first_notice_minutes" MINUTES_OR_AT_ONCE, "検知から最初の連絡まで" "First notice after detection";
        "first_notice_by" PLAIN, "最初の連絡方法" "First notice sent by";
        "update_minutes" MINUTES, "発生中の状況報告の間隔" "Status update interval";
        "update_by" PLAIN, "状況報告の方法" "Status updates sent by";
        "steps" PLAIN, "対応手順" "Response procedure";
    }
    publication "公開範囲" "Publication" {
        "status_page" PLAIN, "稼働状況ページ" "Status page";
        "status_page_only_in_faults" PLAIN, "稼働状況の公開は障害発生中のみ" "Live status shown only during incidents";
        "service_level" PLAIN, "サービスレベル目標" "Service level objectives";
        "uptime_actuals" PLAIN, "稼働率の実績" "Actual uptime";
        "actuals_every" PLAIN, "稼働率の実績の集計期間" "Measurement period for actual uptime";
        "maintenance_actuals" PLAIN, "メンテナンス時間の実績" "Actual maintenance time";
        "recovery_actuals" PLAIN, "復旧実績（MTTR・RTO・RPO）の公開" "Actual recovery results (MTTR, RTO, RPO)";
        "api_reference" PLAIN, "Web APIの仕様" "Web API reference";
        "help" PROVIDED, "ヘルプページ" "Help pages";
        "browsers" PLAIN, "対応ブラウザ" "Supported browsers";
    }
    logs "ログ" "Logs" {
        "kinds" PLAIN, "記録するログ" "Logs recorded";
        "actions" PLAIN, "記録する操作" "Actions recorded";
        "sign_in_fields" PLAIN, "ログイン履歴の項目" "Sign-in history fields";
        "account_id" DONE, "すべてのログにアカウントIDを記録" "Account ID in every log";
        "search_by_account" ALLOWED, "アカウントIDによる検索" "Search by account ID";
        "own_activity" ALLOWED, "自分のアクティビティの確認" "View own activity";
        "member_activity" PLAIN, "メンバーのアクティビティの閲覧" "Member activity visible to";
        "visible.operation" PLAIN, "操作ログの閲覧" "Operation log visible to";
        "visible.sign_in" PLAIN, "ログイン履歴の閲覧" "Sign-in history visible to";
        "visible.access" PLAIN, "アクセスログの閲覧" "Access log visible to";
        "visible.error" PLAIN, "エラーログの閲覧" "Error log visible to";
        "visible.server" PLAIN, "サーバログの閲覧" "Server log visible to";
        "disclosure" PLAIN, "ログの開示・提供" "Log disclosure";
        "disclosure_signed" PROVIDED, "提供するログへの署名" "Signature on disclosed logs";
    }
    retention "ログの保存期間" "Log retention" {
        "operation" PLAIN, "操作ログ" "Operation log";
        "sign_in" PLAIN, "ログイン履歴" "Sign-in history";
        "access" PLAIN, "アクセスログ" "Access log";
        "error" PLAIN, "エラーログ" "Error log";
        "server" PLAIN, "サーバログ" "Server log";
    }
    data "預託データ" "Deposited data" {
        "owner" PLAIN, "権利の帰属" "Ownership";
        "exportable" ALLOWED, "エクスポート" "Export";
        "export_formats" PLAIN, "エクスポートの形式" "Export formats";
        "one_transaction_per_operation" PLAIN, "トランザクションによる整合性" "Consistency through transactions";
        "refuse_invalid_input" PLAIN, "許容範囲外の入力の拒否" "Reject out-of-range input";
        "sanitise_input" PLAIN, "入力のサニタイジング" "Sanitize input";
        "count_refused_input" PLAIN, "拒否した入力の集計" "Count rejected input";
        "integrity_check_hours" HOURS, "不正データの検査間隔" "Invalid data check interval";
        "integrity_mail" PLAIN, "不正データ検知時の警告メール" "Warning email when invalid data is found";
    }
    encryption "暗号化" "Encryption" {
        "personal_data" ENCRYPTED, "保存データ（個人情報）" "Stored personal data";
        "backups" ENCRYPTED, "バックアップ" "Backups";
        "key_per_tenant" PROVIDED, "契約企業ごとの鍵" "Separate key per company";
        "cipher" PLAIN, "暗号方式" "Cipher";
    }
    isolation "契約企業の分離" "Company isolation" {
        "tenant_scope_in_every_query" PLAIN, "すべての処理での分離" "Isolation in every operation";
        "database" PLAIN, "データベース" "Database";
        "rights_per_tenant" PROVIDED, "契約企業ごとのDB・転送権限" "Database and transfer permissions per company";
        "share_per_tenant" PROVIDED, "ほかの契約企業の負荷に対する最低限の動作の維持" "Minimum service under load from other companies";
    }
    backup "バックアップ" "Backups" {
        "full.every" PLAIN, "フルバックアップの間隔" "Full backup every";
        "full.at" PLAIN, "フルバックアップの時刻" "Full backup at (JST)";
        "differential.every" PLAIN, "差分バックアップの間隔" "Differential backup every";
        "differential.at" PLAIN, "差分バックアップの時刻" "Differential backup at (JST)";
        "continuous.every" PLAIN, "トランザクションログの間隔" "Transaction log every";
        "generations" GENERATIONS, "世代数" "Generations kept";
        "keep" PLAIN, "保管期間" "Kept for";
        "reach" PLAIN, "アクセスできる人" "Access";
    }
    erasure "データ消去" "Data erasure" {
        "mode" PLAIN, "契約終了後のデータ" "Data after the contract ends";
        "deletion" PLAIN, "削除の方法" "Deletion method";
        "within" Unit::OrAtOnce, "契約終了後の消去期限" "Erased after the contract ends";
        "on_request_business_days" BUSINESS, "削除依頼への対応期限" "Deletion requests completed within";
        "backups_within" Unit::OrAtOnce, "バックアップからの消去期限" "Erased from backups";
        "export_first" ALLOWED, "消去前の全件抽出" "Full export before erasure";
        "per_service" ALLOWED, "解約したサービスのみの消去" "Erase only canceled services";
        "certificate" PROVIDED, "消去証明書" "Certificate of erasure";
    }
    tls "通信の暗号化" "Transport encryption" {
        "required" PLAIN, "TLSの強制（HTTPの拒否）" "Require TLS (reject HTTP)";
        "min_version" PLAIN, "最低バージョン" "Minimum version";
        "ciphers" PLAIN, "暗号方式" "Ciphers";
        "hsts_days" DAYS, "HSTSの期間" "HSTS duration";
        "hide_versions" PLAIN, "名称・バージョンの秘匿" "Hide names and versions";
    }
}
