use super::states::{InquiryCategory, InquiryState, ThreadSide};
use crate::cases::api::Assignee;
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, Total, When};
use crate::permission::{ADMINISTRATORS, MEMBERS, Permission, SUPPORT, Verb};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

pub use super::filter::{InquiryFilter, InquiryWith};

pub const ASK: Permission = Permission::new(
    "inquiries.ask",
    Verb::Edit,
    "お問い合わせを送り、自分のものを表示する",
    "Send inquiries and view your own",
)
.held_by(MEMBERS);
/// Colleagues of a member do not read what the member asked; administrators do, because they answer for the company.
pub const ALL: Permission = Permission::new(
    "inquiries.all",
    Verb::View,
    "貴社のすべてのお問い合わせを表示し、返信・完了する",
    "View, reply to and close all inquiries of your company",
)
.held_by(ADMINISTRATORS);
/// Staff who only handle support cases do not hold it (BP-15, least privilege).
pub const ANSWER: Permission =
    Permission::new("support.inquiries", Verb::Edit, "お問い合わせに回答する", "Answer inquiries").held_by(SUPPORT);

/// An inquiry in a list.
#[derive(Clone, Debug)]
pub struct InquiryRow {
    pub id: String,
    /// `Q-2026-0001`.
    pub number: String,
    /// `None` if it cannot be read: then nobody knows who asked, or what.
    pub subject: Option<String>,
    pub category: InquiryCategory,
    pub state: InquiryState,
    pub company: Words,
    /// The person who asked.
    pub by: String,
    pub asked: When,
    /// What the profile promises, while the company waits for an answer.
    pub due: Option<InquiryDue>,
    /// For staff: who works on it.
    pub assignee: Option<Assignee>,
}

/// Until when an inquiry is to be answered.
#[derive(Clone, Debug)]
pub struct InquiryDue {
    /// The goal of the profile. It may be the deadline itself.
    pub goal: When,
    /// The deadline of the profile: the end of a business day.
    pub latest: When,
    pub late: bool,
    /// The staffed hours that are left.
    pub left: Option<Words>,
}

impl InquiryRow {
    pub fn is_late(&self) -> bool {
        self.due.as_ref().is_some_and(|due| due.late)
    }

    /// The title of its page: number and subject.
    pub fn title(&self) -> Words {
        let subject = self.subject.as_deref().unwrap_or_default();
        Words::same(format!("{} {subject}", self.number).trim())
    }
}

/// A page of a list of inquiries.
#[derive(Clone, Debug)]
pub struct InquiryList {
    pub rows: Vec<InquiryRow>,
    pub around: Neighbours,
    pub total: Total,
    /// For staff: how many wait, and how many there are, whatever the filter.
    pub views: Option<InquiryViews>,
}

/// The sizes of the views of staff.
#[derive(Clone, Copy, Debug)]
pub struct InquiryViews {
    pub waiting: Total,
    pub all: Total,
}

/// One entry of a thread.
#[derive(Clone, Debug)]
pub struct ThreadEntry {
    pub at: When,
    pub side: ThreadSide,
    pub by: String,
    /// `None` if it cannot be read.
    pub text: Option<String>,
    /// The log has an entry about it, and the text itself was taken away.
    pub missing: bool,
}

/// A member of staff to whom an inquiry can be handed on.
#[derive(Clone, Debug)]
pub struct InquiryColleague {
    pub id: String,
    pub name: String,
}

/// One inquiry with its thread, oldest entry first.
#[derive(Clone, Debug)]
pub struct InquiryThread {
    pub row: InquiryRow,
    pub entries: Vec<ThreadEntry>,
    /// The time of the first answer.
    pub first_answered: Option<When>,
    pub closed: Option<When>,
    /// For staff: the language of the person who asked.
    pub language: String,
    /// For staff: the others who may work on it.
    pub colleagues: Vec<InquiryColleague>,
}

