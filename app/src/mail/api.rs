use super::kinds::MailState;
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, When};
use crate::mail_kind::MailKind;
use crate::permission::{Permission, STAFF, Verb};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

pub const OUTBOX: Permission =
    Permission::new("support.outbox", Verb::View, "送信メールを表示する", "View sent emails").held_by(STAFF);

/// A mail for staff: its recipient and its result.
#[derive(Clone, Debug)]
pub struct MailRow {
    pub id: String,
    pub kind: Words,
    pub address: String,
    /// None for mails to the provider's own staff.
    pub company: Option<Words>,
    pub company_id: String,
    /// None if somebody else than the program has written it.
    pub state: Option<MailState>,
    pub tries: u64,
    pub created: When,
    pub ended: Option<When>,
    /// The time of the next try, while it is queued.
    pub next: Option<When>,
    pub failure: Option<Words>,
}

/// A page of the outbox, newest first.
#[derive(Clone, Debug)]
pub struct MailList {
    pub rows: Vec<MailRow>,
    pub around: Neighbours,
    /// The number of mails per state.
    pub counts: Vec<(MailState, u64)>,
    /// All kinds of mail, to choose from.
    pub kinds: Vec<MailKind>,
    /// The one that the list is narrowed to.
    pub kind: Option<MailKind>,
}

/// One mail with its letter. Personal parts are masked.
#[derive(Clone, Debug)]
pub struct MailDetail {
    pub row: MailRow,
    pub subject: Words,
    pub paragraphs: Vec<Words>,
    pub message_id: String,
}

/// Puts a mail that was given up back into the queue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResendMail {
    pub id: String,
}

#[cfg_attr(test, unimock::unimock(api = MailFake))]
#[async_trait]
pub trait MailApi: Send + Sync {
    /// Mails in a state and of a kind, by its code; empty for all.
    async fn mails(&self, state: Option<MailState>, kind: &str, cursor: &ListCursor) -> Result<MailList, AppError>;

    async fn mail(&self, id: &str) -> Result<MailDetail, AppError>;

    async fn resend_mail(&self, command: ResendMail) -> Result<Next, AppError>;
}
