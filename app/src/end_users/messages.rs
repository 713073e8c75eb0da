use crate::messages;

messages! {
    GROUP: "預託データ", "Deposited data";
    TITLE: "エンドユーザー", "End users";
    SUB: "ソーシャルログインでログインしたお客様の情報（預託データ）です。", "Customers who sign in to your service with a social account (deposited data).";
    MASKED: "メールアドレスの一部を伏せて表示しています。顧客IDを選択するとすべての項目が表示され、表示したことが操作ログに記録されます。", "Email addresses are partly masked. Select a customer ID to view all details. Each view is recorded in the operation log.";
    EXPORT: "データエクスポートを作成", "Create export";

    SEARCH: "顧客ID、氏名、メールアドレス、電話番号", "Customer ID, name, email address or phone number";
    PROVIDER: "連携アカウント", "Linked account";
    PREFECTURE: "都道府県", "Prefecture";
    SEARCH_HINT: "全体が一致するものを検索します。氏名は姓か名だけでも検索できます。旧字体、ひらがな・カタカナ、全角・半角の違いは区別しません。", "Enter the whole value; for a name, the family or given name is enough. Old and new kanji, hiragana and katakana, and full and half width are treated as the same.";
    SEARCHED: "検索：{q}", "Search: {q}";
    SEARCHED_WITH: "検索：{q}（{variant}を含む）", "Search: {q} (includes {variant})";

    CUSTOMER_ID: "顧客ID", "Customer ID";
    NAME_AND_EMAIL: "氏名・メールアドレス", "Name and email address";
    CREATED_ON: "登録日", "Registered";
    LAST_SIGN_IN: "最終ログイン", "Last sign-in";

    FIRST_USE: "エンドユーザーは登録されていません", "No end users yet";
    FIRST_USE_WHAT: "お客様の情報を取り込むと、この画面で検索・確認できます。CSVファイルの取り込みは、運用担当者が次のコマンドで行います。", "Once your customers' data is imported, you can search and view it here. The operator imports a CSV file with this command:";
    NO_MATCH: "条件に一致するエンドユーザーはいません", "No end users match";
    /// Behind the number of matches: how many there are without the filter.
    OF_ALL: "（全{total}）", " ({total} in all)";
    NO_MATCH_HINT: "検索条件を変更してください。顧客ID・メールアドレス・電話番号は全体を、氏名は、姓または名の全体を入力してください。", "Change your filters. Enter a customer ID, email address or phone number in full. For a name, enter the whole family or given name.";

    REFUSED: "取り込みエラー", "Import errors";
    LAST_IMPORT: "最終取り込み", "Last import";
    ALL_STORED: "エラーはありません。{read}件を取り込みました。", "No errors. {read} {read|row|rows} imported.";
    SOME_REFUSED: "{refused}行を取り込めませんでした。読み込んだ {read}行のうち {stored}行を取り込みました。", "{refused} {refused|row|rows} could not be imported. {stored} of {read} {read|row|rows} imported.";
    REPLACED: "連携アカウント {n}件が、同じプロバイダの別のIDに置き換えられました。", "{n} linked {n|account was|accounts were} replaced with a different ID from the same provider.";
    SHOW_REFUSED: "エラーの行を表示", "View errors";
    FIRST_REFUSED: "先頭の{n}行を表示しています。すべての行は取り込みコマンドの出力で確認できます。", "Showing the first {n} {n|row|rows}. The import command prints all of them.";
    LINE: "行", "Line";
    COLUMN: "列", "Column";
    WHOLE_ROW: "行全体", "Whole row";
    REASON: "理由", "Reason";

    VIEWED: "この画面を表示したことは、操作ログに記録されました。", "This view has been recorded in the operation log.";
    PERSON: "登録情報", "Details";
    USE: "利用状況", "Activity";
    ID_OF: "顧客ID {id}", "Customer ID {id}";
    LOG_OF: "この顧客の操作ログ", "Operation log for this end user";
    NAME: "氏名", "Name";
    EMAIL: "メールアドレス", "Email address";
    VERIFIED: "確認済み", "Verified";
    NOT_VERIFIED: "未確認", "Not verified";
    PHONE: "電話番号", "Phone number";
    BIRTHDATE: "生年月日", "Date of birth";
    NOT_GIVEN: "未登録", "Not registered";
    GENDER: "性別", "Gender";
    MALE: "男性", "Male";
    FEMALE: "女性", "Female";
    OTHER: "その他", "Other";
    NOTE: "備考", "Note";
    CREATED: "登録日時", "Registered";
    UPDATED: "最終更新（取り込み）", "Last updated (import)";
    IDENTITIES: "連携アカウント", "Linked accounts";
    PROVIDER_NAME: "プロバイダ", "Provider";
    SUBJECT: "プロバイダでのID", "Provider user ID";
    BAD_PROVIDER: "連携アカウントを一覧から選んでください。", "Select a linked account from the list.";
    BAD_PREFECTURE: "都道府県を一覧から選んでください。", "Select a prefecture from the list.";
    TODO_REFUSED: "直近の取り込みで、{n}行を取り込めませんでした。", "{n} {n|row|rows} could not be imported in the latest import.";
}
