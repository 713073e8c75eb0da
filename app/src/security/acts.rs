//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    CHANGE: "security.change" => "会社のセキュリティ設定を変更", "Company's security settings changed", always;
}
