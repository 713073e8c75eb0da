//! Delivers mails. On PostgreSQL the worker holds a lock on the row during delivery, so that only one of several
//! processes sends it; a SQLite file has only one process. If a process dies during delivery, the mail stays queued and
//! is sent again.

use super::letter::Footer;
use super::mail_transport::{DeliveryError, MailTransport};
use super::message::{self, MailParts};
use super::queue::{Envelope, JOB, SEALED};
use crate::base::clock::{self, SKEW};
use crate::door::fault::Fault;
use crate::door::{Request, Worker, Write, readable};
use crate::log::event::{Event, Outcome};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::config::{Config, ConfigError};
use crate::storage::entity::mail::{self, Column as C};
use crate::storage::rows;
use app::mail::acts;
use app::mail::api::OUTBOX;
use app::mail::kinds::MailState;
use app::text::Lang;
use chrono::{DateTime, Duration, Utc};
use lettre::message::Mailbox;
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{ColumnTrait, Condition, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Number of mails in delivery at once per process, so that one slow server does not block the next mail.
const AT_ONCE: usize = 4;
/// How often the worker looks for queued mails.
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);
/// Wait before it tries invalid settings again.
const AGAIN: std::time::Duration = std::time::Duration::from_mins(1);
/// Minutes before this process tries a mail again whose last try could not be recorded.
const ASIDE: i64 = 1;
/// Minutes to the next try. After the last one the mail is given up, about a day after it was queued.
const WAITS: [i64; 11] = [1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 480];

/// The transport and the sender's address of this process.
struct Sender {
    transport: MailTransport,
    from: Mailbox,
}

impl Sender {
    fn open(config: &Config) -> Result<Sender, ConfigError> {
        Ok(Sender { transport: MailTransport::open(config)?, from: config.sender()? })
    }
}

/// Checks that mails can be sent with these settings.
pub fn check(config: &Config) -> Result<(), ConfigError> {
    Sender::open(config).map(drop)
}

type Done = Result<(Uuid, Result<(), Fault>), tokio::task::JoinError>;

/// Mails to skip: in delivery, or set aside for a while so that they do not block others.
#[derive(Default)]
struct Skipped {
    sending: HashSet<Uuid>,
    aside: HashMap<Uuid, DateTime<Utc>>,
}

impl Skipped {
    fn ids(&mut self, now: DateTime<Utc>) -> Vec<Uuid> {
        self.aside.retain(|_, until| *until > now && !clock::is_ahead(*until, now + Duration::minutes(ASIDE)));
        self.sending.iter().chain(self.aside.keys()).copied().collect()
    }

    fn settled(&mut self, done: Done, now: DateTime<Utc>) {
        match done {
            Ok((id, result)) => {
                self.sending.remove(&id);
                if let Err(error) = result {
                    tracing::warn!(%error, mail = %id, "a mail stays in the outbox");
                    self.aside.insert(id, now + Duration::minutes(ASIDE));
                }
            }
            Err(error) => tracing::error!(%error, "a mail's task ended"),
        }
    }
}

pub static WORKER: Worker = Worker { what: "mails", run: |app, stop| Box::pin(run(app, stop)) };

