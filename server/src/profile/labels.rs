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
        "letters_and_digits" NEEDED, "半角英字と半角数字の両方が必要" "Half-width letters and digits both required";
        "refuse_guessable" PLAIN, "推測されやすいパスワードの拒否" "Guessable passwords rejected";
        "history" PASSWORDS, "再設定できない直近のパスワード" "Previous passwords that may not be reused";
        "min_age_hours" HOURS_OR_NONE, "次に変更できるまでの時間" "Time until the next change is possible";
        "max_age_days.administrators" DAYS, "変更期限（管理者）" "Password expires after (administrators)";
        "max_age_days.members" DAYS, "変更期限（メンバー）" "Password expires after (members)";
        "max_age_days.staff" DAYS, "変更期限（運営スタッフ）" "Password expires after (support staff)";
        "remind_days" DAYS, "変更期限前の案内メール" "Reminders before the change is due";
        "change_at_first_issue" NEEDED, "初回発行時の変更が必要" "Changed at first issue";
        "change_after_reset" NEEDED, "リセット後の変更が必要" "Changed after a reset";
        "reset_by_administrator" ALLOWED, "管理者による強制リセット" "Forced reset by an administrator";
        "issued_valid_hours" HOURS, "発行したワンタイムパスワードの有効期間" "One-time password valid for";
        "reset_link_minutes" MINUTES, "再設定リンクの有効期間" "Reset link valid for";
        "hash" PLAIN, "保存方法（ハッシュ）" "Kept as (hash)";
    }
    lockout "アカウントロック" "Account lock" {
        "attempts" TIMES, "ロックまでのパスワード誤り" "Wrong passwords until locked";
        "code_attempts" TIMES, "確認コードの誤りの上限" "Wrong verification codes until the sign-in ends";
        "unlock" PLAIN, "ロックの解除方法（パスキーは、ロック中も使えます。外部からの誤りによるロックでは、ログインしたことのある端末も使えます）" "Unlocked by (passkeys still work; after a lock by outsiders, known devices too)";
        "per_address_per_minute" PER_MINUTE, "接続元ごとのログイン失敗" "Failed sign-ins per address";
        "per_account_per_minute" PER_MINUTE, "アカウントごとのログイン失敗" "Failed sign-ins per account";
        "unseen_wait_minutes" MINUTES, "初めての端末からの失敗ごとの待ち時間" "Wait after each failure from a new device";
        "alarm_locks_per_hour" TIMES, "運営に警報を出す1時間あたりのロック" "Locks within an hour that alarm support staff";
        "help_per_address_per_minute" PER_MINUTE, "接続元ごとのサポート依頼" "Help requests per address";
        "passkeys_per_address_per_minute" PER_MINUTE, "接続元ごとのパスキーの応答" "Passkey answers per address";
        "forget_hours" HOURS, "ログイン失敗の記録を忘れるまで" "Failures are forgotten after";
    }
    sign_in "ログイン" "Sign-in" {
        "methods" PLAIN, "認証方法" "Methods";
    }
    second_factor "二要素認証" "Two-step verification" {
        "methods" PLAIN, "利用できる方法" "Methods";
        "offered_to" PLAIN, "選択できる対象" "Offered to";
        "required_for" PLAIN, "必須の対象" "Required for";
        "email_code_for" PLAIN, "メールの確認コードを選択できる対象" "E-mail codes can be chosen by";
        "email_code_minutes" MINUTES, "メールの確認コードの有効期間" "E-mail code valid for";
        "step_minutes" MINUTES, "確認コードの入力の制限時間" "Second step within";
        "email_codes" TIMES, "1回のログインで送るメールの確認コードの上限" "E-mail codes per sign-in, at most";
        "email_codes_per_hour" TIMES, "1時間に送るメールの確認コードの上限" "E-mail codes per hour, at most";
        "email_code_pause_seconds" SECONDS, "メールの確認コードの送信間隔" "Time between email codes";
        "passkey_minutes" MINUTES, "パスキーの操作の制限時間" "Passkey answered within";
        "recovery_codes" CODES, "リカバリーコードの数" "Recovery codes";
    }
    session "セッション" "Sessions" {
        "idle_minutes" MINUTES, "無操作でログアウトするまで" "Ends when idle for";
        "absolute_hours" HOURS, "最長のログイン時間" "Ends in any case after";
        "concurrent_users" USERS, "同時接続利用者数" "Concurrent users";
    }
    step_up "再認証" "Re-authentication" {
        "max_age_minutes" MINUTES, "重要な操作（権限、削除、エクスポートなど）の再認証の有効時間" "Re-authentication for sensitive actions (roles, removals, exports …) valid for";
        "light_max_age_minutes" MINUTES, "影響の小さい操作（閲覧者の招待、連絡先の追加など）の再認証の有効時間" "Re-authentication for lighter actions (inviting a viewer, adding a contact …) valid for";
    }
    accounts "アカウント" "Accounts" {
        "one_per_person" PLAIN, "1人1アカウント" "One account per person";
        "one_policy_for_all_services" PLAIN, "すべての契約サービスで共通" "One account and policy for all services";
        "identifier" PLAIN, "ログインID" "Identified by";
        "approval" NEEDED, "発行の承認" "Approval of new accounts";
        "external_sign_in" ALLOWED, "外部アカウントによるログインの許可" "Sign-in with an outside account allowed";
        "ledger" PROVIDED, "アカウント管理台帳" "Account ledger";
        "invitation_days" DAYS, "招待の有効期間" "Invitation valid for";
        "unused_days" DAYS, "未使用のアカウントとして報告するまで" "Reported as unused after";
    }
    access "アクセス元" "Source of access" {
        "ip_rules_for" PLAIN, "IPアドレス制限を設定できる対象" "IP address rules can be set for";
        "restricted" PLAIN, "接続元の制限が必須の対象" "Source must be restricted for";
        "restricted_by" PLAIN, "接続元の制限方法（いずれか）" "Restricted by one of";
        "lift_hours" HOURS, "サポートによる制限の一時解除の時間" "Limits lifted by the support desk for";
    }
    rights "権限" "Rights" {
        "first_role" PLAIN, "新しいアカウントのロール" "Role of a new account";
        "download_by_default" DONE, "ダウンロード権限を最初から付与" "Download right from the start";
        "export_approval" NEEDED, "データエクスポートの承認" "Approval of data exports";
        "screen_settings" PLAIN, "画面別のアクセス設定" "Access settings per screen";
        "screen_settings_per_role" ALLOWED, "ロール別のアクセス設定" "Access settings per role";
    }
    staff_access "運営スタッフの閲覧" "Access by support staff" {
        "approved_staff_only" PLAIN, "承認されたスタッフのみ" "Approved staff only";
        "consent_required" NEEDED, "契約企業の同意が必要" "Company's consent required";
        "consent_max_hours" HOURS, "同意の最長期間" "Longest consent";
        "recorded" DONE, "閲覧の記録" "Every access recorded";
    }
    notices "お知らせと事前通知" "Notices" {
        "announcements" DONE, "「お知らせ」への掲示" "Posted under Announcements";
        "urgent_mail" DONE, "緊急のお知らせのメール送信" "Urgent notices by email at once";
        "shorter_with_reason" ALLOWED, "理由を記録した場合の期限内の通知" "Late notice only with a recorded reason";
        "change.ahead" Unit::Ahead, "サービス変更の通知時期" "Notice before service changes";
        "change.channels" PLAIN, "サービス変更の通知方法" "Service changes announced by";
        "suspension.ahead" Unit::Ahead, "サービス停止の通知時期" "Notice before service suspensions";
        "suspension.channels" PLAIN, "サービス停止の通知方法" "Service suspensions announced by";
        "planned_stop.ahead" Unit::Ahead, "計画停止の通知時期" "Notice before planned stops";
        "planned_stop.channels" PLAIN, "計画停止の通知方法" "Planned stops announced by";
        "maintenance.ahead" Unit::Ahead, "メンテナンスの通知時期" "Notice before maintenance";
        "maintenance.channels" PLAIN, "メンテナンスの通知方法" "Maintenance announced by";
        "end_of_service.ahead" Unit::Ahead, "サービス提供終了の通知時期" "Notice before the end of service";
        "end_of_service.channels" PLAIN, "サービス提供終了の通知方法" "End of service announced by";
        "upgrade.ahead" Unit::Ahead, "バージョンアップの通知時期" "Notice before version upgrades";
        "upgrade.channels" PLAIN, "バージョンアップの通知方法" "Version upgrades announced by";
        "contact_link_hours" HOURS, "連絡先の確認リンクの有効期間" "Contact's confirmation link valid for";
    }
    maintenance "計画停止" "Planned maintenance" {
        "service_around_the_clock" PROVIDED, "24時間365日のサービス提供" "Service 24 hours, 365 days";
        "regular" PROVIDED, "定期的な計画停止" "Regular planned stops";
        "monthly.week" Unit::Nth, "毎月の計画停止の週" "Monthly stop, week";
        "monthly.day" PLAIN, "毎月の計画停止の曜日" "Monthly stop, day";
        "monthly.start" PLAIN, "毎月の計画停止の開始時刻" "Monthly stop, start (JST)";
        "monthly.max_minutes" MINUTES, "毎月の計画停止の最長時間" "Monthly stop, at most";
        "occasional.from" PLAIN, "不定期の計画停止の時間帯（開始）" "Occasional stop, earliest start (JST)";
        "occasional.until" PLAIN, "不定期の計画停止の時間帯（終了）" "Occasional stop, latest end (JST)";
        "occasional.usual_per_year" YEARS_TIMES, "不定期の計画停止の回数（通常）" "Occasional stops, usual number";
        "occasional.max_per_year" YEARS_TIMES, "不定期の計画停止の回数（上限）" "Occasional stops, at most";
        "occasional.usual_minutes" MINUTES, "不定期の計画停止の時間（通常）" "Occasional stop, usual length";
        "occasional.max_minutes" MINUTES, "不定期の計画停止の時間（上限）" "Occasional stop, at most";
        "budget_hours_per_year" HOURS, "年間の計画停止時間の上限" "Planned stops per year, at most";
    }
    support "サポート窓口" "Support desk" {
        "desk.weekdays" PLAIN, "営業時間（平日）" "Desk hours, Monday to Friday (JST)";
        "desk.saturday" PLAIN, "営業時間（土曜日）" "Desk hours, Saturday (JST)";
        "desk.sunday" PLAIN, "営業時間（日曜日）" "Desk hours, Sunday (JST)";
        "desk.closed_on_holidays" PROVIDED, "祝日の休業" "Closed on public holidays";
        "desk.closures" Unit::YearSpans, "毎年の休業期間" "Closed every year";
        "mail" PLAIN, "メール受付" "Reached by email";
        "form" PLAIN, "お問い合わせフォーム受付" "Reached by inquiry form";
        "telephone" PLAIN, "電話受付" "Reached by telephone";
        "answer.goal_business_days" BUSINESS, "返信の目標" "Answer time, goal";
        "answer.latest_business_days" BUSINESS, "返信の期限" "Answer time, at most";
        "cooling_off_hours" HOURS, "同意できる管理者がいない場合の待ち時間" "Waiting time where no administrator can consent";
    }
    uptime "稼働率" "Uptime" {
        "scope" PLAIN, "対象" "Covers";
        "period" PLAIN, "集計期間" "Counting period";
        "sla_percent" PERCENT, "保証値（SLA）" "Promised (SLA)";
        "slo_percent" PERCENT, "目標値（SLO）" "Objective (SLO)";
        "stated_actual_percent" PERCENT, "文書に記載の実績値" "Actual, as the document states";
        "min_counted_minutes" MINUTES_OR_ALL, "停止時間に数える最短の停止" "Shortest stop that counts";
        "not_counted.planned_stops" DONE, "計画停止を停止時間から除外" "Planned stops not counted";
        "not_counted.provider_stops" DONE, "ソーシャルログインプロバイダ起因の停止を除外" "Stops caused by a login provider not counted";
    }
    recovery "障害復旧" "Recovery" {
        "mttr_minutes" MINUTES, "平均復旧時間（MTTR）" "Mean time to repair";
        "rto_minutes" MINUTES, "目標復旧時間（RTO）" "Recovery time objective";
        "usual_business_days" BUSINESS, "復旧時間の実績" "Recovery time so far";
        "rpo_minutes" MINUTES, "目標復旧ポイント（RPO）" "Recovery point objective";
        "max_failures_per_year" YEARS_TIMES, "障害件数の上限" "Failures, at most";
        "long_failure_hours" HOURS, "長時間障害として数える時間" "Counted as a long failure from";
        "brief_network_faults_count" DONE, "数分単位の通信障害を件数に数える" "Network faults of minutes count as failures";
    }
    response "応答時間" "Response times" {
        "mean_milliseconds" MILLISECONDS, "平均応答時間の目標" "Mean response, objective";
        "slow_spell_minutes" MINUTES, "遅延の継続時間の上限" "Slow spell ends within";
        "batch_seconds" SECONDS, "バッチ処理時間の目標" "Batch, objective";
        "collected" DONE, "応答・バッチ時間の収集と分析" "Times collected and analysed";
        "percentiles" PERCENTILE, "表示する分布" "Percentiles shown";
    }
    rate_limits "アクセス量制限" "Rate limits" {
        "social_login_per_minute" REQUESTS, "ソーシャルログイン" "Social login";
        "web_api_per_minute" REQUESTS, "Web API" "Web API";
        "lift.permanent" ALLOWED, "常時の上限引き上げ" "Permanent lift";
        "lift.ask_days_ahead" DAYS, "一時解除の申込期限（実施前）" "Temporary lift, request this long before";
        "lift.charged" CHARGED, "一時解除は有償" "Temporary lift, charge";
    }
    quotas "利用上限" "Quotas" {
        "end_users" USERS, "エンドユーザー数" "End users";
        "storage_gigabytes" GIGABYTES, "ディスク容量（共用サーバー）" "Storage on the shared server";
    }
    monitoring "監視" "Monitoring" {
        "around_the_clock" PROVIDED, "24時間365日の監視" "24 hours, 365 days";
        "targets" PLAIN, "監視対象" "Monitored";
        "checks" PLAIN, "監視内容" "Checked for";
        "interval_seconds" SECONDS, "監視間隔" "Checked every";
        "alerts" PLAIN, "担当者への発報" "First responder alerted by";
    }
    incident "障害連絡" "Incidents" {
        "first_notice_minutes" MINUTES_OR_AT_ONCE, "検知から最初の連絡まで" "Customers informed within";
        "first_notice_by" PLAIN, "最初の連絡方法" "Customers informed by";
        "update_minutes" MINUTES, "発生中の状況報告の間隔" "Reported on every";
        "update_by" PLAIN, "状況報告の方法" "Reported by";
        "steps" PLAIN, "対応手順" "Procedure";
    }
    publication "公開範囲" "What is published" {
        "status_page" PLAIN, "稼働状況ページ" "Status page";
        "status_page_only_in_faults" PLAIN, "稼働状況の公開は障害発生中のみ" "Live status shown only during a fault";
        "service_level" PLAIN, "サービスレベル目標" "Objectives";
        "uptime_actuals" PLAIN, "稼働率の実績" "Actual uptime";
        "actuals_every" PLAIN, "稼働率の実績の集計期間" "Actual uptime counted over a";
        "maintenance_actuals" PLAIN, "メンテナンス時間の実績" "Actual maintenance time";
        "recovery_actuals" PLAIN, "復旧実績（MTTR・RTO・RPO）の公開" "Actual MTTR, RTO and RPO shown to";
        "api_reference" PLAIN, "Web APIの仕様" "Web API reference";
        "help" PROVIDED, "ヘルプページ" "Help pages";
        "browsers" PLAIN, "対応ブラウザ" "Supported browsers";
    }
    logs "ログ" "Logs" {
        "kinds" PLAIN, "記録するログ" "Logged";
        "actions" PLAIN, "記録する操作" "Actions logged";
        "sign_in_fields" PLAIN, "ログイン履歴の項目" "Sign-in history shows";
        "account_id" DONE, "すべてのログにアカウントIDを記録" "Account id in every entry";
        "search_by_account" ALLOWED, "アカウントIDによる検索" "Search by account id";
        "own_activity" ALLOWED, "自分のアクティビティの確認" "One's own activity";
        "member_activity" PLAIN, "メンバーのアクティビティの閲覧" "Activity of a member seen by";
        "visible.operation" PLAIN, "操作ログの閲覧" "Operation log seen by";
        "visible.sign_in" PLAIN, "ログイン履歴の閲覧" "Sign-in history seen by";
        "visible.access" PLAIN, "アクセスログの閲覧" "Access log seen by";
        "visible.error" PLAIN, "エラーログの閲覧" "Error log seen by";
        "visible.server" PLAIN, "サーバログの閲覧" "Server log seen by";
        "disclosure" PLAIN, "ログの開示・提供" "Logs given to the customer";
        "disclosure_signed" PROVIDED, "提供するログへの署名" "Logs given are signed";
    }
    retention "ログの保存期間" "Log retention" {
        "operation" PLAIN, "操作ログ" "Operation log";
        "sign_in" PLAIN, "ログイン履歴" "Sign-in history";
        "access" PLAIN, "アクセスログ" "Access log";
        "error" PLAIN, "エラーログ" "Error log";
        "server" PLAIN, "サーバログ" "Server log";
    }
    data "預託データ" "Deposited data" {
        "owner" PLAIN, "権利の帰属" "Belongs to";
        "exportable" ALLOWED, "エクスポート" "Can be exported";
        "export_formats" PLAIN, "エクスポートの形式" "Export formats";
        "one_transaction_per_operation" PLAIN, "トランザクションによる整合性" "One transaction per operation";
        "refuse_invalid_input" PLAIN, "許容範囲外の入力の拒否" "Invalid input rejected";
        "sanitise_input" PLAIN, "入力のサニタイジング" "Input sanitised";
        "count_refused_input" PLAIN, "拒否した入力の集計" "Rejected input counted";
        "integrity_check_hours" HOURS, "不正データの検査間隔" "Check for illegitimate data every";
        "integrity_mail" PLAIN, "不正データ検知時の警告メール" "Warning mail when found";
    }
    encryption "暗号化" "Encryption" {
        "personal_data" ENCRYPTED, "保存データ（個人情報）" "Personal data as stored";
        "backups" ENCRYPTED, "バックアップ" "Backups";
        "key_per_tenant" PROVIDED, "契約企業ごとの鍵" "A key per company";
        "cipher" PLAIN, "暗号方式" "Cipher";
    }
    isolation "契約企業の分離" "Separation of companies" {
        "tenant_scope_in_every_query" PLAIN, "すべての処理での分離" "Separated in every query";
        "database" PLAIN, "データベース" "Database";
        "rights_per_tenant" PROVIDED, "契約企業ごとのDB・転送権限" "Database and transfer rights per company";
        "share_per_tenant" PROVIDED, "ほかの契約企業の負荷に対する最低限の動作の維持" "Minimum service under other customers' load";
    }
    backup "バックアップ" "Backups" {
        "full.every" PLAIN, "フルバックアップの間隔" "Full backup every";
        "full.at" PLAIN, "フルバックアップの時刻" "Full backup at (JST)";
        "differential.every" PLAIN, "差分バックアップの間隔" "Differential backup every";
        "differential.at" PLAIN, "差分バックアップの時刻" "Differential backup at (JST)";
        "continuous.every" PLAIN, "トランザクションログの間隔" "Transaction log every";
        "generations" GENERATIONS, "世代数" "Generations kept";
        "keep" PLAIN, "保管期間" "Kept for";
        "reach" PLAIN, "アクセスできる人" "Reached by";
    }
    erasure "データ消去" "Erasure" {
        "mode" PLAIN, "契約終了後のデータ" "Data after the contract ends";
        "deletion" PLAIN, "削除の方法" "Method of deletion";
        "within" Unit::OrAtOnce, "契約終了後の消去期限" "Done after the contract ends";
        "on_request_business_days" BUSINESS, "削除依頼への対応期限" "On request, done within";
        "backups_within" Unit::OrAtOnce, "バックアップからの消去期限" "Gone from backups";
        "export_first" ALLOWED, "消去前の全件抽出" "Complete extract before erasure";
        "per_service" ALLOWED, "解約したサービスのみの消去" "Only the canceled service";
        "certificate" PROVIDED, "消去証明書" "Certificate of erasure";
    }
    tls "通信の暗号化" "Transport" {
        "required" PLAIN, "TLSの強制（HTTPの拒否）" "TLS forced, HTTP refused";
        "min_version" PLAIN, "最低バージョン" "Oldest version";
        "ciphers" PLAIN, "暗号方式" "Ciphers";
        "hsts_days" DAYS, "HSTSの期間" "HSTS for";
        "hide_versions" PLAIN, "名称・バージョンの秘匿" "Names and versions hidden";
    }
}
