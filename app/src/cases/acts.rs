//! The words of the operation log for this feature.

use super::messages as m;
use super::{evidence, states};
use crate::record::{acts, facts, reasons};

acts! {
    HELP_ASK: "help.ask" => "サポート窓口への依頼", "Help requested";
    HELP_DONE: "help.done" => "サポート窓口への依頼に対応", "Help request answered";
    OPEN: "case.open" => "対応案件を開始", "Support case opened";
    ASSIGN: "case.assign" => "対応案件を担当", "Support case assigned";
    UNASSIGN: "case.unassign" => "対応案件の担当を解除", "Support case unassigned";
    NOTE: "case.note" => "対応案件にメモを追加", "Note added to a support case";
    DOWNLOAD: "case.download" => "対応案件の一覧をダウンロード", "Support case list downloaded";
    CHECK: "case.check" => "対応案件の本人確認", "Identity checked in a support case";
    COOLING: "case.cooling" => "対応案件の待機期間を開始", "Support case waiting period started";
    CONSENT: "case.consent" => "対応案件に同意", "Customer consented to support case", always;
    REFUSE: "case.refuse" => "対応案件への同意を拒否", "Support case declined";
    APPROVE: "case.approve" => "対応案件を承認", "Support case approved", always;
    SEND_AGAIN: "case.send_again" => "再設定のリンクを再送信", "Reset link resent";
    CANCEL: "case.cancel" => "対応案件を中止", "Support case closed";
    FINISH: "case.finish" => "対応案件によりパスワードを再設定", "Password reset through a support case", always;
}

facts! {
    AGAIN: "again" => "同じ依頼の繰り返し", "Repeated request";
    ASSIGNED_BEFORE: "assigned_before" => "これまでの担当", "Previously assigned to";
    EVIDENCE: "evidence" => m::EVIDENCE => word evidence::text;
    HELP_REQUEST: "help_request" => "窓口への依頼のID", "Help request ID";
    KIND: "kind" => m::ASK_ISSUE => word states::asked_for;
    NUMBER: "case_number" => m::NUMBER;
    REMOVES_SECOND_FACTOR: "removes_second_factor" => "二要素認証の解除", "Removal of two-step verification";
}

reasons! {
    ACCOUNTS_ALTERED: "accounts_altered" => "アカウントの改ざん", "Accounts altered";
    CONSENT_GONE: "consent_gone" => "同意した管理者がいない", "The administrator who consented can no longer consent";
    CONSENT_POSSIBLE: "consent_possible" => "同意できる管理者がいる", "An administrator can consent";
    OWN_CASE: "own_case" => "同じ人による承認・同意", "Approval or consent by the same person";
    STAFF_GONE: "staff_gone" => "依頼・確認した運営スタッフがいない", "The person who opened or checked the case is no longer available";
}
