//! The words for facts in the log: keys, reasons of failures, the program's own jobs. A fact that is in no list is
//! shown unchanged.

use crate::end_users::messages as eu;
use crate::exports::messages as ex;
use crate::operation_logs::messages as lg;
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
    /// The label of a fact.
    label {
        "action" => lg::ACTION,
        "approval" => Text::new("承認", "Approval"),
        "account" => Text::new("対象のアカウントID", "Account ID of the person"),
        "accounts" => Text::new("アカウントの数", "Accounts"),
        "accounts_replaced" => Text::new("別のIDに置き換えた連携アカウント", "Linked accounts given another ID"),
        "actor_id" => lg::ACTOR_ID,
        "attempts" => Text::new("続けて失敗した回数", "Failures in a row"),
        "bytes" => Text::new("バイト数", "Bytes"),
        "columns" => ex::COLUMNS,
        "companies" => Text::new("契約企業の数", "Companies"),
        "consent" => Text::new("閲覧同意のID", "ID of the consent"),
        "days_left" => Text::new("残りの日数", "Days left"),
        "days" => Text::new("保管した日数", "Days kept"),
        "download" => Text::new("ファイルのダウンロード", "Downloading files"),
        "email" => Text::new("入力されたメールアドレス", "Email address as typed"),
        "entries" => Text::new("記録の件数", "Entries"),
        "evidence" => crate::cases::messages::EVIDENCE,
        "failure" => Text::new("送信できなかった理由", "Why it was not sent"),
        "fingerprint" => crate::certificates::messages::FINGERPRINT,
        "first_day" => lg::FROM,
        "from" => Text::new("変更前", "Before"),
        "help_request" => Text::new("窓口への依頼のID", "ID of the request for help"),
        "kinds" => Text::new("受け取るお知らせ", "Notices"),
        "kinds_before" => Text::new("変更前に受け取っていたお知らせ", "Notices before"),
        "last_day" => lg::TO,
        "mail" => Text::new("メールの種類", "Kind of mail"),
        "method" => Text::new("認証の方法", "Method"),
        "member" => Text::new("対象のメンバー", "Member"),
        "networks" => crate::networks::messages::NETWORKS,
        "networks_for" => crate::networks::messages::SCOPE,
        "networks_for_before" => Text::new("変更前に制限していた人", "Who was limited before"),
        "password_dates" => Text::new("パスワードの日付に署名したアカウントの数", "Accounts with signed password dates"),
        "prefecture" => eu::PREFECTURE,
        "profile" => Text::new("サービスプロファイル", "Service profile"),
        "provider" => eu::PROVIDER,
        "purpose" => ex::PURPOSE,
        "q" => ex::Q,
        "range" => Text::new("バイトの範囲", "Range of bytes"),
        "reason" => eu::REASON,
        "removes_second_factor" => Text::new("二要素認証の解除", "Removal of two-step verification"),
        "role_before" => Text::new("変更前のロール", "Role before"),
        "scopes" => crate::consents::messages::SCOPES,
        "request" => Text::new("リクエストID", "Request ID"),
        "result" => lg::RESULT,
        "role" => Text::new("ロール", "Role"),
        "rows" => ex::ROWS,
        "rows_created" => Text::new("新しく保存した行", "Rows stored for the first time"),
        "rows_read" => Text::new("読み込んだ行", "Rows read"),
        "rows_refused" => Text::new("受け付けなかった行", "Rows refused"),
        "rows_stored" => Text::new("保存した行", "Rows stored"),
        "seen" => Text::new("照合できた最後の番号", "Last entry that was witnessed"),
        "second_factor_for_all" => Text::new("全メンバーの二要素認証", "Two-step verification for all"),
        "sessions" => Text::new("ログアウトした端末", "Devices signed out"),
        "sha256" => Text::new("SHA-256", "SHA-256"),
        "state" => Text::new("状態", "State"),
        "subject" => crate::certificates::messages::SUBJECT,
        "table" => Text::new("データの種類", "Kind of data"),
        "telephone" => crate::contacts::messages::TELEPHONE_SHORT,
        "to" => Text::new("変更後", "After"),
        "tries" => Text::new("送信の回数", "Tries"),
        "until" => Text::new("期限", "Until"),
        "user_agent" => Text::new("ブラウザ", "Browser"),
        "version" => Text::new("版", "Version"),
        "what" => ex::WHAT,
        "why" => crate::cases::messages::REASON,
    }
    /// A table with signed rows.
    table {
        "access_consent" => Text::new("閲覧同意", "Consent to a look"),
        "account" => Text::new("アカウント", "Account"),
        "authenticator" => Text::new("二要素認証", "Two-step verification"),
        "client_certificate" => Text::new("クライアント証明書", "Client certificate"),
        "invitation" => Text::new("招待", "Invitation"),
        "network" => crate::networks::messages::NETWORKS,
        "network_lift" => Text::new("接続元の制限の一時解除", "Lift of the limits"),
        "one_time_link" => Text::new("メールのリンク", "Link in a mail"),
        "passkey" => Text::new("パスキー", "Passkey"),
        "profile_change" => Text::new("サービスプロファイルの変更", "Change of profile"),
        "session" => Text::new("ログイン中の端末", "Session"),
        "staff_request" => Text::new("運営スタッフの追加", "Request for a member of staff"),
        "support_case" => Text::new("対応案件", "Support case"),
        "tenant" => Text::new("契約企業", "Company"),
    }
    /// Why an action failed.
    reason {
        "elsewhere" => Text::new("許可されていない接続元", "Not from an allowed network"),
        "full" => Text::new("同時に利用できる人数の上限", "As many people as allowed are signed in"),
        "keeps_out" => Text::new("本人または契約管理者が入れなくなるため", "Whoever acts or an owner would be kept out"),
        "last_owner" => Text::new("最後の契約管理者のため", "It is the last owner"),
        "own_account" => Text::new("自分自身のアカウントのため", "It is one's own account"),
        "owner_only" => Text::new("契約管理者だけに許された操作", "Owners alone may do this"),
        "own_case" => Text::new("同じ人による承認・同意", "The same person may not confirm"),
        "no_consent" => Text::new("会社の同意がない", "The company has not consented"),
        "out_of_order" => Text::new("手順の順序が不正", "Out of order"),
        "passkey" => Text::new("パスキーを確認できない", "The passkey could not be verified"),
        "required" => Text::new("必須のため", "It is required"),
        "not_active" => Text::new("停止中または退会済み", "Suspended or removed"),
        "consent_gone" => Text::new("同意した管理者がいない", "Whoever consented is gone"),
        "too_old" => Text::new("時間切れ", "Too old"),
        "many" => Text::new("数の上限", "As many as there may be"),
        "too_many" => Text::new("続けて失敗", "Too many failures"),
        "too_many_codes" => Text::new("認証コードの間違いが続いた", "Too many wrong codes"),
        "wrong_code" => Text::new("認証コードの不一致", "Wrong code"),
        "locked" => Text::new("アカウントがロック中", "The account is locked"),
        "locked_new_devices" => Text::new("新しい端末からのログインがロック中", "Locked on new devices"),
        "suspended" => Text::new("アカウントが停止中", "The account is suspended"),
        "unknown" => Text::new("該当するアカウントなし", "There is no such account"),
        "wrong_current" => Text::new("現在のパスワードの不一致", "Wrong current password"),
        "password_ended" => Text::new("リセット済みで、パスワードが未設定", "Reset, and no new password yet"),
        "wrong_password" => Text::new("パスワードの不一致", "Wrong password"),
    }
    /// The result of an action.
    result {
        "denied" => lg::DENIED,
        "failure" => lg::FAILURE,
        "success" => lg::SUCCESS,
    }
    /// Whether a person may download files.
    download {
        "allowed" => Text::new("許可", "Allowed"),
        "withdrawn" => Text::new("許可しない", "Not allowed"),
    }
    /// The kind of a download.
    what {
        "file" => ex::WHAT_FILE,
        "manifest" => ex::MANIFEST,
    }
    /// The approval of a member of staff whom nobody could approve.
    approval {
        "first" => crate::staff::messages::FIRST,
    }
    /// A job of the program, or the command line.
    job {
        "alarm" => Text::new("改ざんの監視", "watch over forged rows"),
        "cases" => Text::new("対応案件の進行", "support cases"),
        "demo" => Text::new("デモデータ", "demonstration"),
        "export" => Text::new("データエクスポート", "data export"),
        "import" => Text::new("データの取り込み", "import"),
        "lock_wave" => Text::new("ロックの監視", "watch over locks"),
        "mail" => Text::new("メールの送信", "mails"),
        "reminders" => Text::new("期限の予告", "reminders"),
        "sekisho" => Text::new("運用コマンド", "command line"),
        "upgrade" => Text::new("データの更新", "upgrade of the data"),
    }
}
