use crate::messages;

messages! {
    TITLE: "データエクスポート", "Data export";
}
