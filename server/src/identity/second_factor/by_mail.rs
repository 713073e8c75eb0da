//! Codes by mail (MS-20, MS-22): 6 random digits, valid for one session, once, for the time in the profile. They prove
//! less than an app, so a profile offers them by class and never to staff.

use super::letters;
use crate::base::clock;
use crate::door::fault::Fault;
use crate::door::{Counter, Request, Whose, Write, people};
use crate::identity::devices;
use crate::log::event::Event;
use crate::profile::Profile;
use crate::state::guesses::Span;
use crate::state::sessions as session_store;
use crate::storage::entity::account;
use crate::storage::entity::mail_code::{self, Column as C};
use app::error::{AppError, Next};
use app::operation_logs::acts::TOO_SOON;
use app::record::Word;
use app::second_factor::acts;
use app::second_factor::messages as m;
use app::text::Text;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};
use uuid::Uuid;

/// The period over which codes per account are counted, so that a person who knows the password cannot request codes
/// without limit by starting over. Codes for unknown devices do not use up those for the person's own devices.
const WINDOW: Duration = Duration::hours(1);
/// How long a used or expired code is stored.
const FORGOTTEN: Duration = Duration::days(1);

fn session(request: &Request) -> Result<Vec<u8>, Fault> {
    let id = request.session_id().ok_or(AppError::SignedOut)?;
    Ok(session_store::hash(&id))
}

/// The result of a request for a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SendResult {
    Yes,
    /// Too soon after the previous code.
    TooSoon,
    /// Too many codes for this session.
    UsedUp,
    /// Too many codes for the account.
    TooMany,
}

/// Why no code was sent: the reason in the log, and the words for the person.
struct SendRefusal {
    reason: Word,
    words: Text,
}

impl SendResult {
    fn refusal(self) -> Option<SendRefusal> {
        let (reason, words) = match self {
            SendResult::Yes => return None,
            SendResult::TooSoon => (TOO_SOON, m::MAIL_TOO_SOON),
            SendResult::UsedUp => (acts::CODES_USED_UP, m::MAIL_USED_UP),
            SendResult::TooMany => (acts::MANY_CODES, m::MAIL_MANY),
        };
        Some(SendRefusal { reason, words })
    }
}

/// Mails a new code and commits it as an action. If no code may be sent, the action is declined, and the page `back` says
/// why.
pub async fn send_or_decline(
    request: &Request,
    tx: Write,
    of: &account::Model,
    profile: &Profile,
    event: Event,
    back: Next,
) -> Result<(), Fault> {
    match send(request, &tx, of, profile).await?.refusal() {
        Some(SendRefusal { reason, words }) => request.decline(tx, event, reason, back.warning(words)).await,
        None => tx.commit(event).await.map(drop),
    }
}

/// Mails a new code for this session. The previous code becomes invalid.
pub async fn send(request: &Request, tx: &Write, of: &account::Model, profile: &Profile) -> Result<SendResult, Fault> {
    let (key, now) = (session(request)?, request.app.clock.now());
    let before = tx.one(mail_code::Entity::find_by_id(key.clone())).await?.there()?;
    let (sent, rule) = (before.as_ref().map_or(0, |row| row.sent), &profile.second_factor);
    let most = i32::try_from(rule.email_codes).unwrap_or(i32::MAX);
    if sent >= most {
        return Ok(SendResult::UsedUp);
    }
    if before.is_some_and(|row| clock::left(row.sent_at, rule.email_code_pause(), now).is_some()) {
        return Ok(SendResult::TooSoon);
    }
    let known = devices::is_known(request, Some(of));
    let counted =
        Whose::from(of.id).key(&request.app, if known { Counter::MailedKnown } else { Counter::MailedUnseen });
    let lately = sent_lately(tx, of.id, known, now).await?.max(request.app.guesses.number(&counted, now).into());
    if lately >= i64::from(rule.email_codes_per_hour) {
        return Ok(SendResult::TooMany);
    }
    let code = six_digits(request);
    let until = now + Duration::minutes(profile.second_factor.email_code_minutes.into());
    let row = mail_code::ActiveModel {
        session_hash: Set(key.clone()),
        account_id: Set(of.id),
        code_hash: Set(hash(request, of.id, &key, &code)),
        until: Set(until),
        sent: Set(sent + 1),
        sent_at: Set(now),
        used_at: Set(None),
        known_device: Set(known),
    };
    let columns = [C::AccountId, C::CodeHash, C::Until, C::Sent, C::SentAt, C::UsedAt, C::KnownDevice];
    let replace = OnConflict::column(C::SessionHash).update_columns(columns).to_owned();
    mail_code::Entity::insert(row).on_conflict(replace).exec_without_returning(tx.db()).await?;
    tx.guesses().count(&counted, Span::First(WINDOW), now);
    letters::code(tx, of, code, until).await?;
    Ok(SendResult::Yes)
}

/// The number of codes sent to an account recently, for known or unknown devices. The account's row is locked
/// meanwhile, so that parallel requests are counted one after another.
async fn sent_lately(tx: &Write, account: Uuid, known: bool, now: DateTime<Utc>) -> Result<i64, Fault> {
    tx.one(people::with_id(account).lock_exclusive()).await?;
    let rows = mail_code::Entity::find().filter(C::AccountId.eq(account)).filter(C::KnownDevice.eq(known));
    let rows = rows.filter(C::SentAt.gt(now - WINDOW)).filter(C::SentAt.lte(now + clock::SKEW));
    let rows = tx.all(rows).await?;
    Ok(rows.iter().map(|row| i64::from(row.sent)).sum())
}

fn six_digits(request: &Request) -> String {
    let mut random = [0; 8];
    request.app.rng.fill(&mut random);
    format!("{:06}", u64::from_be_bytes(random) % 1_000_000)
}

fn hash(request: &Request, account: Uuid, session: &[u8], code: &str) -> Vec<u8> {
    request.app.keys.recovery_hash(account, &format!("mail {} {code}", hex::encode(session)))
}

/// Uses the code that was mailed for this session. Of several parallel posts only one succeeds.
pub async fn accept(request: &Request, tx: &Write, account: Uuid, code: &str) -> Result<bool, Fault> {
    let (key, now) = (session(request)?, request.app.clock.now());
    // The rows are locked in the order of sending a code: first the account's row, then the code's.
    tx.one(people::with_id(account).lock_exclusive()).await?;
    let taken = mail_code::Entity::update_many()
        .col_expr(C::UsedAt, Expr::value(now))
        .filter(C::CodeHash.eq(hash(request, account, &key, code)))
        .filter(C::SessionHash.eq(key))
        .filter(C::AccountId.eq(account))
        .filter(C::UsedAt.is_null())
        .filter(C::Until.gt(now));
    Ok(taken.exec(tx.db()).await?.rows_affected == 1)
}

/// Deletes codes that nobody can use any more.
pub async fn sweep(tx: &Write) -> Result<(), Fault> {
    mail_code::Entity::delete_many().filter(C::Until.lt(tx.app().clock.now() - FORGOTTEN)).exec(tx.db()).await?;
    Ok(())
}
