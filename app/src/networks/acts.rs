//! The words of the operation log for this feature.

use super::messages as m;
use super::scope::Scope;
use crate::record::{acts, facts, reasons};
use crate::text::Text;

acts! {
    SCOPE: "network.scope" => "接続元の制限を変更", "IP allowlist setting changed", always;
    ADD: "network.add" => "許可する接続元を追加", "Network added to IP allowlist", always;
    REMOVE: "network.remove" => "許可する接続元を削除", "Network removed from IP allowlist", always;
    LIFT_ASK: "network.lift_ask" => "接続元の制限の一時解除を依頼", "Temporary lift of IP allowlist requested";
    LIFT: "network.lift" => "接続元の制限を一時解除", "IP allowlist temporarily lifted", always;
    LIFT_CANCEL: "network.lift_cancel" => "接続元の制限の一時解除の依頼を取り消し", "Request to lift IP allowlist withdrawn";
    LIFT_END: "network.lift_end" => "接続元の制限を再開", "IP allowlist restored";
}

facts! {
    MEMBER: "member" => "対象のメンバー", "Member";
    NETWORKS_FOR: "networks_for" => m::SCOPE => word scope;
    NETWORKS_FOR_BEFORE: "networks_for_before" => "変更前の制限の対象", "Previously applied to" => word scope;
}

reasons! {
    KEEPS_OUT: "keeps_out" => "本人または契約管理者がログインできなくなるため", "The person or an owner would be locked out";
}

/// The words of a scope. The scope that limits nobody has the code `off` in the log, and an empty one in the database.
fn scope(code: &str) -> Option<Text> {
    Scope::text_of(code.trim_start_matches("off"))
}
