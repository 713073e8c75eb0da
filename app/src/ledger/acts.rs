//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    DOWNLOAD: "account_ledger.download" => "アカウント管理台帳をダウンロード", "Account ledger downloaded";
}
