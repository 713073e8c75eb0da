//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    ADD: "contact.add" => "担当者連絡先を追加", "Contact added", always;
    CHANGE: "contact.change" => "担当者連絡先を変更", "Contact changed", always;
    REMOVE: "contact.remove" => "担当者連絡先を削除", "Contact removed", always;
    WRITE: "contact.write" => "担当者連絡先へ確認・テストのメールを送信", "Confirmation or test mail written to a contact";
    CONFIRM: "contact.confirm" => "担当者連絡先を確認", "Contact confirmed";
}
