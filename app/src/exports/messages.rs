use crate::end_users::messages as eu;
use crate::messages;
use crate::text::Text;

messages! {
    TITLE: "データエクスポート", "Data export";
    SUB: "預託データをCSVファイルにエクスポートします。開始、完了、ダウンロードは操作ログに記録されます。", "Exports deposited data to a CSV file. Starts, completions and downloads are recorded in the operation log.";
    ONE: "エンドユーザーのエクスポート", "Export of end users";

    // states
    WAITING: "待機中", "Waiting";
    RUNNING: "処理中", "Running";
    DONE: "成功", "Done";
    FAILED: "失敗", "Failed";
    CANCELLED: "中止", "Canceled";
    EXPIRED: "削除済み", "Removed";

    // the list
    FILE_NAME: "ファイル名", "File name";
    STATE: "ステータス", "Status";
    ROWS: "行数", "Rows";
    REQUESTED_BY: "依頼者", "Requested by";
    REQUESTED_AT: "受付日時（JST）", "Requested (JST)";
    LIST: "エクスポート履歴", "Export history";
    TOTAL: "全{n}件", "{n} in total";
    TOTAL_OVER: "{n}件以上", "More than {n}";
    NONE: "エクスポートはまだありません。", "There are no exports yet.";
    NONE_HINT: "「エクスポートの作成」から作成できます。ファイルは完了から7日間ダウンロードできます。", "Create one with “New export”. A file can be downloaded for 7 days after it is finished.";
    NONE_HINT_ASK: "エクスポートを作成できるのは、その権限を持つメンバーだけです。必要な場合は、貴社の管理者に依頼してください。", "Only members with the permission can create exports. Ask an administrator of your company if you need one.";
    ROWS_OF: "{done}／{total}", "{done} / {total}";

    // the form
    NEW: "エクスポートの作成", "New export";
    NEW_SUB: "エンドユーザーのデータを1つのCSVファイルに出力します。必要な列だけを選んでください。", "Writes end users to one CSV file. Choose only the columns that you need.";
    CAME_ALONG: "次の条件に合うエンドユーザーを出力します。", "Only end users that match these filters are exported.";
    PRESETS: "よく使う組み合わせ", "Common choices";
    PRESET_CONTACT: "連絡用", "For contacting people";
    PRESET_ANALYSIS: "分析用（氏名なし）", "For analysis (no names)";
    PRESET_FEWEST: "最小限", "Minimal";
    RECALLED: "前回と同じ列を選択しています。", "The columns of your last export are selected.";
    RECALLED_NOT: "最小限の列だけを選択する", "Select only the minimal columns";
    PRESET_ALL: "すべて選択", "Select all";
    PRESET_NONE: "すべて解除", "Clear all";
    LEAVE: "キャンセル", "Cancel";
    COLUMNS: "出力する列", "Columns";
    COLUMNS_HINT: "1人につき1行です。連携アカウントが複数あるときは、プロバイダとそこでのIDを、連携した順に「|」でつなぎます。", "One row per person. If someone has several linked accounts, provider names and IDs are joined with “|” in the order they were linked.";
    Q: "検索", "Search";
    Q_HINT: "顧客ID・メールアドレス・電話番号（完全一致）、または氏名（姓か名）", "Customer ID, email address or phone number (exact match), or a first or last name";
    PURPOSE: "利用目的", "Purpose";
    PURPOSE_HINT: "操作ログに記録されます。個人の名前や連絡先は入力しないでください。", "Recorded in the operation log. Do not enter names or contact details of people.";
    COUNT: "件数を確認", "Check row count";
    START: "エクスポートを開始", "Start export";
    MATCHING: "条件に合うエンドユーザーは {n}件です。", "{n} end {n|user matches|users match}.";
    STARTED: "データエクスポートを受け付けました。", "The data export has been accepted.";
    NO_COLUMNS: "出力する列を1つ以上選択してください。", "Select at least one column.";
    NO_PURPOSE: "利用目的を入力してください。", "Enter the purpose.";
    LONG_PURPOSE: "利用目的は{max}文字以下にしてください。", "The purpose must have at most {max} characters.";
    NO_ROWS: "条件に合うエンドユーザーがいません。期間や検索条件を変更してください。", "No end users match. Broaden your filters.";
    TOO_MANY: "順番を待っているエクスポートが{n}件あります。いずれかが終了してから、もう一度お試しください。", "{n} exports are waiting already. Try again when one of them has finished.";
    TOO_MANY_KEPT: "保管できるエクスポートのファイルは{max}個、合計{gib}GiBまでです。最初のファイルは{at}に削除されます。そのあとで、もう一度お試しください。", "At most {max} exported files, {gib} GiB in total, are kept. The oldest one is deleted on {at}. Try again after that.";

    // one export
    PROGRESS: "進捗", "Progress";
    OF_ROWS: "／{total} 行（{percent} %）", " of {total} rows ({percent} %)";
    METER: "{total} 行のうち {done} 行を出力済み", "{done} of {total} rows exported";
    LEFT: "残り 約{time}", "About {time} left";
    LEFT_MINUTES: "{n}分", "{n} min";
    LEFT_SECONDS: "{n}秒", "{n} s";
    SAY_WAITING: "ほかのエクスポートの終了を待っています。", "Waiting for another export to finish.";
    SAY_RUNNING: "エクスポートしています。このページを閉じても処理は続きます。1分以上かかった場合は、終了をメールでお知らせします。", "Exporting. This continues when you close the page. If it takes longer than a minute, you get an email when it has finished.";
    SAY_DONE: "{n}件を出力しました。", "{n} rows exported.";
    SAY_CANCELLED: "中止しました。作成途中のファイルは削除しました。", "Canceled. The unfinished file has been deleted.";
    SAY_EXPIRED: "ダウンロード期限が過ぎたため、ファイルを削除しました。", "The download period has ended and the file has been deleted.";
    REFRESH: "最新の進捗を表示", "Refresh progress";
    STEP_ACCEPTED: "受付", "Accepted";
    STEP_WRITING: "出力", "Exporting";
    STEP_CHECKED: "件数の照合", "Rows checked";
    STEP_READY: "ダウンロード可能", "Ready to download";
    STEP_UNTIL: "{at}まで", "until {at}";
    CANCEL: "エクスポートを中止", "Cancel export";
    CANCEL_TITLE: "エクスポートの中止", "Cancel the export";
    CANCEL_ASK: "以下のエクスポートを中止しますか？　この操作は元に戻せません。", "Cancel this export? This cannot be undone.";
    CANCEL_EFFECT: "作成途中のファイルは削除されます。同じ条件でもう一度エクスポートできます。", "The unfinished file is deleted. You can export again with the same choices.";
    CANCEL_VERB: "中止する", "Cancel the export";
    CANCELLED_NOW: "エクスポートを中止しました。", "The export has been canceled.";
    ENDED_ALREADY: "このエクスポートはすでに終了しています。", "This export has already finished.";
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
    AGAIN: "同じ条件で作成", "Export again";
    OWN_LOG: "このエクスポートの操作ログ", "Operation log for this export";
    MANIFEST: "マニフェスト", "Manifest";
    ACTS: "操作", "Actions";
    VERIFY: "ダウンロードしたファイルが原本と同じかを確認するには、次のコマンドでSHA-256を計算し、上の値と比べてください。", "To check that your copy is the same as the original, compute its SHA-256 with one of these commands and compare it with the value above.";
    VERIFY_TITLE: "ファイルの確認", "Check your copy";
    ON_POWERSHELL: "Windows（PowerShell）", "Windows (PowerShell)";
    ON_CMD: "Windows（コマンドプロンプト）", "Windows (Command Prompt)";
    ON_UNIX: "macOS・Linux", "macOS, Linux";
    COMMAND_FOR: "{system}のコマンド", "the command for {system}";
    DROP: "ダウンロードしたファイルをここにドロップするか、選択してください。照合はこのブラウザの中で行い、ファイルは送信しません。", "Drop the downloaded file here, or choose it. It is compared in this browser and never sent.";
    CHOOSE: "確認するファイル", "File to check";
    SAME: "原本と一致", "Matches the original";
    OTHER: "一致しません", "Does not match";
    SAME_MORE: "SHA-256が一致しました。ファイルは作成時のままです。", "The SHA-256 is the same. The file is as it was created.";
    OTHER_MORE: "このファイルのSHA-256は原本と異なります。別のファイルを選んだか、内容が変更された可能性があります。Excelなどで保存し直したファイルも一致しません。", "The SHA-256 of this file differs from the original. It may be another file, or it was changed. A file saved again by a spreadsheet does not match either.";
    CHECKING: "照合しています…", "Checking…";
    TOO_LARGE: "ファイルが大きいため、ブラウザでは照合できません。上のコマンドで確認してください。", "The file is too large to check in the browser. Use one of the commands above.";
    NO_RIGHT: "ダウンロードには「作成済みのエクスポートのファイルをダウンロードする」権限が必要です。契約管理者に依頼してください。", "You need the permission “Download the files of exports already made” to download. Ask your owner.";
    DOWNLOADS: "ダウンロードの記録", "Downloads";
    DOWNLOADS_RELOAD: "ダウンロードしたあとの記録は、このページを再読み込みすると表示されます。", "Reload this page after a download to see its record.";
    NO_DOWNLOADS: "まだダウンロードされていません。", "Not downloaded yet.";
    AT: "日時（JST）", "Time (JST)";
    MEMBER: "メンバー", "Member";
    WHAT: "内容", "What";
    WHAT_FILE: "ファイル", "File";
    WHAT_PART: "ファイルの続き", "Rest of the file";
    CONDITIONS: "エクスポートの条件", "Conditions";
    COLUMNS_OF: "{all}列のうち {n}列", "{n} of {all} columns";
    COMMA: "、", ", ";
    FORMAT: "形式", "Format";
    FORMAT_CSV: "CSV（UTF-8、BOMつき、改行CRLF）。数式とみなされる値の先頭や、「;」、タブ、改行のうしろには ' を付けています。", "CSV (UTF-8 with byte order mark, CR LF). Values that could run as formulas are prefixed with ', also after a semicolon, a tab or a line break.";

    // failures
    FAIL_FULL: "保存先の空き容量が足りません。しばらくしてから、もう一度お試しください。", "The storage is full. Try again later.";
    FAIL_FILE: "ファイルを書き込めませんでした。もう一度お試しください。", "The file could not be written. Please start again.";
    FAIL_CHANGED: "エクスポートの途中でデータが変わり、件数が一致しなくなりました。もう一度お試しください。", "The data changed during the export and the row count no longer matches. Please start again.";
    SOME_UNREADABLE: "{n}行は外部から改ざんされていて読み取れませんでした。ファイルのその行には、エンドユーザーのIDだけがあります。サポート窓口にお知らせください。", "{n} rows were altered from outside and could not be read. In the file such a row has nothing but the end user's ID. Please contact Support.";
    FAIL_UNREADABLE: "読み取れないデータがありました。お問い合わせください。", "Some data could not be read. Please contact support.";
    FAIL_INTERNAL: "システムエラーにより中断しました。もう一度お試しください。", "Something went wrong on our side. Please start again.";
    TODO_RUNNING: "データエクスポートを処理中です", "A data export is running";
    TODO_ROWS: "{name}：{done}／{total} 行", "{name}: {done} of {total} {total|row|rows}";
    TODO_OPEN: "進捗を確認", "View progress";
}

messages! {
    EMAIL_VERIFIED: "メールアドレスの確認", "Email address verified";
    TODO_FAILED: "直近7日間に失敗したデータエクスポートが{n}件あります。", "{n} data {n|export|exports} failed in the last 7 days.";
    MAY_NOT: "お使いの権限では、エクスポートを作成できません。ここでは、貴社で作成されたエクスポートの一覧を確認できます。", "You don't have permission to create exports. Here you can see the exports your company has created.";
    ASK: "必要な場合は、契約管理者に権限の追加を依頼してください：", "If you need it, ask an owner for access:";
    SELECTED: "対象", "Exported";
    SELECTED_ALL: "すべてのエンドユーザー（{n}件）", "All end users ({n})";
    SELECTED_SOME: "次の条件に合うエンドユーザー（{n}件）", "End users that match these filters ({n})";
    SELECTED_UNKNOWN: "次の条件に合うエンドユーザー", "End users that match these filters";
    TITLE_WITH: "{title}（{state}）", "{title} ({state})";
    LOST: "自動での更新が停止しました。「最新の進捗を表示」で確認してください。", "This page no longer updates by itself. Use “Refresh progress”.";
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
