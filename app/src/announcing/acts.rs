//! The words of the operation log for this feature.

use super::messages as m;
use crate::announcements::kinds::AnnouncementKind;
use crate::record::{acts, facts, reasons};

acts! {
    SAVE: "announcement.save" => "お知らせの下書きを保存", "Announcement draft saved", never;
    SUBMIT: "announcement.submit" => "お知らせの承認を依頼", "Announcement submitted for approval";
    APPROVE: "announcement.approve" => "お知らせを承認", "Announcement approved";
    RETURN: "announcement.return" => "お知らせを差し戻し", "Announcement returned";
    PUBLISH: "announcement.publish" => "お知らせを公開", "Announcement published", always;
    CORRECT: "announcement.correct" => "お知らせの訂正を開始", "Announcement correction started";
    DISCARD: "announcement.discard" => "お知らせの下書きを破棄", "Announcement draft discarded";
    WITHDRAW: "announcement.withdraw" => "お知らせを取り下げ", "Announcement withdrawn", always;
    TELL: "announcement.tell" => "お知らせのメールを連絡先に送信", "Announcement emails queued for contacts", never;
}

facts! {
    KIND: "announcement_kind" => m::KIND => word AnnouncementKind::text_of;
    LATE: "late" => m::LATE_COMPANIES;
    LETTERS: "letters" => m::LETTERS;
}

reasons! {
    OWN: "own_announcement" => "自分が書いたお知らせのため", "Written by the same person";
    TOO_LATE: "too_late" => "通知の期限を過ぎたため", "Past the latest publish time";
    CHANGED: "changed_meanwhile" => "確認した後に変更されたため", "Changed after it was reviewed";
}
