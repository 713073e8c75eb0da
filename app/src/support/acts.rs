//! The words of the operation log for this feature.

use crate::record::{acts, facts};

acts! {
    RESET_PASSWORD: "password.reset" => "パスワードをリセット", "Password reset", always;
    ADD_ACCOUNT: "account.add" => "アカウントを追加", "Account added", always;
    ADD_TENANT: "tenant.add" => "契約企業を追加", "Company added", always;
    PROFILE_ASK: "profile.ask" => "サービスプロファイルの変更を依頼", "Service profile change requested";
    PROFILE_CANCEL: "profile.cancel" => "サービスプロファイルの変更の依頼を取り消し", "Service profile change withdrawn";
    PROFILE_CHANGE: "profile.change" => "サービスプロファイルを変更", "Service profile changed", always;
    INDEX_NAMES: "account.index_names" => "氏名の検索語を作成", "Name search index created";
    FILL_DEMO: "demo.fill" => "デモデータを作成", "Demo data created";
}

facts! {
    NAMES: "names" => "氏名の件数", "Number of names";
    PROFILE: "profile" => "サービスプロファイル", "Service profile";
    VERSION: "version" => "版", "Version";
}
