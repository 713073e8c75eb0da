use crate::messages;

messages! {
    GROUP: "預託データ", "Deposited data";
    TITLE: "エンドユーザー", "End users";
}
