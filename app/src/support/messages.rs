use crate::messages;

messages! {
    HOME: "運営ホーム", "Support home";
    HOME_SUB: "契約企業の一覧です。エンドユーザーの情報は、契約企業の同意なしには表示されません。", "The customer companies. End users are not shown without a company's consent.";
    PROFILES: "サービスプロファイル", "Service profiles";
    PROFILES_SUB: "公開しているサービス運用規定を、プログラムが守る値として表したものです。", "The published service operation policies, as the values the program keeps.";
    LOGS: "運営の操作ログ", "Provider's operation log";
    TENANTS: "契約企業", "Companies";
    TENANT: "契約企業", "Company";
    PROFILE: "サービスプロファイル", "Service profile";
    ACCOUNTS: "アカウント", "Accounts";
    LOCKED: "ロック中", "Locked";
    SINCE: "登録日時", "Registered";
    NONE: "契約企業はまだありません。", "There are no companies yet.";
    NONE_HINT: "コマンド sekisho tenant add で追加します。", "Add one with the command sekisho tenant add.";
    SHOWN: "{n}件を表示", "{n} rows shown";
    CHANGE: "サービスプロファイルの変更", "Change of service profile";
    CHANGE_SUB: "まず影響を確かめ、そのうえで変更します。変更は契約企業の操作ログに残ります。", "First see what it would do, then change it. The change stands in the company's own operation log.";
    NEW_PROFILE: "変更後のサービスプロファイル", "New service profile";
    PREVIEW: "影響を確かめる", "Preview";
    EFFECT: "変更の影響：{title}", "What changes: {title}";
    EFFECT_ACCOUNTS: "パスワードの期限が切れるアカウント", "Accounts whose password expires";
    EFFECT_LOGS: "保管期間を過ぎて消去される操作ログ", "Operation log entries past their retention";
    EFFECT_SESSIONS: "終了するセッション", "Sessions that end";
    DIFF_ITEM: "項目", "Item";
    DIFF_NOW: "現在", "Now";
    DIFF_THEN: "変更後", "Then";
    DIFF: "値の違い", "Values that differ";
    REASON: "変更の理由", "Reason";
    REASON_HINT: "契約企業の操作ログに表示されます。", "It is shown in the company's operation log.";
    APPLY: "サービスプロファイルを変更", "Change the service profile";
    PROFILE_UNKNOWN: "サービスプロファイルを選んでください。", "Choose a service profile.";
    PROFILE_SAME: "いまと同じサービスプロファイルです。別のものを選んでください。", "This profile is already in force. Choose another one.";
    PROFILE_MOVED: "ほかの担当者が先に変更しました。ページを開き直してください。", "Somebody else changed it first. Open the page again.";
    PROFILE_CHANGED: "サービスプロファイルを変更しました。", "The service profile has been changed.";
    REASON_MISSING: "変更の理由を入力してください。", "Enter the reason.";
    REASON_LONG: "変更の理由は500文字以内で入力してください。", "The reason may have 500 characters at most.";
}
