//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    CONFIRM: "contact.confirm" => "担当者連絡先の確認", "Contact confirmation";
    TELEPHONE: "contact.telephone" => "担当者連絡先の電話番号の変更", "Contact's phone number changed";
    ADDED: "contact.added" => "担当者連絡先の追加", "Contact added";
    REMOVED: "contact.removed" => "担当者連絡先の削除", "Contact removed";
    TEST: "contact.test" => "担当者連絡先へのテスト", "Test email to a contact";
}