/// What the profile promises before somebody asks.
#[derive(Clone, Debug)]
pub struct InquiryPromise {
    /// The deadline of what is sent now.
    pub latest: When,
    /// True if the profile takes questions by a form at all hours (WS-11, BP-8).
    pub always: bool,
}

/// The answers of a month against the promise.
#[derive(Clone, Debug)]
pub struct InquiryMonth {
    /// Such as `2026-11`.
    pub month: String,
    pub received: u64,
    /// Those whose first answer came by the deadline.
    pub in_time: u64,
    /// Those whose first answer came later, or that are unanswered after the deadline.
    pub late: u64,
    pub closed: u64,
    /// The mean time to the first answer and to the end, in staffed hours.
    pub first_answer: Option<Words>,
    pub to_close: Option<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskInquiry {
    #[serde(default)]
    pub category: String,
    #[serde(default)]
    pub subject: String,
    #[serde(default)]
    pub text: String,
}

/// A text of the company on an inquiry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyInquiry {
    pub id: String,
    #[serde(default)]
    pub text: String,
}

/// Names an inquiry, for a step without further fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneInquiry {
    pub id: String,
}

/// An answer of staff, or the wish for a template in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerInquiry {
    pub id: String,
    #[serde(default)]
    pub text: String,
    /// The template that was chosen, such as `answer.ja`. An answer does not depend on it.
    #[serde(default)]
    pub template: String,
    /// How many texts the thread had when the page was shown: an answer does not pass over what came in meanwhile.
    #[serde(default)]
    pub seen: String,
}

/// Takes an inquiry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeInquiry {
    pub id: String,
    /// The id of the member of staff who had it when the page was shown; empty for nobody.
    #[serde(default)]
    pub from: String,
}

/// Hands an inquiry on to a colleague.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandInquiry {
    pub id: String,
    #[serde(default)]
    pub to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteInquiry {
    pub id: String,
    #[serde(default)]
    pub note: String,
}

#[cfg_attr(test, unimock::unimock(api = InquiriesFake))]
#[async_trait]
pub trait InquiriesApi: Send + Sync {
    /// The inquiries of the company that the person may see, newest first.
    async fn inquiries(&self, filter: &InquiryFilter, cursor: &ListCursor) -> Result<InquiryList, AppError>;

    /// The company's view of one inquiry.
    async fn inquiry(&self, id: &str) -> Result<InquiryThread, AppError>;

    async fn inquiry_promise(&self) -> Result<InquiryPromise, AppError>;

    async fn ask_inquiry(&self, command: AskInquiry) -> Result<Next, AppError>;

    async fn reply_inquiry(&self, command: ReplyInquiry) -> Result<Next, AppError>;

    async fn close_inquiry(&self, command: OneInquiry) -> Result<Next, AppError>;

    /// The queue of Support, or the inquiries of all companies.
    async fn desk_inquiries(&self, filter: &InquiryFilter, cursor: &ListCursor) -> Result<InquiryList, AppError>;

    /// The answers per month against the promise, newest month first.
    async fn inquiry_months(&self) -> Result<Vec<InquiryMonth>, AppError>;

    /// The view of staff of one inquiry.
    async fn desk_inquiry(&self, id: &str) -> Result<InquiryThread, AppError>;

    async fn answer_inquiry(&self, command: AnswerInquiry) -> Result<Next, AppError>;

    /// Shows the page again with a template in the answer. Nothing is stored.
    async fn insert_template(&self, command: AnswerInquiry) -> Result<Next, AppError>;

    async fn note_inquiry(&self, command: NoteInquiry) -> Result<Next, AppError>;

    async fn take_inquiry(&self, command: TakeInquiry) -> Result<Next, AppError>;

    async fn give_inquiry_back(&self, command: OneInquiry) -> Result<Next, AppError>;

    async fn hand_inquiry(&self, command: HandInquiry) -> Result<Next, AppError>;

    async fn finish_inquiry(&self, command: OneInquiry) -> Result<Next, AppError>;
}
