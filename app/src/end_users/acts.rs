//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    VIEW: "end_user.view" => "エンドユーザーの詳細を表示", "End user viewed";
    IMPORT_START: "import.start" => "データの取り込みを開始", "Import started";
    IMPORT_CHUNK: "import.chunk" => "データを取り込み", "Rows imported";
    IMPORT_FINISH: "import.finish" => "データの取り込みを完了", "Import finished";
}
