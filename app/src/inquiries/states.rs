//! The categories and the states of inquiries. Codes are stable, because the database and logs contain them.

use crate::kit::codes;
use crate::text::Text;

codes! {
    /// What an inquiry is about.
    pub enum InquiryCategory {
        Usage = "usage" => Text::new("使い方", "How to use the service"),
        Trouble = "trouble" => Text::new("障害・不具合", "Problem or outage"),
        Contract = "contract" => Text::new("契約・請求", "Billing and contract"),
        Data = "data" => Text::new("データ", "Data"),
        Other = "other" => Text::new("その他", "Other"),
    }
}

codes! {
    /// The state of an inquiry.
    pub enum InquiryState {
        /// It came in, and nobody works on it yet.
        Received = "received" => Text::new("受付", "Received"),
        /// A member of staff works on it.
        Working = "working" => Text::new("対応中", "In progress"),
        /// Support has answered. The company may write again, or close it.
        Answered = "answered" => Text::new("回答済み", "Answered"),
        Closed = "closed" => Text::new("完了", "Closed"),
    }
}

impl InquiryState {
    /// True if the company waits for an answer.
    pub fn waits(self) -> bool {
        matches!(self, InquiryState::Received | InquiryState::Working)
    }
}

/// Who has written an entry of a thread, and for whom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThreadSide {
    Company,
    Support,
    /// A note of staff, which the company never sees.
    Note,
}
