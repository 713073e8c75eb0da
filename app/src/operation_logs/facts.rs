//! Words of the log that no single feature owns: tables, the program's own jobs. A code that is in no list
//! is shown unchanged.

use crate::text::Text;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($code:literal => $text:expr,)* })*) => {
        $($(#[$doc])* pub fn $name(code: &str) -> Option<Text> {
            match code {
                $($code => Some($text),)*
                _ => None,
            }
        })*
    };
}

words! {
    /// A table of the database.
    table {
        "access_consent" => Text::new("閲覧同意", "Support access"),
        "account" => Text::new("アカウント", "Account"),
        "account_word" => Text::new("メンバーの検索の索引", "Member search index"),
        "announcement" => Text::new("お知らせ", "Announcement"),
        "announcement_feed" => Text::new("お知らせの購読アドレス", "Subscription address for announcements"),
        "announcement_letter" => Text::new("お知らせのメールの記録", "Record of an email about an announcement"),
        "announcement_reach" => Text::new("お知らせの対象", "Audience of an announcement"),
        "announcement_receipt" => Text::new("お知らせの既読・確認", "Receipt of an announcement"),
        "announcement_round" => Text::new("お知らせのメールの進捗", "Progress of emails about an announcement"),
        "announcement_text" => Text::new("お知らせの検索の索引", "Search index of announcements"),
        "announcement_version" => Text::new("お知らせの版", "Version of an announcement"),
        "authenticator" => Text::new("二要素認証", "Two-step verification"),
        "case_counter" => Text::new("対応案件の番号", "Support case numbers"),
        "case_note" => Text::new("対応案件のメモ", "Note on a support case"),
        "client_certificate" => Text::new("クライアント証明書", "Client certificate"),
        "consent_request" => Text::new("閲覧の申請", "Access request"),
        "contact" => Text::new("担当者連絡先", "Contact"),
        "data_key" => Text::new("データの鍵", "Data key"),
        "end_user" => Text::new("エンドユーザー", "End user"),
        "end_user_import" => Text::new("エンドユーザーの取り込み", "End user import"),
        "end_user_import_refusal" => Text::new("取り込めなかった行", "Row not imported"),
        "end_user_word" => Text::new("エンドユーザーの検索の索引", "End user search index"),
        "export" => Text::new("データエクスポート", "Data export"),
        "help_request" => Text::new("サポート窓口への依頼", "Help request"),
        "identity" => Text::new("連携アカウント", "Linked account"),
        "inquiry" => Text::new("お問い合わせ", "Inquiry"),
        "inquiry_counter" => Text::new("お問い合わせの番号", "Numbers of inquiries"),
        "inquiry_text" => Text::new("お問い合わせの書き込み", "Entry of an inquiry"),
        "inquiry_word" => Text::new("お問い合わせの検索の索引", "Search index of inquiries"),
        "invitation" => Text::new("招待", "Invitation"),
        "mail" => Text::new("メール", "Email"),
        "mail_code" => Text::new("メールの確認コード", "Email code"),
        "network" => crate::networks::messages::NETWORKS,
        "network_lift" => Text::new("接続元の制限の一時解除", "Temporary lift of IP allowlist"),
        "one_time_link" => Text::new("メールのリンク", "Emailed link"),
        "operation_log" => Text::new("操作ログ", "Operation log"),
        "operation_log_head" => Text::new("操作ログの末尾", "End of the operation log"),
        "operation_log_personal" => Text::new("操作ログの個人情報", "Personal details in the operation log"),
        "operation_log_unindexed" => Text::new("索引のない操作ログ", "Operation log without a search index"),
        "operation_log_word" => Text::new("操作ログの検索の索引", "Operation log search index"),
        "passkey" => Text::new("パスキー", "Passkey"),
        "password_history" => Text::new("使用済みのパスワード", "Previous password"),
        "profile_change" => Text::new("サービスプロファイルの変更", "Service profile change"),
        "recovery_code" => Text::new("リカバリーコード", "Recovery code"),
        "refused_input" => Text::new("入力エラーの件数", "Rejected input count"),
        "session" => Text::new("ログイン中の端末", "Session"),
        "staff_request" => Text::new("運営スタッフの追加", "Staff request"),
        "support_case" => Text::new("対応案件", "Support case"),
        "tenant" => Text::new("契約企業", "Company"),
        "throttle" => Text::new("回数の制限", "Rate limit"),
    }
    /// A job of the program, or the command line.
    job {
        "alarm" => Text::new("改ざんの監視", "tamper monitoring"),
        "announcements" => Text::new("お知らせの公開", "announcements"),
        "cases" => Text::new("対応案件の進行", "support cases"),
        "demo" => Text::new("デモデータ", "demo data"),
        "export" => Text::new("データエクスポート", "data export"),
        "import" => Text::new("データの取り込み", "import"),
        "index" => Text::new("検索の索引の更新", "search index"),
        "lock_wave" => Text::new("ロックの監視", "lock monitoring"),
        "mail" => Text::new("メールの送信", "emails"),
        "reminders" => Text::new("期限の予告", "reminders"),
        "sekisho" => Text::new("運用コマンド", "command line"),
        "upgrade" => Text::new("データの更新", "data upgrade"),
    }
}
