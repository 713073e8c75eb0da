use crate::messages;

messages! {
    INDEX: "目次", "Contents";
    GROUP: "管理", "Administration";
    TITLE: "セキュリティ", "Security";
    SUB: "適用されるサービスプロファイルの規定と、そのもとになる文書の箇所です。「状態」は、この版のプログラムが自動で守っているかどうかを表します。", "What the service profile demands, and the sentences it comes from. “State” says whether this version of the program keeps it by itself.";
    COMPANY: "会社の設定", "Your company's settings";
    SECOND_FACTOR: "二要素認証を必要とする人", "Who needs two-step verification";
    BY_PROFILE: "サービスプロファイルの規定どおり", "As the service profile says";
    FOR_ALL: "すべてのメンバー", "All members";
    WITHOUT: "二要素認証を設定していないメンバー：{n}人。必須にすると、次の操作のときに設定画面が開きます。", "Members without two-step verification: {n}. Once it is required, their next act opens the set-up page.";
    SAVE: "設定を保存", "Save settings";
    SAVED: "会社の設定を保存しました。", "Your company's settings have been saved.";
    STAFF_STRICTEST: "{value}（ほかのサービスプロファイルも担当するため、実際の適用は{kept}）", "{value} (staff serve companies under other profiles as well: {kept} holds)";
    PLAIN_HTTP: "{value}（このコンソールは現在、暗号化しないHTTPで動作しています。同じコンピューターからだけ利用できます）", "{value} (this console is served by plain HTTP now, which only its own machine can reach)";
    CHANGES: "サービスプロファイルの変更", "Changes of service profile";
    BEFORE: "変更前", "Before";
    AFTER: "変更後", "After";
    REASON: "理由", "Reason";
    ASKED: "依頼", "Asked";
    DONE: "承認・変更", "Approved and changed";
    WAITS: "別の運営スタッフの承認待ち", "Waits for another member of staff";
    PROFILE: "サービスプロファイル", "Service profile";
    NAME: "名前", "Name";
    DOCUMENT: "文書", "Document";
    VERSION: "版", "Version";
    EFFECTIVE: "適用開始日", "In force from";
    ITEM: "項目", "Item";
    VALUE: "規定", "Rule";
    STATE: "状態", "State";
    KEPT: "自動で適用", "Enforced";
    NOT_YET: "未対応", "Not enforced yet";
    SOURCE: "根拠", "Source";
    DEFAULT: "製品の標準", "Product default";
}
