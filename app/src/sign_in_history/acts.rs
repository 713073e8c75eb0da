//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    DOWNLOAD: "sign_in_history.download" => "ログイン履歴をダウンロード", "Sign-in history downloaded";
    DOWNLOAD_OWN: "activity.download" => "自分のアクティビティをダウンロード", "Own activity downloaded";
}
