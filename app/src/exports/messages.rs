use crate::end_users::messages as eu;
use crate::messages;
use crate::text::Text;

messages! {
    TITLE: "データエクスポート", "Data export";
    SUB: "預託データをCSVファイルに書き出します。開始、完了、ダウンロードは操作ログに残ります。", "Writes deposited data to a CSV file. Start, finish and downloads stand in the operation log.";
    ONE: "エンドユーザーのエクスポート", "Export of end users";

    // states
    WAITING: "待機中", "Waiting";
    RUNNING: "処理中", "Running";
    DONE: "成功", "Done";
    FAILED: "失敗", "Failed";
    CANCELLED: "中止", "Cancelled";
    EXPIRED: "削除済み", "Removed";

    // the list
    FILE_NAME: "ファイル名", "File name";
    STATE: "ステータス", "Status";
    ROWS: "行数", "Rows";
    REQUESTED_BY: "依頼者", "Requested by";
    REQUESTED_AT: "受付日時（JST）", "Requested (JST)";
    LIST: "これまでのエクスポート", "Exports so far";
    NONE: "エクスポートはまだありません。", "There are no exports yet.";
    NONE_HINT: "ファイルは完了から7日間ダウンロードできます。", "A file can be downloaded for 7 days after it is finished.";
    ROWS_OF: "{done}／{total}", "{done} / {total}";

    // the form
    NEW: "新しいエクスポート", "New export";
    COLUMNS: "書き出す列", "Columns";
    COLUMNS_HINT: "1人につき1行です。連携アカウントが複数あるときは、プロバイダとそこでのIDを、連携した順に「|」でつなぎます。", "One row a person. Several linked accounts: providers and the IDs there are joined by | in the order they were linked.";
    Q: "検索", "Search";
    Q_HINT: "顧客ID、メールアドレス、電話番号、または氏名の語の完全一致", "Exact customer ID, email address, phone number, or a whole word of the name";
    PURPOSE: "利用目的", "Purpose";
    PURPOSE_HINT: "操作ログに残ります。個人の名前や連絡先は書かないでください。", "It stands in the operation log. Do not write names or addresses of people.";
    COUNT: "件数を確認", "Count rows";
    START: "エクスポートを開始", "Start export";
    MATCHING: "条件に合うエンドユーザーは {n}件です。", "{n} end {n|user matches|users match}.";
    STARTED: "データエクスポートを受け付けました。", "The data export has been accepted.";
    NO_COLUMNS: "書き出す列を1つ以上選んでください。", "Choose at least one column.";
    NO_PURPOSE: "利用目的を入力してください。", "Enter the purpose.";
    LONG_PURPOSE: "利用目的は{max}文字以下にしてください。", "The purpose must have at most {max} characters.";
    LONG_Q: "検索の語は{max}文字以下にしてください。", "The search must have at most {max} characters.";
    NO_ROWS: "条件に合うエンドユーザーがいません。条件をゆるめてください。", "No end users match. Widen the filter.";
    TOO_MANY: "順番を待っているエクスポートが{n}件あります。どれかが終わってから、もう一度始めてください。", "{n} exports are waiting already. Start again when one of them has ended.";
    TOO_MANY_KEPT: "保管できるエクスポートのファイルは{max}個、合計{gib}GiBまでです。最初のファイルは{at}に削除されます。そのあとで、もう一度始めてください。", "At most {max} exported files, {gib} GiB together, are kept. The first of them goes on {at}: start again after that.";

    // one export
    PROGRESS: "進み具合", "Progress";
    OF_ROWS: "／{total} 行（{percent} %）", " of {total} rows ({percent} %)";
    METER: "{total} 行のうち {done} 行を書き出し済み", "{done} of {total} rows written";
    SAY_WAITING: "ほかのエクスポートが終わるのを待っています。", "Waiting for another export to end.";
    SAY_RUNNING: "書き出しています。このページを閉じても続きます。", "Writing. It goes on when this page is closed.";
    SAY_DONE: "{n}件の書き出しに成功しました。失敗は0件です。", "{n} rows were written. None failed.";
    SAY_CANCELLED: "中止しました。書きかけのファイルは削除しました。", "Cancelled. The unfinished file has been removed.";
    SAY_EXPIRED: "ダウンロード期限が過ぎたため、ファイルを削除しました。", "The download period is over and the file has been removed.";
    REFRESH: "最新の状態を表示", "Show the current state";
    STEP_ACCEPTED: "受付", "Accepted";
    STEP_WRITING: "書き出し", "Writing";
    STEP_CHECKED: "件数の照合", "Rows checked";
    STEP_READY: "ダウンロード可能", "Ready to download";
    STEP_UNTIL: "{at}まで", "until {at}";
    CANCEL: "エクスポートを中止", "Cancel export";
    CANCEL_TITLE: "エクスポートの中止", "Cancel the export";
    CANCEL_ASK: "以下のエクスポートを中止しますか？　この操作は元に戻せません。", "Cancel this export? This cannot be undone.";
    CANCEL_EFFECT: "書きかけのファイルは削除されます。同じ条件でもう一度エクスポートできます。", "The unfinished file is removed. You can export again with the same choices.";
    CANCEL_VERB: "中止する", "Cancel the export";
    CANCELLED_NOW: "エクスポートを中止しました。", "The export has been cancelled.";
    ENDED_ALREADY: "このエクスポートはもう終わっています。", "This export has already ended.";
    REMOVE: "エクスポートを削除", "Remove the export";
    REMOVE_ASK: "以下のエクスポートを削除しますか？　この操作は元に戻せません。", "Remove this export? This cannot be undone.";
    REMOVE_EFFECT: "記録とファイルを削除します。同じ条件でもう一度エクスポートできます。", "Its record and its file are deleted. You can export again with the same choices.";
    REMOVED_NOW: "エクスポートを削除しました。", "The export has been removed.";
    NOT_ALTERED: "このエクスポートは改ざんされていないため、削除しませんでした。", "This export is not altered, so it was not removed.";
    TODO_ALTERED: "データエクスポートの記録が{n}件、外部から改ざんされています。できる操作は「{button}」だけです。", "{n} data {n|export was|exports were} altered from outside. The only thing that can be done is “{button}”.";
    DEADLINE: "ダウンロード期限", "Download until";
    FILES: "ファイルとマニフェスト", "File and manifest";
    SIZE: "サイズ", "Size";
    DOWNLOAD: "ダウンロード", "Download";
    NAMED: "：{name}", ": {name}";
    MANIFEST: "マニフェスト", "Manifest";
    ACTS: "操作", "Actions";
    VERIFY: "手元で確かめるには、ファイルのSHA-256を次のコマンドで計算し、上の値と比べてください。", "To check your copy, compute its SHA-256 with this command and compare it with the value above.";
    NO_RIGHT: "ダウンロードには「作成済みのエクスポートのファイルをダウンロードする」権限が必要です。契約管理者に依頼してください。", "Downloading needs the permission “Download the files of exports already made”. Ask your owner.";
    DOWNLOADS: "ダウンロードの記録", "Downloads";
    NO_DOWNLOADS: "まだダウンロードされていません。", "Nobody has downloaded it yet.";
    AT: "日時（JST）", "Time (JST)";
    MEMBER: "メンバー", "Member";
    WHAT: "内容", "What";
    WHAT_FILE: "ファイル", "File";
    WHAT_PART: "ファイルの続き", "Rest of the file";
    CONDITIONS: "書き出しの条件", "Conditions";
    COLUMNS_OF: "{all}列のうち {n}列", "{n} of {all} columns";
    COMMA: "、", ", ";
    FORMAT: "形式", "Format";
    FORMAT_CSV: "CSV（UTF-8、BOMつき、改行CRLF）。数式とみなされる値の先頭や、「;」、タブ、改行のうしろには ' を付けています。", "CSV (UTF-8 with byte order mark, CR LF). What a spreadsheet would run as a formula has a ' in front, also behind a semicolon, a tab or a line break.";

    // failures
    FAIL_FULL: "保存先の空き容量が足りません。しばらくしてから、もう一度始めてください。", "The storage is full. Start again later.";
    FAIL_FILE: "ファイルを書き込めませんでした。もう一度始めてください。", "The file could not be written. Start again.";
    FAIL_CHANGED: "書き出しの途中でデータが変わり、件数が合わなくなりました。もう一度始めてください。", "The data changed meanwhile and the rows no longer add up. Start again.";
    SOME_UNREADABLE: "{n}行は外部から改ざんされていて読み取れませんでした。ファイルのその行には、エンドユーザーのIDだけがあります。サポート窓口にお知らせください。", "{n} rows were altered from outside and could not be read. In the file such a row has nothing but the end user's ID. Please tell the support desk.";
    FAIL_UNREADABLE: "読み取れないデータがありました。お問い合わせください。", "Some data could not be read. Please contact support.";
    FAIL_INTERNAL: "システムの問題で続けられませんでした。もう一度始めてください。", "Something broke on our side. Start again.";
    TODO_RUNNING: "データエクスポートを処理中です", "A data export is running";
    TODO_ROWS: "{name}：{done}／{total} 行", "{name}: {done} of {total} {total|row|rows}";
    TODO_OPEN: "進み具合を見る", "See progress";
}

messages! {
    EMAIL_VERIFIED: "メールアドレスの確認", "Email address verified";
    TITLE_WITH: "{title}（{state}）", "{title} ({state})";
    LOST: "自動での更新が止まりました。「最新の状態を表示」で確かめてください。", "This page no longer updates by itself. Use “Show the current state”.";
}

/// The name of a column. Its code is the heading in the file.
pub fn column(code: &str) -> Text {
    match code {
        "provider" => eu::PROVIDER_NAME,
        "subject" => eu::SUBJECT,
        "email" => eu::EMAIL,
        "email_verified" => EMAIL_VERIFIED,
        "name" => eu::NAME,
        "birthdate" => eu::BIRTHDATE,
        "gender" => eu::GENDER,
        "prefecture" => eu::PREFECTURE,
        "phone" => eu::PHONE,
        "note" => eu::NOTE,
        "created_at" => eu::CREATED,
        "last_sign_in_at" => eu::LAST_SIGN_IN,
        _ => eu::CUSTOMER_ID,
    }
}
