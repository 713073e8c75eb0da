//! The words of the operation log for this feature.

use crate::record::{acts, facts};

acts! {
    CHANGE: "security.change" => "セキュリティの設定を変更", "Security settings changed", always;
}

facts! {
    SECOND_FACTOR_FOR_ALL: "second_factor_for_all" => "全メンバーの二要素認証", "Two-step verification for all members";
}
