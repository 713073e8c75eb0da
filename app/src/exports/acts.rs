//! The words of the operation log for this feature.

use super::messages as m;
use super::prompts::column;
use crate::record::{acts, facts, words};

acts! {
    START: "export.start" => "データエクスポートを開始", "Data export started";
    PROGRESS: "export.progress" => "データエクスポートを継続", "Data export continued";
    FINISH: "export.finish" => "データエクスポートを完了", "Data export finished";
    FAIL: "export.fail" => "データエクスポートに失敗", "Data export failed";
    CANCEL: "export.cancel" => "データエクスポートを中止", "Data export stopped";
    EXPIRE: "export.expire" => "エクスポートしたファイルを削除", "Exported file deleted";
    REMOVE: "export.remove" => "改ざんされたエクスポートを削除", "Altered export removed";
    DOWNLOAD: "export.download" => "データをダウンロード", "Data downloaded";
}

facts! {
    BYTES: "bytes" => "バイト数", "Bytes";
    COLUMNS: "columns" => m::COLUMNS => words column;
    DAYS: "days" => "保管した日数", "Days kept";
    PURPOSE: "purpose" => m::PURPOSE;
    Q: "q" => m::Q;
    RANGE: "range" => "バイトの範囲", "Byte range";
    ROWS: "rows" => m::ROWS;
    SHA256: "sha256" => "SHA-256", "SHA-256";
    UNREADABLE: "unreadable" => "読み取れなかった行", "Unreadable rows";
    WHAT: "what" => m::WHAT => of &[FILE, MANIFEST];
}

words! {
    FILE: "file" => m::WHAT_FILE;
    MANIFEST: "manifest" => m::MANIFEST;
}
