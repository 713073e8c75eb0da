//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    APPROVAL: "staff.approval" => "運営スタッフの追加の承認のお願い", "New support staff approval requested";
    INVITATION: "staff.invitation" => "運営スタッフへの登録のリンク", "Support staff registration link";
}
