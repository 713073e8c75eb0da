//! Refusals. Each one is logged. A rate limit keeps strangers from filling the log with posts out of order (F16).

use super::counter::Counter;
use super::fault::Fault;
use super::request::Request;
use super::throttle;
use super::who::Who;
use super::write::Write;
use crate::base::clock::jst;
use crate::log::event::{Event, Outcome};
use crate::state::refused::What;
use app::error::{AppError, Next};
use app::operation_logs::acts;
use app::record::Word;
use app::text::Text;
use std::collections::BTreeSet;
use std::iter;

/// Why an action is declined.
#[derive(Clone, Copy)]
pub struct DeclineReason {
    /// For the log.
    pub code: Word,
    /// For the person.
    pub words: Text,
}

/// The error of an action that is declined: the next page tells the person why.
pub fn declined(next: Next) -> Fault {
    AppError::Declined(Box::new(next)).into()
}

impl Write {
    /// Declines an action that is not possible now. The log entry has the reason, and `next` tells it to the person.
    /// Earlier changes of the transaction are committed with it, such as a counted attempt.
    pub async fn decline<T>(self, event: Event, reason: Word, next: Next) -> Result<T, Fault> {
        self.refuse(event, reason, declined(next)).await
    }

    /// Declines a step that is out of order: it is not its turn, or somebody else was faster.
    pub async fn out_of_order<T>(self, event: Event, next: Next) -> Result<T, Fault> {
        self.decline(event, acts::OUT_OF_ORDER, next).await
    }

    /// Refuses an action with an error. The log entry has the reason.
    pub async fn refuse<T>(self, event: Event, reason: Word, error: impl Into<Fault>) -> Result<T, Fault> {
        self.refuse_with(event, reason, Vec::new(), error).await
    }

    /// Refuses an action, and writes the entries of what the failure has caused as well, such as a lock.
    pub async fn refuse_with<T>(
        self,
        event: Event,
        reason: Word,
        caused: Vec<Event>,
        error: impl Into<Fault>,
    ) -> Result<T, Fault> {
        self.log_failure(event.because(reason), caused).await?;
        Err(error.into())
    }

    /// Refuses an action on something that is not there. The entry needs no reason.
    pub async fn refuse_missing<T>(self, event: Event, error: impl Into<Fault>) -> Result<T, Fault> {
        self.log_failure(event, Vec::new()).await?;
        Err(error.into())
    }

    async fn log_failure(self, event: Event, caused: Vec<Event>) -> Result<(), Fault> {
        let events: Vec<Event> = iter::once(event.outcome(Outcome::Failure)).chain(caused).collect();
        self.commit_all(&events).await.map(drop)
    }
}

impl Request {
    /// Declines an action like `Write::decline`. For a person who is not signed in, a rate limit bounds the entries: beyond
    /// it the answer is the same, and nothing is written (S2).
    pub async fn decline<T>(&self, tx: Write, event: Event, reason: Word, next: Next) -> Result<T, Fault> {
        let most = self.app.default_profile().lockout.per_address_per_minute;
        if self.is_stranger() && throttle::limit(self, Counter::Declined, most).is_err() {
            return Err(declined(next));
        }
        tx.decline(event, reason, next).await
    }

    /// Refuses an action with an error, like `Write::refuse`, and makes the browser forget its session.
    pub async fn refuse_and_leave<T>(
        &self,
        tx: Write,
        event: Event,
        reason: Word,
        error: impl Into<Fault>,
    ) -> Result<T, Fault> {
        tx.log_failure(event.because(reason), Vec::new()).await?;
        self.leave_session().await?;
        Err(error.into())
    }

    /// Counts the refused fields of a member's form (DS-12), each once. Strangers and staff have no company.
    pub fn count_refused(&self, page: &'static str, fields: impl Iterator<Item = &'static str>) {
        let Who::Account(me) = &self.who else { return };
        let Some(tenant) = me.account.tenant_id else { return };
        let day = self.app.clock.now().with_timezone(&jst()).date_naive();
        for field in fields.collect::<BTreeSet<_>>() {
            self.app.refused.add(What { tenant, day, page, field });
        }
    }

    /// Logs a post that came out of order. Names a person who is between the two steps of sign-in.
    pub async fn refuse(&self, post: &str) -> Result<(), Fault> {
        self.limit_out_of_order()?;
        let mut tx = self.begin(self.tenant()).await?;
        if let Who::HalfWay(half) = &self.who {
            tx.log_as(&half.account);
        }
        self.out_of_order(tx, post).await
    }

    /// Logs a post with a link that is invalid or used, in the log of the link's company.
    pub async fn refuse_link(&self, post: &str) -> Result<(), Fault> {
        self.limit_out_of_order()?;
        let company = self.company_of_link().await?;
        let tx = self.begin(company.unwrap_or_else(|| self.tenant())).await?;
        self.out_of_order(tx, post).await
    }

    /// Applies the rate limit of failed sign-ins here too.
    fn limit_out_of_order(&self) -> Result<(), Fault> {
        let most = self.app.default_profile().lockout.per_address_per_minute;
        if self.is_stranger() { throttle::limit(self, Counter::OutOfOrder, most) } else { Ok(()) }
    }

    async fn out_of_order(&self, tx: Write, post: &str) -> Result<(), Fault> {
        if self.is_stranger() {
            let most = self.app.default_profile().lockout.per_address_per_minute;
            throttle::at_most(self, &tx, Counter::OutOfOrder, most).await?;
        }
        let event = Event::new(acts::DENY).outcome(Outcome::Denied).on("post", post, "");
        tx.commit(event.because(acts::OUT_OF_ORDER)).await.map(drop)
    }
}
