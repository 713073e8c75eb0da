use crate::messages;

messages! {
    GROUP: "預託データ", "Deposited data";
    TITLE: "エンドユーザー", "End users";
    SUB: "ソーシャルログインでログインしたお客様の情報（預託データ）です。", "The customers who sign in to your service by a social account (deposited data).";
    MASKED: "メールアドレスは一部を伏せて表示しています。顧客IDを開くとすべての項目を表示し、操作ログに残します。", "Email addresses are partly hidden. Open a customer ID to see everything; that is recorded in the operation log.";
    COMMA: "、", ", ";
    EXPORT: "データエクスポートを作成", "Create a data export";

    SEARCH: "顧客ID、氏名、メールアドレス、電話番号", "Customer ID, name, email address or phone number";
    PROVIDER: "連携アカウント", "Linked account";
    PREFECTURE: "都道府県", "Prefecture";
    SEARCHED: "検索：{q}", "Search: {q}";
    SHOWN_OF: "{n}件を表示（全 {total}件）", "{n} {n|row|rows} shown, of {total} end users in all";
    FOUND_OF: "条件に合うものから{n}件を表示（登録 全 {total}件）", "{n} of the matching rows shown; {total} end users are registered in all";

    CUSTOMER_ID: "顧客ID", "Customer ID";
    NAME_AND_EMAIL: "氏名・メールアドレス", "Name and email address";
    CREATED_ON: "登録日", "Registered";
    LAST_SIGN_IN: "最終ログイン", "Last sign-in";

    FIRST_USE: "まだエンドユーザーがいません", "There are no end users yet";
    FIRST_USE_WHAT: "お客様の情報を取り込むと、ここで検索・確認できます。CSVファイルの取り込みは、運用担当者が次のコマンドで行います。", "Once your customers' data is imported, you find it here. The operator imports a CSV file with this command:";
    NO_MATCH: "条件に合うエンドユーザーはいません", "No end users match";
    NO_MATCH_HINT: "顧客ID・メールアドレス・電話番号は全体を、氏名は姓・名のどちらかをすべて入力してください。旧字体・かな・全角半角の違いは問いません。", "Type a customer ID, email address or phone number in full, or a whole family or given name. Old and new kanji shapes, kana, and full or half width make no difference.";

    REFUSED: "取り込みで受け付けなかった行", "Rows that the import refused";
    LAST_IMPORT: "最終取り込み", "Last import";
    ALL_STORED: "0件。読み込んだ {read}件をすべて保存しました。", "0 rows. {read} {read|row was|rows were} read, and {read|it is|all are} stored.";
    SOME_REFUSED: "{refused}件。読み込んだ {read}件のうち {stored}件を保存しました。", "{refused} {refused|row|rows}. Of {read} {read|row|rows} that were read, {stored} {stored|is|are} stored.";
    REPLACED: "連携アカウント {n}件は、同じプロバイダの別のIDに置き換わりました。", "{n} linked {n|account was|accounts were} given another ID at the same provider.";
    SHOW_REFUSED: "受け付けなかった行を表示", "Show the refused rows";
    FIRST_REFUSED: "先頭の{n}行を表示しています。すべての行は取り込みコマンドの出力にあります。", "The first {n} {n|is|are} shown. The import command prints them all.";
    LINE: "行", "Line";
    COLUMN: "列", "Column";
    WHOLE_ROW: "行全体", "the whole row";
    REASON: "理由", "Reason";

    VIEWED: "この画面を表示したことは、操作ログに記録されました。", "That you opened this page has been recorded in the operation log.";
    PERSON: "登録情報", "Details";
    NAME: "氏名", "Name";
    EMAIL: "メールアドレス", "Email address";
    VERIFIED: "確認済み", "Verified";
    NOT_VERIFIED: "未確認", "Not verified";
    PHONE: "電話番号", "Phone number";
    BIRTHDATE: "生年月日", "Date of birth";
    GENDER: "性別", "Gender";
    MALE: "男性", "Male";
    FEMALE: "女性", "Female";
    OTHER: "その他", "Other";
    NOTE: "備考", "Note";
    CREATED: "登録日時", "Registered";
    UPDATED: "最終更新（取り込み）", "Last updated (import)";
    IDENTITIES: "連携アカウント", "Linked accounts";
    PROVIDER_NAME: "プロバイダ", "Provider";
    SUBJECT: "プロバイダでのID", "ID at the provider";
    BAD_PROVIDER: "連携アカウントを一覧から選んでください。", "Choose a linked account from the list.";
    BAD_PREFECTURE: "都道府県を一覧から選んでください。", "Choose a prefecture from the list.";
}
