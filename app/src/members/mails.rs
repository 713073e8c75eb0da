//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    INVITATION: "member.invitation" => "メンバーへの招待", "Member invitation";
    APPROVAL: "member.approval" => "メンバー追加の承認の依頼", "New member approval requested";
    RETURNED: "member.returned" => "削除済みのメンバーの再登録", "Removed member rejoined";
}
