//! The words of the operation log for this feature.

use super::messages as m;
use crate::record::{acts, facts, words};

acts! {
    ASK: "staff.ask" => "運営スタッフの追加を依頼", "New support staff requested";
    APPROVE: "staff.approve" => "運営スタッフの追加を承認", "New support staff approved";
    REJECT: "staff.reject" => "運営スタッフの追加を却下", "New support staff rejected";
    SEND_AGAIN: "staff.send" => "運営スタッフの登録のリンクを再送信", "Support staff registration link resent";
    SEE: "staff.see" => "運営スタッフが連絡先・メンバーの氏名等を表示", "Contact details viewed by support staff";
}

facts! {
    APPROVAL: "approval" => "承認", "Approval" => of &[FIRST];
}

words! {
    FIRST: "first" => m::FIRST;
}
