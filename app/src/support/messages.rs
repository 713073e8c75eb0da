use crate::messages;

messages! {
    HOME: "運営ホーム", "Support home";
    PROFILES: "サービスプロファイル", "Service profiles";
    LOGS: "運営の操作ログ", "Provider's operation log";
}
