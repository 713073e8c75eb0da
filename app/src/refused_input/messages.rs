use crate::messages;

messages! {
    TITLE: "拒否した入力", "Refused input";
    SUB: "貴社のメンバーが送信したフォームと、貴社のデータの取り込みで、文字種、長さ、形式などの確認により受け付けなかった項目の数です。", "How often a field of a form that your members sent, or of a file imported for you, was refused because of its characters, length or form.";
    EVERYWHERE_SUB: "契約企業のメンバーが送信したフォームと、契約企業のデータの取り込みで、文字種、長さ、形式などの確認により受け付けなかった項目の数です。", "How often a field of a form that members of companies sent, or of a file imported for companies, was refused because of its characters, length or form.";
    NOTE: "入力された内容は保存しません。ログイン前の画面への入力と、一覧の絞り込みは含みません。件数は1分ごとに記録し、{n}日間保存します。プログラムが異常終了した場合、記録前の件数（最大1分間）は失われます。", "What was typed is not kept. Input before sign-in and filters of lists are not counted. The numbers are recorded each minute and kept for {n} {n|day|days}; if the program is cut off, those not yet recorded (at most a minute) are lost.";
    DAYS: "{from}〜{to}（両端を含む）", "{from} to {to}, both included";
    TOTAL: "この期間の合計：{n}件", "Total of these days: {n}";
    TOTALS: "項目ごとの合計", "Totals by field";
    OF_COMPANIES: "契約企業・画面・項目ごとの合計（多い順）", "Totals by company, page and field, the largest first";
    LARGEST: "件数の多い{n}行だけを表示しています。", "Only the {n} largest are shown.";
    BY_DAY: "日ごとの件数", "Numbers by day";
    DAY: "日付", "Day";
    COMPANY: "契約企業", "Company";
    PAGE: "画面", "Page";
    FIELD: "項目", "Field";
    NUMBER: "件数", "Number";
    NONE: "この期間に拒否した入力はありません。", "Nothing was refused in these days.";
    NONE_HINT: "拒否した入力があると、1分以内にここに表示されます。", "What is refused appears here within a minute.";
    WHOLE_FORM: "フォーム全体（読み取れない内容）", "The whole form (unreadable)";
    WHOLE_ROW: "行全体", "The whole row";
    IMPORT: "エンドユーザーの取り込み", "Import of end users";
}
