use crate::messages;

messages! {
    GROUP: "管理", "Administration";
    TITLE: "セキュリティ", "Security";
    SUB: "このコンソールが守る規則と、そのもとになる文書の箇所です。", "The rules this console keeps, and the sentences they come from.";
    PROFILE: "サービスプロファイル", "Service profile";
    NAME: "名前", "Name";
    DOCUMENT: "文書", "Document";
    VERSION: "版", "Version";
    EFFECTIVE: "適用開始日", "In force from";
    ITEM: "項目", "Item";
    VALUE: "規定", "In force";
    SOURCE: "根拠", "Source";
    DEFAULT: "製品の標準", "Product default";
}
