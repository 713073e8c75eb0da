//! The words of the operation log for this feature.

use super::messages as m;
use super::{evidence, states};
use crate::record::{acts, facts, reasons};

acts! {
    HELP_ASK: "help.ask" => "サポート窓口への依頼", "Help requested";
    HELP_DONE: "help.done" => "サポート窓口への依頼に対応", "Request for help answered";
    OPEN: "case.open" => "対応案件を開始", "Support case opened";
    ASSIGN: "case.assign" => "対応案件を担当", "Support case taken";
    UNASSIGN: "case.unassign" => "対応案件の担当を解除", "Support case given back";
    NOTE: "case.note" => "対応案件にメモを追加", "Note added to a support case";
    DOWNLOAD: "case.download" => "対応案件の一覧をダウンロード", "List of support cases downloaded";
    CHECK: "case.check" => "対応案件の本人確認", "Identity checked in a support case";
    COOLING: "case.cooling" => "対応案件の待機期間を開始", "Waiting period of a support case started";
    CONSENT: "case.consent" => "対応案件に同意", "Consent to a support case", always;
    REFUSE: "case.refuse" => "対応案件への同意を拒否", "Support case declined";
    APPROVE: "case.approve" => "対応案件を承認", "Support case approved", always;
    SEND_AGAIN: "case.send_again" => "再設定のリンクを再送信", "Reset link resent";
    CANCEL: "case.cancel" => "対応案件を中止", "Support case closed";
    FINISH: "case.finish" => "対応案件によりパスワードを再設定", "Password reset by a support case", always;
}

facts! {
    AGAIN: "again" => "同じ依頼の繰り返し", "Repeated request";
    ASSIGNED_BEFORE: "assigned_before" => "これまでの担当", "Assigned before";
    EVIDENCE: "evidence" => m::EVIDENCE => word evidence::text;
    HELP_REQUEST: "help_request" => "窓口への依頼のID", "ID of the request for help";
    KIND: "kind" => m::ASK_KIND => word states::asked_for;
    REMOVES_SECOND_FACTOR: "removes_second_factor" => "二要素認証の解除", "Removal of two-step verification";
}

reasons! {
    ACCOUNTS_ALTERED: "accounts_altered" => "アカウントの改ざん", "Accounts altered from outside";
    CONSENT_GONE: "consent_gone" => "同意した管理者がいない", "The administrator who consented is gone";
    CONSENT_POSSIBLE: "consent_possible" => "同意できる管理者がいる", "An administrator can consent after all";
    OWN_CASE: "own_case" => "同じ人による承認・同意", "The same person may not confirm";
    STAFF_GONE: "staff_gone" => "依頼・確認した運営スタッフがいない", "The member of staff who asked or checked is gone";
}
