//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    DONE: "export.done" => "データエクスポートの完了", "Data export finished";
    FAILED: "export.failed" => "データエクスポートの失敗", "Data export failed";
}
