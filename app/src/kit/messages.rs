//! Texts of the kit and the frame.

use crate::messages;

messages! {
    SKIP: "本文へ移動", "Skip to content";
    MENU: "メインメニュー", "Main menu";
    MENU_OPEN: "メニューを開く", "Open the menu";
    MENU_CLOSE: "メニューを閉じる", "Close the menu";
    ACCOUNT_MENU: "アカウントメニュー", "Account menu";
    ACCOUNT: "アカウント", "Account";
    SIGN_OUT: "ログアウト", "Sign out";
    PASSWORD: "パスワードの変更", "Change password";
    FOOT_TIME: "時刻はすべて日本時間（JST）", "All times are Japan time (JST)";
    ERROR_PREFIX: "エラー：", "Error: ";
    ERROR_ONE: "1件の入力エラーがあります", "There is 1 error in the form";
    ERRORS: "{n}件の入力エラーがあります", "There are {n} errors in the form";
    REQUIRED: "※必須", "required";
    FIRST: "先頭へ", "First";
    NEXT: "次へ", "Next";
    PREVIOUS: "前へ", "Previous";
    NO_NEXT: "（最後のページです）", " (this is the last page)";
    NO_PREVIOUS: "（先頭のページです）", " (this is the first page)";
    SHOWN: "{n}件を表示", "{n} {n|row|rows} shown";
    PAGER_OF: "ページ送り：{name}", "Pages: {name}";
    ALL: "すべて", "All";
    SEARCH: "検索", "Search";
    NARROW: "絞り込む", "Filter";
    CLEAR: "条件をクリア", "Clear filters";
    BACK_OUT: "キャンセル", "Go back";
    NOT_LISTED: "表示する条件は一覧から選んでください。", "Choose what to show from the list.";
    REMOVE_FILTER: "条件「{what}」を外す", "Remove the filter “{what}”";
    ACTIVE_FILTERS: "適用中の条件", "Active filters";
    TABLE_OF: "{name}の表", "Table: {name}";
    BREADCRUMBS: "現在の位置", "You are here";
    VIEWING: "サポート担当として〔{company}〕を表示中", "Viewing {company} as support staff";
    VIEWING_LABEL: "表示中の契約企業", "Company being viewed";
    VIEWING_END: "運営ホームへ戻る", "Back to the support home";
    STAFF_CONSOLE: "運営画面", "Support console";
    ALTERED: "改ざん（無効）", "Altered; no effect";
    UNREADABLE: "改ざん（読み取り不可）", "Altered; unreadable";
    ALTERED_MORE: "「改ざん（無効）」と表示されている記録は、このプログラムを通さずにデータベース上で書き換えられたため、無効です。できる操作は「{button}」だけです。", "A record marked “Altered; no effect” was changed in the database by something other than this program, so it has no effect. The only thing that can be done with it is “{button}”.";
    ALTERED_OVER: "「改ざん（無効）」と表示されている記録は、このプログラムを通さずにデータベース上で書き換えられたため、その内容は確かではありません。", "A record marked “Altered; no effect” was changed in the database by something other than this program, so what it says is not certain.";
    ALTERED_ASK: "原因の調査と正しいデータの復旧は、サポート窓口に依頼してください。", "Ask the support desk to find out why, and to restore the right data.";
    /// To staff: there is nobody else whom they can ask.
    ALTERED_WHO: "正しいデータを戻せるのは、このコンソールの運用担当者だけです。運用担当者に知らせてください。どの記録が書き換えられたかは、運用担当者がコマンド sekisho log verify で確認できます。", "Only the operator of this console can restore the right data: tell them. The command sekisho log verify shows them which rows were altered.";
    ALTERED_NAME: "「{name}」（改ざんされた記録にある名称）", "“{name}” (the name in an altered record)";
    PROVIDER_LOG: "運営の操作ログ", "Provider's operation log";
    ALTERED_LOG: "いつ見つかったかは、「{button}」で確認できます。", "“{button}” says when it was found.";
    ALTERED_LOG_ASK: "いつ見つかったかは「{button}」に残っています。これを開ける運営スタッフに知らせてください。", "“{button}” says when it was found. Tell a member of staff who may open it.";
    SWITCH_LANGUAGE: "English", "日本語";
    SEE: "内容を確かめる", "See details";
}
