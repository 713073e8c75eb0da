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
    CANCELLED: "中止", "Stopped";
    EXPIRED: "削除済み", "Deleted";

    // the list
    FILE_NAME: "ファイル名", "File name";
    STATE: "ステータス", "Status";
    ROWS: "行数", "Rows";
    REQUESTED_BY: "依頼者", "Requested by";
    REQUESTED_AT: "受付日時（JST）", "Requested (JST)";
    LIST: "エクスポート履歴", "Export history";
    NONE: "エクスポートはまだありません。", "No exports yet.";
    NONE_HINT: "「エクスポートの作成」から作成できます。ファイルは完了から7日間ダウンロードできます。", "Create one with “New export”. You can download the file for 7 days after the export finishes.";
    NONE_HINT_ASK: "エクスポートを作成できるのは、その権限を持つメンバーだけです。必要な場合は、貴社の管理者に依頼してください。", "Only members with the permission can create exports. If you need one, ask an administrator of your company.";
    ROWS_OF: "{done}／{total}", "{done} / {total}";

    // the form
    NEW: "エクスポートの作成", "New export";
    NEW_SUB: "エンドユーザーのデータを1つのCSVファイルに出力します。必要な列だけを選んでください。", "Exports end users to one CSV file. Select only the columns you need.";
    CAME_ALONG: "次の条件に合うエンドユーザーを出力します。", "Only end users that match these filters are exported.";
    PRESETS: "よく使う組み合わせ", "Common selections";
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
    PURPOSE_HINT: "操作ログに記録されます。個人の名前や連絡先は入力しないでください。", "Recorded in the operation log. Don't enter people's names or contact details.";
    COUNT: "件数を確認", "Check row count";
    START: "エクスポートを開始", "Start export";
    MATCHING: "条件に合うエンドユーザーは {n}件です。", "{n} end {n|user matches|users match}.";
    STARTED: "データエクスポートを受け付けました。", "Export requested.";
    HEADINGS: "見出しの言語", "Column headings";
    HEADINGS_HINT: "ファイルの1行目です。どちらのファイルも、エンドユーザーのデータとして取り込めます。", "The first line of the file. You can import files with either kind.";
    HEADINGS_KEYS: "英語のキー（customer_idなど）", "Keys (such as customer_id)";
    HEADINGS_JAPANESE: "日本語（顧客IDなど）", "Japanese (such as 顧客ID)";
    NO_COLUMNS: "出力する列を1つ以上選択してください。", "Select at least one column.";
    NO_PURPOSE: "利用目的を入力してください。", "Enter the purpose.";
    LONG_PURPOSE: "利用目的は{max}文字以下にしてください。", "The purpose can be up to {max} characters long.";
    NO_ROWS: "条件に合うエンドユーザーがいません。期間や検索条件を変更してください。", "No end users match. Broaden your filters.";
    TOO_MANY: "順番を待っているエクスポートが{n}件あります。いずれかが終了してから、もう一度お試しください。", "{n} {n|export is|exports are} already waiting. Try again once one of them has finished.";
    TOO_MANY_KEPT: "保管できるエクスポートのファイルは{max}個、合計{gib}GiBまでです。最初のファイルは{at}に削除されます。そのあとで、もう一度お試しください。", "You can keep up to {max} exported files, {gib} GiB in total. The oldest one is deleted on {at}. Try again after that.";

    // one export
    PROGRESS: "進捗", "Progress";
    OF_ROWS: "／{total} 行（{percent} %）", " of {total} {total|row|rows} ({percent}%)";
    METER: "{total} 行のうち {done} 行を出力済み", "{done} of {total} {total|row|rows} exported";
    LEFT: "残り 約{time}", "About {time} left";
    LEFT_MINUTES: "{n}分", "{n} min";
    LEFT_SECONDS: "{n}秒", "{n} sec";
    SAY_WAITING: "ほかのエクスポートの終了を待っています。", "Waiting for another export to finish.";
    SAY_RUNNING: "エクスポートしています。このページを閉じても処理は続きます。1分以上かかった場合は、終了をメールでお知らせします。", "Exporting. You can close this page and the export will continue. If it takes longer than a minute, we'll email you when it finishes.";
    SAY_DONE: "{n}件を出力しました。", "{n} {n|row|rows} exported.";
    SAY_CANCELLED: "中止しました。作成途中のファイルは削除しました。", "Stopped. The unfinished file has been deleted.";
    SAY_EXPIRED: "ダウンロード期限が過ぎたため、ファイルを削除しました。", "The download period has ended and the file has been deleted.";
    REFRESH: "最新の進捗を表示", "Refresh progress";
    STEP_ACCEPTED: "受付", "Accepted";
    STEP_WRITING: "出力", "Exporting";
    STEP_CHECKED: "件数の照合", "Rows checked";
    STEP_READY: "ダウンロード可能", "Ready to download";
    STEP_UNTIL: "{at}まで", "until {at}";
    CANCEL: "エクスポートを中止", "Stop export";
    CANCEL_TITLE: "エクスポートの中止", "Stop export";
    CANCEL_ASK: "以下のエクスポートを中止しますか？　この操作は元に戻せません。", "Stop this export? This can't be undone.";
    CANCEL_EFFECT: "作成途中のファイルは削除されます。同じ条件でもう一度エクスポートできます。", "The unfinished file is deleted. You can export again with the same settings.";
    CANCEL_VERB: "中止する", "Stop export";
    CANCELLED_NOW: "エクスポートを中止しました。", "Export stopped.";
    ENDED_ALREADY: "このエクスポートはすでに終了しています。", "This export has already finished.";
    REMOVE: "エクスポートを削除", "Remove export";
    REMOVE_ASK: "以下のエクスポートを削除しますか？　この操作は元に戻せません。", "Remove this export? This can't be undone.";
    REMOVE_EFFECT: "記録とファイルを削除します。同じ条件でもう一度エクスポートできます。", "Its record and file are deleted. You can export again with the same settings.";
    REMOVED_NOW: "エクスポートを削除しました。", "Export removed.";
    NOT_ALTERED: "このエクスポートは改ざんされていないため、削除しませんでした。", "This export hasn't been altered, so it wasn't removed.";
    TODO_ALTERED: "データエクスポートの記録が{n}件、外部から改ざんされています。できる操作は「{button}」だけです。", "{n} data {n|export was|exports were} altered outside the console. The only available action is “{button}”.";
    DEADLINE: "ダウンロード期限", "Download until";
    FILES: "ファイルとマニフェスト", "File and manifest";
    SIZE: "サイズ", "Size";
    DOWNLOAD: "ダウンロード", "Download";
    NAMED: "：{name}", ": {name}";
    AGAIN: "同じ条件で作成", "Export again";
    OWN_LOG: "このエクスポートの操作ログ", "Operation log for this export";
    MANIFEST: "マニフェスト", "Manifest";
    ACTS: "操作", "Actions";
    VERIFY: "ダウンロードしたファイルが原本と同じかを確認するには、次のコマンドでSHA-256を計算し、上の値と比べてください。", "To check that your downloaded file matches the original, calculate its SHA-256 with one of these commands and compare it with the value above.";
    VERIFY_TITLE: "ファイルの確認", "Verify your file";
    ON_POWERSHELL: "Windows（PowerShell）", "Windows (PowerShell)";
    ON_CMD: "Windows（コマンドプロンプト）", "Windows (Command Prompt)";
    ON_UNIX: "macOS・Linux", "macOS, Linux";
    COMMAND_FOR: "{system}のコマンド", "the command for {system}";
    DROP: "ダウンロードしたファイルをここにドロップするか、選択してください。照合はこのブラウザの中で行い、ファイルは送信しません。", "Drop the downloaded file here, or choose it. It's compared in your browser and never uploaded.";
    CHOOSE: "確認するファイルを選択", "Choose a file to verify";
    SAME: "原本と一致", "Matches the original";
    OTHER: "一致しません", "Does not match";
    SAME_MORE: "SHA-256が一致しました。ファイルは作成時のままです。", "The SHA-256 values match. The file hasn't changed since it was created.";
    OTHER_MORE: "このファイルのSHA-256は原本と異なります。別のファイルを選んだか、内容が変更された可能性があります。Excelなどで保存し直したファイルも一致しません。", "The SHA-256 of this file differs from the original. It may be a different file, or its contents may have changed. Files saved again in a spreadsheet app don't match either.";
    CHECKING: "照合しています…", "Checking…";
    TOO_LARGE: "ファイルが大きいため、ブラウザでは照合できません。上のコマンドで確認してください。", "The file is too large to verify in the browser. Use one of the commands above.";
    NO_RIGHT: "ダウンロードには「作成済みのエクスポートのファイルをダウンロードする」権限が必要です。契約管理者に依頼してください。", "To download, you need the permission “Download files of existing exports”. Ask an owner.";
    DOWNLOADS: "ダウンロードの記録", "Downloads";
    DOWNLOADS_RELOAD: "ダウンロードしたあとの記録は、このページを再読み込みすると表示されます。", "New downloads appear here after you reload the page.";
    NO_DOWNLOADS: "まだダウンロードされていません。", "Not downloaded yet.";
    AT: "日時（JST）", "Time (JST)";
    MEMBER: "メンバー", "Member";
    WHAT: "内容", "Content";
    WHAT_FILE: "ファイル", "File";
    WHAT_PART: "ファイルの続き", "Rest of the file";
    CONDITIONS: "エクスポートの条件", "Export settings";
    COLUMNS_OF: "{all}列のうち {n}列", "{n} of {all} columns";
    COMMA: "、", ", ";
    FORMAT: "形式", "Format";
    FORMAT_CSV: "CSV（UTF-8、BOMつき、改行CRLF）。数式とみなされる値の先頭や、「;」、タブ、改行のうしろには ' を付けています。", "CSV (UTF-8 with BOM, CRLF line breaks). Values that could run as formulas are prefixed with ', also after a semicolon, tab or line break.";

    // failures
    FAIL_FULL: "保存先の空き容量が足りません。しばらくしてから、もう一度お試しください。", "The storage is full. Try again later.";
    FAIL_FILE: "ファイルを書き込めませんでした。もう一度お試しください。", "The file couldn't be written. Please start again.";
    FAIL_CHANGED: "エクスポートの途中でデータが変わり、件数が一致しなくなりました。もう一度お試しください。", "The data changed during the export, so the row count no longer matches. Please start again.";
    SOME_UNREADABLE: "{n}行は外部から改ざんされていて読み取れませんでした。ファイルのその行には、エンドユーザーのIDだけがあります。サポート窓口にお知らせください。", "{n} {n|row was|rows were} altered outside the console and couldn't be read. In the file, {n|it contains|they contain} only the end user ID. Please contact Support.";
    FAIL_UNREADABLE: "読み取れないデータがありました。お問い合わせください。", "Some data couldn't be read. Please contact Support.";
    FAIL_INTERNAL: "システムエラーにより中断しました。もう一度お試しください。", "Something went wrong on our side. Please start again.";
    TODO_RUNNING: "データエクスポートを処理中です", "A data export is in progress";
    TODO_ROWS: "{name}：{done}／{total} 行", "{name}: {done} of {total} {total|row|rows}";
    TODO_OPEN: "進捗を確認", "View progress";
}

messages! {
    EMAIL_VERIFIED: "メールアドレスの確認", "Email address verified";
    TODO_FAILED: "直近7日間に失敗したデータエクスポートが{n}件あります。", "{n} data {n|export|exports} failed in the last 7 days.";
    MAY_NOT: "お使いの権限では、エクスポートを作成できません。ここでは、貴社で作成されたエクスポートの一覧を確認できます。", "You don't have permission to create exports. You can view the exports your company has created here.";
    ASK: "必要な場合は、契約管理者に権限の追加を依頼してください：", "If you need it, ask an owner for access:";
    SELECTED: "対象", "Scope";
    SELECTED_ALL: "すべてのエンドユーザー（{n}件）", "All end users ({n})";
    SELECTED_SOME: "次の条件に合うエンドユーザー（{n}件）", "End users that match these filters ({n})";
    SELECTED_UNKNOWN: "次の条件に合うエンドユーザー", "End users that match these filters";
    TITLE_WITH: "{title}（{state}）", "{title} ({state})";
    LOST: "自動での更新が停止しました。「最新の進捗を表示」で確認してください。", "Automatic updates have stopped. Select “Refresh progress”.";
}

/// The name of a column. The heading in the file is that of `Headings`.
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
