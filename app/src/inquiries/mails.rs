//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    RECEIVED: "inquiry.received" => "お問い合わせの受付", "Inquiry received";
    ANSWERED: "inquiry.answered" => "お問い合わせへの回答", "Inquiry answered";
    CLOSED: "inquiry.closed" => "お問い合わせの完了", "Inquiry closed";
    NEW: "inquiry.new" => "新しいお問い合わせ（運営）", "New inquiry (support staff)";
    ENDED: "inquiry.ended" => "お問い合わせの完了（運営）", "Inquiry closed by the customer (support staff)";
    REPLIED: "inquiry.replied" => "お問い合わせへの返信（運営）", "Reply to an inquiry (support staff)";
}
