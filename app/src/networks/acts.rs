//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    SCOPE: "network.scope" => "接続元の制限を変更", "Limits on networks changed", always;
    ADD: "network.add" => "許可する接続元を追加", "Network allowed", always;
    REMOVE: "network.remove" => "許可する接続元を削除", "Network no longer allowed", always;
    LIFT_ASK: "network.lift_ask" => "接続元の制限の一時解除を依頼", "Lifting of limits asked for";
    LIFT: "network.lift" => "接続元の制限を一時解除", "Limits lifted for some hours", always;
    LIFT_CANCEL: "network.lift_cancel" => "接続元の制限の一時解除を取り消し", "Lifting of limits withdrawn";
    LIFT_END: "network.lift_end" => "接続元の制限を再開", "Limits count again";
}
