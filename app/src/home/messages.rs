use crate::messages;

messages! {
    TITLE: "ホーム", "Home";
    AS_OF: "{at} 現在", "As of {at}";
    TODO: "要対応", "Needs attention";
    NOTHING: "対応が必要な項目はありません。", "Nothing needs your attention.";
    RECENT: "最近の操作", "Recent activity";
    RECENT_NONE: "操作はまだありません。", "No activity yet.";
    RECENT_ALL: "操作ログを表示", "View the operation log";
    MORE: "（ほか{n}件）", "(and {n} more)";
    DATA: "預託データ", "Deposited data";
    DATA_COUNT: "エンドユーザー", "End users";
    DATA_UNIT: "件", "";
    LAST_IMPORT: "最終取り込み", "Last import";
    NO_IMPORT: "まだ取り込みがありません", "No import yet";
    DATA_OPEN: "エンドユーザーを表示", "View end users";
    MONTH: "今月（{from}〜）", "This month (since {from})";
    OR_MORE: "{n}+", "{n}+";
    MONTH_SIGN_INS: "ログイン", "Sign-ins";
    MONTH_NEW: "エンドユーザーの新規登録", "New end users";
    MONTH_EXPORTS: "データエクスポート", "Data exports";
    MONTH_VIEWS: "エンドユーザーの詳細表示（貴社）", "End user views by your company";
    MONTH_STAFF_VIEWS: "運営スタッフによる閲覧", "Views by support staff";
    ROLE: "「{role}」ロールでできること", "What the {role} role can do";
    ASK: "権限の追加が必要な場合は、契約管理者に依頼してください：", "If you need more access, ask an owner:";
    OWN: "ご自身のアカウント", "Your account";
    OWN_OPEN: "アカウントを表示", "View your account";
    PASSWORD: "パスワードの有効期限", "Password valid until";
    PASSWORD_NEVER: "期限なし", "No expiry";
    TWO_STEP: "二要素認証", "Two-step verification";
    TWO_STEP_ON: "有効", "On";
    TWO_STEP_OFF: "未設定", "Not set up";
    SESSIONS: "ログイン中の端末", "Signed in on";
    DEVICES: "{n}台", "{n} {n|device|devices}";
}
