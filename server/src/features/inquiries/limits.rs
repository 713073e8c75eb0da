//! How much people may send. The counts are those of the other limits, so all processes count together.

use crate::base::when;
use crate::door::fault::Fault;
use crate::door::{Counter, Write, throttle};
use crate::storage::entity::inquiry::{Column as C, Entity};
use app::error::AppError;
use app::inquiries::messages as m;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, QueryFilter};
use uuid::Uuid;

/// The largest number of inquiries of a person that wait for an answer.
const MOST_WAITING: usize = 20;
/// Inquiries of a person in an hour and in a day, and of a company in an hour.
const ASKS: u32 = 10;
const ASKS_IN_A_DAY: u32 = 30;
const ASKS_OF_COMPANY: u32 = 100;
/// Replies of a person and of a company in an hour.
const REPLIES: u32 = 30;
const REPLIES_OF_COMPANY: u32 = 300;
/// The pause between two letters about an inquiry to one person.
const PAUSE: Duration = Duration::minutes(10);
const HOUR: Duration = Duration::hours(1);
const DAY: Duration = Duration::days(1);

/// Counts a new inquiry of a person. One too many is refused, and what was typed stays.
pub async fn charge_ask(tx: &Write, by: Uuid) -> Result<(), Fault> {
    let (one, all) = (by.to_string(), tx.tenant().to_string());
    allow(throttle::within(tx, Counter::Inquiries, &one, ASKS, HOUR).await?)?;
    allow(throttle::within(tx, Counter::InquiriesInDay, &one, ASKS_IN_A_DAY, DAY).await?)?;
    allow(throttle::within(tx, Counter::InquiriesOfCompany, &all, ASKS_OF_COMPANY, HOUR).await?)
}

/// Counts a reply of a person.
pub async fn charge_reply(tx: &Write, by: Uuid) -> Result<(), Fault> {
    let (one, all) = (by.to_string(), tx.tenant().to_string());
    allow(throttle::within(tx, Counter::Replies, &one, REPLIES, HOUR).await?)?;
    allow(throttle::within(tx, Counter::RepliesOfCompany, &all, REPLIES_OF_COMPANY, HOUR).await?)
}

fn allow(next: Option<DateTime<Utc>>) -> Result<(), Fault> {
    let Some(at) = next else { return Ok(()) };
    Err(AppError::invalid("text", when::about(m::TOO_OFTEN, at)).into())
}

/// Refuses a new inquiry of a person while many of them wait. One that the person has closed without an answer counts for a day, so
/// that closing makes no room.
pub async fn check_waiting(tx: &Write, by: Uuid) -> Result<(), Fault> {
    let since = tx.app().clock.now() - DAY;
    let closed = Condition::all().add(C::ClosedAt.gt(since)).add(C::FirstAnsweredAt.is_null());
    let waits = Condition::any().add(C::DueAt.is_not_null()).add(closed);
    let waiting = tx.all(tx.of::<Entity>().filter(C::AskedBy.eq(by)).filter(waits)).await?.len();
    if waiting < MOST_WAITING {
        return Ok(());
    }
    Err(AppError::invalid("text", m::TOO_MANY.with(&[("n", &waiting)])).into())
}

/// Counts a letter about an inquiry to a person. False if there was one within the pause.
pub async fn charge_letter(tx: &Write, inquiry: Uuid, to: Uuid) -> Result<bool, Fault> {
    let whom = format!("{inquiry} {to}");
    Ok(throttle::within(tx, Counter::InquiryLetter, &whom, 1, PAUSE).await?.is_none())
}
