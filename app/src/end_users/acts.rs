//! The words of the operation log for this feature.

use super::{choices, messages as m};
use crate::record::{acts, facts};

acts! {
    VIEW: "end_user.view" => "エンドユーザーの詳細を表示", "End user viewed";
    IMPORT_START: "import.start" => "データの取り込みを開始", "Import started";
    IMPORT_CHUNK: "import.chunk" => "データを取り込み", "Rows imported";
    IMPORT_FINISH: "import.finish" => "データの取り込みを完了", "Import finished";
}

facts! {
    ACCOUNTS_REPLACED: "accounts_replaced" => "別のIDに置き換えた連携アカウント", "Linked accounts replaced";
    PREFECTURE: "prefecture" => m::PREFECTURE => word choices::prefecture;
    PROVIDER: "provider" => m::PROVIDER => word choices::provider;
    ROWS_CREATED: "rows_created" => "新しく登録した行", "New rows";
    ROWS_READ: "rows_read" => "読み込んだ行", "Rows read";
    ROWS_REFUSED: "rows_refused" => "取り込めなかった行", "Rows with errors";
    ROWS_STORED: "rows_stored" => "取り込んだ行", "Rows imported";
}
