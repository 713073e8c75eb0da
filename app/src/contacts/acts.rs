//! The words of the operation log for this feature.

use super::kinds::ContactKind;
use super::messages as m;
use crate::record::{acts, facts};

acts! {
    ADD: "contact.add" => "担当者連絡先を追加", "Contact added", always;
    CHANGE: "contact.change" => "担当者連絡先を変更", "Contact changed", always;
    REMOVE: "contact.remove" => "担当者連絡先を削除", "Contact removed", always;
    WRITE: "contact.write" => "担当者連絡先へ確認・テストのメールを送信", "Confirmation or test email sent to a contact";
    CONFIRM: "contact.confirm" => "担当者連絡先を確認", "Contact confirmed";
}

facts! {
    KINDS: "kinds" => "受け取るお知らせ", "Notices" => words ContactKind::text_of;
    KINDS_BEFORE: "kinds_before" => "変更前に受け取っていたお知らせ", "Previous notices" => words ContactKind::text_of;
    TELEPHONE: "telephone" => m::TELEPHONE_SHORT;
}
