use crate::messages;

messages! {
    TITLE: "ホーム", "Home";
    AS_OF: "{at} 現在", "As of {at}";
    LITTLE: "お使いのロールは「{role}」で、使えるのはホームとご自身のアカウントだけです。データや記録を見る必要がある場合は、自社の契約管理者に依頼してください。", "Your role is {role}: you can use this page and your own account. If you need to see data or records, ask the owner of your company's contract.";
    TODO: "要対応", "Needs attention";
    NOTHING: "対応の必要なことはありません。", "Nothing needs your attention.";
    RECENT: "最近の操作", "Recent operations";
    RECENT_ALL: "操作ログを見る", "See the operation log";
    DATA: "預託データ", "Deposited data";
    DATA_COUNT: "エンドユーザー", "End users";
    DATA_UNIT: "件", "";
    LAST_IMPORT: "最終取り込み", "Last import";
    NO_IMPORT: "まだ取り込みがありません", "No import yet";
    DATA_OPEN: "エンドユーザーを見る", "See end users";
}
