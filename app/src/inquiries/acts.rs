//! The words of the operation log for this feature.

use super::filter::InquiryWith;
use super::messages as m;
use super::states::{InquiryCategory, InquiryState};
use crate::record::{acts, facts};

acts! {
    ASK: "inquiry.ask" => "お問い合わせを送信", "Inquiry sent";
    REPLY: "inquiry.reply" => "お問い合わせに返信", "Reply sent to an inquiry";
    ANSWER: "inquiry.answer" => "お問い合わせに回答", "Inquiry answered";
    NOTE: "inquiry.note" => "お問い合わせにメモを追加", "Note added to an inquiry";
    SEE: "inquiry.see" => "運営スタッフがお問い合わせを表示", "Inquiry viewed by support staff";
    ASSIGN: "inquiry.assign" => "お問い合わせを担当", "Inquiry assigned";
    UNASSIGN: "inquiry.unassign" => "お問い合わせの担当を解除", "Inquiry unassigned";
    HAND: "inquiry.hand" => "お問い合わせの担当を変更", "Inquiry reassigned";
    CLOSE: "inquiry.close" => "お問い合わせを完了", "Inquiry closed";
    DOWNLOAD: "inquiry.download" => "お問い合わせの一覧をダウンロード", "Inquiry list downloaded";
}

facts! {
    CATEGORY: "category" => m::CATEGORY => word InquiryCategory::text_of;
    REOPENED: "reopened" => "対応を再開", "Reopened";
    HANDED_TO: "handed_to" => "新しい担当", "Assigned to";
    STATE: "inquiry_state" => m::STATE => word InquiryState::text_of;
    WITH: "inquiry_with" => m::ASSIGNEE => word InquiryWith::text_of;
    SEARCHED: "inquiry_words" => m::SEARCH;
    NUMBER: "inquiry_number" => m::NUMBER;
}
