use crate::messages;

messages! {
    GROUP: "記録", "Records";
    TITLE: "操作ログ", "Operation log";
    KEPT: "保管期間 {length}。記録の変更・削除はできません。", "Kept for {length}. Records cannot be changed or deleted.";
    MINUTES: "{n}分", "{n} {n|minute|minutes}";
    HOURS: "{n}時間", "{n} {n|hour|hours}";
    DAYS: "{n}日", "{n} {n|day|days}";
    MONTHS: "{n}か月", "{n} {n|month|months}";
    YEARS: "{n}年", "{n} {n|year|years}";
    KEPT_EVER: "保管期間の定めなし。記録の変更・削除はできません。", "Kept without limit. Records cannot be changed or deleted.";
    FROM: "開始日", "From";
    TO: "終了日", "To";
    ACTION: "操作", "Action";
    ACTOR: "実行者", "Actor";
    ACTOR_ID: "実行者のアカウントID", "Account ID of the actor";
    RESULT: "結果", "Result";
    OBJECT: "対象", "Object";
    AT: "日時（JST）", "Time (JST)";
    NUMBER: "番号", "No.";
    FROM_WHERE: "IPアドレス", "IP address";
    DETAIL: "詳細", "Details";
    HASH: "ハッシュ", "Hash";
    SUCCESS: "成功", "Success";
    FAILURE: "失敗", "Failure";
    DENIED: "拒否", "Denied";
    NONE: "条件に合う記録はありません。", "No records match.";
    NONE_HINT: "期間や操作の条件をゆるめてください。", "Widen the period or choose another action.";
    CONDITION: "{label}：{value}", "{label}: {value}";
    HEAD: "ハッシュチェーンの先頭 #{seq}", "Head of the hash chain #{seq}";
    SHOWN: "{n}件を表示", "{n} {n|row|rows} shown";
    SYSTEM: "システム（{job}）", "System ({job})";
    STRANGER: "未ログイン", "Not signed in";
    TO_BEFORE_FROM: "終了日は開始日以降の日付にしてください。", "The last day must not be before the first day.";
    BAD_DATE: "日付は 2026-11-01 の形で入力してください。", "Enter the date like 2026-11-01.";
}
