use crate::messages;

messages! {
    TITLE: "拒否した入力", "Rejected input";
    SUB: "貴社のメンバーが送信したフォームと、貴社のデータの取り込みで、文字種、長さ、形式などの確認により受け付けなかった項目の数です。", "How many fields were rejected because of their characters, length or format, in forms submitted by your members and in files imported for you.";
    EVERYWHERE_SUB: "契約企業のメンバーが送信したフォームと、契約企業のデータの取り込みで、文字種、長さ、形式などの確認により受け付けなかった項目の数です。", "How many fields were rejected because of their characters, length or format, in forms submitted by customers' members and in files imported for customers.";
    NOTE: "入力された内容は保存しません。ログイン前の画面への入力と、一覧の絞り込みは含みません。件数は1分ごとに記録し、{n}日間保存します。プログラムが異常終了した場合、記録前の件数（最大1分間）は失われます。", "The rejected values aren't stored. Input before sign-in and list filters aren't counted. Counts are recorded every minute and kept for {n} {n|day|days}. If the program stops unexpectedly, counts not yet recorded (up to one minute) are lost.";
    DAYS: "{from}〜{to}（両端を含む）", "{from} to {to}, inclusive";
    TOTAL: "この期間の合計：{n}件", "Total for this period: {n}";
    TOTALS: "項目ごとの合計", "Totals by field";
    OF_COMPANIES: "契約企業・画面・項目ごとの合計（多い順）", "Totals by customer, page and field (largest first)";
    LARGEST: "件数の多い{n}行だけを表示しています。", "Only the {n} largest counts are shown.";
    BY_DAY: "日ごとの件数", "Counts by day";
    DAY: "日付", "Day";
    COMPANY: "契約企業", "Customer";
    PAGE: "画面", "Page";
    FIELD: "項目", "Field";
    NUMBER: "件数", "Count";
    NONE: "この期間に拒否した入力はありません。", "No input was rejected during this period.";
    NONE_HINT: "拒否した入力があると、1分以内にここに表示されます。", "Rejected input appears here within a minute.";
    WHOLE_FORM: "フォーム全体（読み取れない内容）", "Entire form (unreadable)";
    WHOLE_ROW: "行全体", "Entire row";
    COLUMN: "{label}（{column}）", "{label} ({column})";
    IMPORT: "エンドユーザーの取り込み", "End user import";
}
