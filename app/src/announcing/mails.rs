//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    ANNOUNCEMENT: "announcement" => "お知らせ", "Announcement";
    APPROVAL: "announcement.approval" => "お知らせの承認のお願い", "Announcement approval requested";
}
