//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    DENY: "access.denied" => "権限のない操作", "Act without permission", never;
    DOWNLOAD: "log.download" => "操作ログをダウンロード", "Operation log downloaded";
    RESTART: "log.restart" => "操作ログの照合を新しく開始", "Checkpoints of the log begun anew", always;
    ERASE_PERSONAL: "log.erase_personal" => "操作ログの個人情報を消去", "Personal details in the log erased", always;
    ROW_FORGED: "row.forged" => "プログラム以外が書き換えたデータを検知", "Row written by somebody else noticed", always;
    SIGN_ROWS: "rows.sign" => "データの署名を開始", "Rows signed from now on", always;
}
