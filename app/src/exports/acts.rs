//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    START: "export.start" => "データエクスポートを開始", "Data export started";
    PROGRESS: "export.progress" => "データエクスポートを継続", "Data export continued";
    FINISH: "export.finish" => "データエクスポートを完了", "Data export finished";
    FAIL: "export.fail" => "データエクスポートに失敗", "Data export failed";
    CANCEL: "export.cancel" => "データエクスポートを中止", "Data export cancelled";
    EXPIRE: "export.expire" => "エクスポートしたファイルを削除", "Exported file removed";
    DOWNLOAD: "export.download" => "データをダウンロード", "Data downloaded";
}