/// Works until told to stop, then finishes the deliveries in progress.
pub async fn run(app: Arc<AppState>, stop: CancellationToken) {
    let Some(sender) = opened(&app.config, &stop).await else { return };
    let (mut tasks, mut held) = (JoinSet::new(), Skipped::default());
    while !stop.is_cancelled() {
        let room = AT_ONCE - tasks.len().min(AT_ONCE);
        match due(&app, room as u64, held.ids(app.clock.now())).await {
            Ok(found) => {
                for (tenant, id) in found {
                    held.sending.insert(id);
                    let (app, sender) = (app.clone(), sender.clone());
                    tasks.spawn(async move { (id, send(&app, &sender, tenant, id).await) });
                }
            }
            Err(error) => tracing::warn!(%error, "mails that wait"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            Some(done) = tasks.join_next() => held.settled(done, app.clock.now()),
            () = tokio::time::sleep(LOOK) => {}
        }
    }
    while let Some(done) = tasks.join_next().await {
        held.settled(done, app.clock.now());
    }
}

/// Opens the transport. The start checked the settings; if they have become invalid since, mails wait until they are
/// valid.
async fn opened(config: &Config, stop: &CancellationToken) -> Option<Arc<Sender>> {
    while !stop.is_cancelled() {
        match Sender::open(config) {
            Ok(sender) => return Some(Arc::new(sender)),
            Err(error) => tracing::error!(%error, "mails cannot be sent"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(AGAIN) => {}
        }
    }
    None
}

/// Delivers all mails that are due, one after another, and returns how many it tried.
pub async fn work(app: &Arc<AppState>) -> Result<usize, Fault> {
    let sender = Sender::open(&app.config).map_err(|error| Fault::internal(error.to_string()))?;
    let due = due(app, 1000, Vec::new()).await?;
    for (tenant, id) in &due {
        if let Err(error) = send(app, &sender, *tenant, *id).await {
            tracing::warn!(%error, mail = %id, "a mail stays in the outbox");
        }
    }
    Ok(due.len())
}

/// Queued mails that are due, oldest first. The only query across tenants. It reads ids only.
async fn due(app: &Arc<AppState>, most: u64, held: Vec<Uuid>) -> Result<Vec<(Uuid, Uuid)>, Fault> {
    let read = Request::system(app, PROVIDER, JOB).read(OUTBOX).await?;
    let found = read
        .across::<mail::Entity>()?
        .select_only()
        .columns([C::TenantId, C::Id])
        .filter(rows::has_ids(read.db(), [C::TenantId, C::Id]))
        .filter(mail::in_state(MailState::Waiting))
        .filter(is_due(app.clock.now()))
        .filter(C::Id.is_not_in(held))
        .order_by_asc(C::NextAt)
        .limit(most);
    Ok(readable::columns(read.db(), found).await?)
}

/// True if the mail is due, or was written while the clock was ahead, which would delay it too long.
fn is_due(now: DateTime<Utc>) -> Condition {
    Condition::any().add(C::NextAt.lte(now)).add(C::CreatedAt.gt(now + SKEW))
}

/// Tries to deliver one mail. A mail that cannot be opened counts as a failed try.
async fn send(app: &Arc<AppState>, sender: &Sender, tenant: Uuid, id: Uuid) -> Result<(), Fault> {
    let request = Request::system(app, tenant, JOB);
    let Some((row, held)) = claim(&request, id).await? else { return Ok(()) };
    let opened = open(&request, &row).await;
    let taken = match &opened {
        Ok(sealed) => deliver(app, sender, &row, sealed).await,
        Err(error) => {
            tracing::error!(%error, mail = %id, "a mail cannot be read");
            Err(DeliveryError { code: "unreadable".into(), for_good: false })
        }
    };
    let tx = match held {
        Some(tx) => tx,
        None => request.write(OUTBOX).await?,
    };
    settle(app, tx, row, opened.ok(), taken).await
}

async fn open(request: &Request, row: &mail::Model) -> Result<Envelope, Fault> {
    let read = request.read(OUTBOX).await?;
    Ok(Envelope::open(&*read.keys().await?, row)?)
}

/// Returns the mail if it is still queued, and on PostgreSQL the transaction that locks it.
async fn claim(request: &Request, id: Uuid) -> Result<Option<(mail::Model, Option<Write>)>, Fault> {
    let waiting =
        |query: sea_orm::Select<mail::Entity>| query.filter(C::Id.eq(id)).filter(mail::in_state(MailState::Waiting));
    if request.app.storage.backend() == DbBackend::Sqlite {
        let read = request.read(OUTBOX).await?;
        return Ok(read.one(waiting(read.of())).await?.there()?.map(|row| (row, None)));
    }
    let tx = request.write(OUTBOX).await?;
    let locked = waiting(tx.of()).filter(is_due(request.app.clock.now()));
    let locked = tx.one(locked.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)).await?.there()?;
    Ok(locked.map(|row| (row, Some(tx))))
}

async fn deliver(app: &AppState, sender: &Sender, row: &mail::Model, sealed: &Envelope) -> Result<(), DeliveryError> {
    let never = |code: &str| DeliveryError { code: code.into(), for_good: true };
    if row.expires_at.is_some_and(|at| at <= app.clock.now()) {
        return Err(never("useless"));
    }
    let service = sender.from.name.clone().unwrap_or_default();
    let footer = Footer { service, console: app.config.origin(), support: app.config.support_address.clone() };
    let parts = MailParts {
        id: row.id,
        at: row.created_at,
        from: &sender.from,
        to: &sealed.address,
        lang: Lang::from_tag(&row.language).unwrap_or_default(),
        letter: &sealed.letter,
        footer: &footer,
    };
    let message = message::build(&parts).ok_or_else(|| never("address"))?;
    sender.transport.deliver(&row.id.to_string(), message).await
}

/// Records the result of a try. A delivered letter is stored as staff may see it, without links and codes.
async fn settle(
    app: &AppState,
    tx: Write,
    row: mail::Model,
    sealed: Option<Envelope>,
    taken: Result<(), DeliveryError>,
) -> Result<(), Fault> {
    let tries = row.tries.saturating_add(1);
    let (state, next_at, failure) = match &taken {
        Ok(()) => (MailState::Sent, row.next_at, None),
        Err(no) => match next_try(app, tries).filter(|_| !no.for_good) {
            Some(at) => (MailState::Waiting, at, Some(no.code.clone())),
            None => (MailState::Dead, row.next_at, Some(no.code.clone())),
        },
    };
    let ended = (state != MailState::Waiting).then(|| app.clock.now());
    let address = sealed.as_ref().map(|sealed| sealed.address.clone()).unwrap_or_default();
    let mut update = mail::Entity::update_many()
        .col_expr(C::State, Expr::value(state.code()))
        .col_expr(C::Tries, Expr::value(tries))
        .col_expr(C::NextAt, Expr::value(next_at))
        .col_expr(C::Failure, Expr::value(failure.clone()))
        .col_expr(C::EndedAt, Expr::value(ended));
    if let Some(sealed) = sealed.filter(|_| state == MailState::Sent) {
        let kept = Envelope { address: sealed.address, letter: sealed.letter.masked() };
        update = update.col_expr(C::Sealed, Expr::value(SEALED.seal(&*tx.keys().await?, row.id, &kept)?));
    }
    let still = update.filter(C::Id.eq(row.id)).filter(mail::in_state(MailState::Waiting));
    let changed = still.filter(C::Tries.eq(row.tries)).exec(tx.db()).await?;
    if changed.rows_affected != 1 {
        return Ok(());
    }
    let event = Event::new(acts::SEND).on("mail", row.id, &address).with(acts::MAIL, row.kind).with(acts::TRIES, tries);
    let event = match failure {
        None => event,
        Some(code) => event.outcome(Outcome::Failure).with(acts::FAILURE, code).with(acts::STATE, state.code()),
    };
    tx.commit(event).await?;
    Ok(())
}

/// The time of the next try. It adds up to a fifth at random, so that mails that failed together are not retried
/// together.
fn next_try(app: &AppState, tries: i32) -> Option<DateTime<Utc>> {
    let wait = WAITS.get(usize::try_from(tries.saturating_sub(1)).ok()?)? * 60;
    let mut random = [0; 2];
    app.rng.fill(&mut random);
    let more = wait * i64::from(u16::from_be_bytes(random)) / (5 * 65_536);
    Some(app.clock.now() + Duration::seconds(wait + more))
}
