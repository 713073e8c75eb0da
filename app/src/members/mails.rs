//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    INVITATION: "member.invitation" => "メンバーへの招待", "Invitation of a member";
    APPROVAL: "member.approval" => "メンバー追加の承認のお願い", "Approval of a new member asked for";
    RETURNED: "member.returned" => "退会した人の再登録", "Somebody who had left is back";
}
