use crate::messages;

messages! {
    TITLE: "ホーム", "Home";
    AS_OF: "{at} 現在", "As of {at}";
    LITTLE: "お使いのロールは「{role}」で、使えるのはホームとご自身のアカウントだけです。データや記録を見る必要がある場合は、自社の契約管理者に依頼してください。", "Your role is {role}: you can use this page and your own account. If you need to see data or records, ask the owner of your company's contract.";
    TODO: "要対応", "Needs attention";
    NOTHING: "対応の必要なことはありません。", "Nothing needs your attention.";
    PASSWORD_SOON: "パスワードの期限まであと{days}日です", "Your password expires in {days} {days|day|days}";
    PASSWORD_TODAY: "パスワードの期限は今日です", "Your password expires today";
    PASSWORD_CHANGE: "パスワードを変更", "Change password";
    RECOVERY: "リカバリーコードの残りは{n}個です。認証アプリを使えなくなる前に、新しく用意してください。", "{n} recovery {n|code is|codes are} left. Get new ones before you need them.";
    RECOVERY_NEW: "新しいコードを用意", "Get new codes";
    CASES: "あなたの同意が必要な対応案件が{n}件あります。", "{n} support {n|case waits|cases wait} for your consent.";
    CASES_OWN: "あなたのアカウントの再設定が依頼されています。心当たりがなければ断ってください。", "A reset of your own account has been asked for. Refuse it if it was not you.";
    SEE: "内容を確かめる", "See them";
    APPROVALS: "承認を待っているメンバーの追加が{n}件あります。", "{n} new {n|member waits|members wait} for your approval.";
    MEMBERS_LOCKED: "ロックされているメンバーが{n}人います。", "{n} {n|member is|members are} locked out.";
    MEMBERS_LOCKED_NEW: "新しい端末からのログインがロックされているメンバーが{n}人います。", "{n} {n|member is|members are} locked on new devices.";
    CONTACTS: "連絡先が登録されていません。計画停止や障害のお知らせを受け取る方を登録してください。", "No contact is registered. Add those who should hear of maintenance and incidents.";
    CONTACTS_ADD: "連絡先を登録", "Add a contact";
    DORMANT: "{days}日以上使われていないアカウントが{n}件あります。", "{n} {n|account has|accounts have} not been used for {days} days.";
    EXPORT_RUNNING: "データエクスポートを処理中です", "A data export is running";
    EXPORT_ROWS: "{name}：{done}／{total} 行", "{name}: {done} of {total} {total|row|rows}";
    EXPORT_OPEN: "進み具合を見る", "See progress";
    RECENT: "最近の操作", "Recent operations";
    RECENT_ALL: "操作ログを見る", "See the operation log";
    DATA: "預託データ", "Deposited data";
    DATA_COUNT: "エンドユーザー", "End users";
    DATA_UNIT: "件", "";
    LAST_IMPORT: "最終取り込み", "Last import";
    NO_IMPORT: "まだ取り込みがありません", "No import yet";
    DATA_OPEN: "エンドユーザーを見る", "See end users";
}
