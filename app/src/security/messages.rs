use crate::messages;

messages! {
    GROUP: "管理", "Administration";
    TITLE: "セキュリティ", "Security";
    SUB: "適用されるサービスプロファイルの規定と、そのもとになる文書の箇所です。「状態」は、この版のプログラムが自動で守っているかどうかを表します。", "What the service profile demands, and the sentences it comes from. “State” says whether this version of the program keeps it by itself.";
    PROFILE: "サービスプロファイル", "Service profile";
    NAME: "名前", "Name";
    DOCUMENT: "文書", "Document";
    VERSION: "版", "Version";
    EFFECTIVE: "適用開始日", "In force from";
    ITEM: "項目", "Item";
    VALUE: "規定", "Rule";
    STATE: "状態", "State";
    KEPT: "自動で適用", "Enforced";
    NOT_YET: "未対応", "Not yet";
    SOURCE: "根拠", "Source";
    DEFAULT: "製品の標準", "Product default";
}
