//! One sign-in attempt. One conditional UPDATE charges it before the password is checked: with a limit of N, no number
//! of parallel attempts can check more than N wrong passwords, and correct ones in parallel all succeed (security.md
//! finding 4, F7). An attempt runs to its end, even if the browser no longer waits.
//!
//! Wrong passwords lock the account only for their kind of device: those on a known device lock every sign-in by
//! password (SL-20c), those on unknown devices lock only unknown devices. So nobody can lock a person out by guessing.

use crate::base::share;
use crate::door::attempts::{self, Turn};
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Counter, Opens, Progress, PublicUse, Request, Write, throttle};
use crate::identity::account::is_void;
use crate::identity::devices;
use crate::profile::Profile;
use crate::state::flights::Flight;
use crate::storage::entity::account::{self, Column as C};
use app::error::AppError;
use app::members::states::Lock;
use app::record::Word;
use app::sign_in::acts;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, UpdateMany};
use std::sync::Arc;
use std::time;
use uuid::Uuid;

/// If every remaining try is already being checked, later tries wait.
const PAUSE: time::Duration = time::Duration::from_millis(20);
const MOST_PAUSES: u32 = 500;
/// The number of parallel attempts of one account on known devices that go before those of strangers. A person has one
/// or two. Further parallel attempts queue with the strangers, even with the correct password.
const AT_ONCE: u32 = 3;

/// An attempt that is charged and not yet settled.
pub struct Attempt {
    pub email: String,
    /// The account with this address, if there is one.
    pub account: Option<account::Model>,
    pub profile: &'static Profile,
    /// True if the password may be checked: the account is open, and the attempt is charged to it.
    charged: bool,
    charged_at: DateTime<Utc>,
    known_device: bool,
    /// Counts the attempt among those of this process until it ends.
    _flight: Flight,
    /// Counts it, on a known device, among the account's attempts that go first.
    _beside: Option<Arc<Flight>>,
}

/// The effects of a failure.
pub struct Failed {
    /// The lock that now applies to the account.
    pub locked: Option<Lock>,
    /// True if further attempts must wait for the next minute.
    pub throttled: bool,
}

/// The result of charging an attempt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Charge {
    Done,
    /// The account is locked, suspended, without a password or unknown.
    Closed,
    /// Every remaining try is already being checked.
    Full,
}

/// The columns that count attempts for a kind of device. Wrong passwords of outsiders use up none of the tries on known
/// devices.
struct Counters {
    failed: C,
    open: C,
    opened_at: C,
    locked_at: C,
    /// The lock that these failures cause.
    lock: Lock,
}

const KNOWN: Counters = Counters {
    failed: C::FailedAttempts,
    open: C::AttemptsOpen,
    opened_at: C::AttemptsOpenedAt,
    locked_at: C::LockedAt,
    lock: Lock::Whole,
};
const UNSEEN: Counters = Counters {
    failed: C::UnseenFailed,
    open: C::UnseenOpen,
    opened_at: C::UnseenOpenedAt,
    locked_at: C::UnseenLockedAt,
    lock: Lock::NewDevices,
};

impl Attempt {
    /// Counts and charges an attempt when its turn has come. A person who tries too often is told to wait.
    pub async fn begin(request: &Request, email: String) -> Result<Attempt, Fault> {
        let beside = look(request, &email).await?.map(Arc::new);
        for _ in 0..MOST_PAUSES {
            let tx = request.public(PublicUse::SignIn).await?;
            let (account, profile) = find(request, &tx, &email).await?;
            let known_device = devices::is_known(request, account.as_ref());
            let flight = match attempts::turn(request, &tx, &email, known_device, &profile.lockout).await? {
                Turn::Go(flight) => flight,
                Turn::Wait(seconds) => return Err(throttle::too_many(seconds)),
                Turn::Later => {
                    drop(tx);
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            };
            let email = email.clone();
            let charged_at = request.app.clock.now();
            let (charged, beside) = (false, beside.clone());
            let attempt = Attempt {
                email,
                account,
                profile,
                charged,
                charged_at,
                known_device,
                _flight: flight,
                _beside: beside,
            };
            let charge = attempt.charge(request, &tx).await?;
            if charge != Charge::Full {
                tx.commit_progress(Progress::Attempt).await?;
                return Ok(Attempt { charged: charge == Charge::Done, ..attempt });
            }
            drop(tx);
            tokio::time::sleep(PAUSE).await;
        }
        Err(AppError::Busy.into())
    }

    /// The time limit for checking the password, well before the charge counts as lost.
    pub fn looked_at_until(&self) -> DateTime<Utc> {
        self.charged_at + attempts::LOST / 2
    }

    /// The hash to verify. Without a hash the same work is done, and no password matches.
    pub fn hash(&self) -> Option<&str> {
        let open = self.account.as_ref().filter(|account| self.charged && account.status == "active");
        open.map(|account| account.password_hash.as_str())
    }

    /// The account to update. If it does not exist, the same statements run and change no row.
    fn id(&self) -> Uuid {
        self.account.as_ref().map_or(Uuid::nil(), |a| a.id)
    }

    fn limit(&self) -> i32 {
        i32::try_from(self.profile.lockout.attempts).unwrap_or(i32::MAX)
    }

    fn counters(&self) -> &'static Counters {
        if self.known_device { &KNOWN } else { &UNSEEN }
    }

    async fn charge(&self, request: &Request, tx: &Write) -> Result<Charge, Fault> {
        let (now, by) = (request.app.clock.now(), self.counters());
        let open = by.open_at(now);
        let charged = self
            .row()
            .col_expr(by.open, open.clone().add(1))
            .col_expr(by.opened_at, Expr::value(now))
            .filter(C::Status.eq("active"))
            .filter(by.way_is_open())
            .filter(C::PasswordHash.ne(""))
            .filter(by.has_room(&open, self.limit()))
            .exec(tx.db())
            .await?;
        if charged.rows_affected == 1 {
            return Ok(Charge::Done);
        }
        let row = account::Entity::find_by_id(self.id()).one(tx.db()).await?;
        let full = row.is_some_and(|a| a.status == "active" && !by.is_closed(&a) && !is_void(&a));
        Ok(if full { Charge::Full } else { Charge::Closed })
    }

    /// Records a wrong password: the charge becomes a failure, and the last allowed one locks the account (SL-20c).
    pub async fn fail(&self, request: &Request, tx: &Write) -> Result<Failed, Fault> {
        let (now, by) = (request.app.clock.now(), self.counters());
        let rule = &self.profile.lockout;
        let throttled = attempts::failed(request, tx, &self.email, self.known_device, rule).await?;
        let charged = if self.charged { self.id() } else { Uuid::nil() };
        account::Entity::update_many()
            .filter(C::Id.eq(charged))
            .col_expr(by.open, by.one_less())
            .col_expr(by.failed, Expr::col(by.failed).add(1))
            .exec(tx.db())
            .await?;
        // The signature covers locks but not counters, so a wrong password is signed only if it locks the account.
        let lock = |row: &mut account::Stored| {
            let full = row.status == "active" && by.failures(row) >= self.limit();
            if full {
                by.close(row, now);
            }
            full
        };
        let locked = people::change(tx, charged, lock).await?.then_some(by.lock);
        Ok(Failed { locked, throttled })
    }

    /// Records a correct password and forgets earlier failures. Returns false if the account was locked, suspended or
    /// given another password meanwhile; then the caller must not commit `tx`. A parallel sign-in that only rehashed
    /// the same password does not count as a change.
    pub async fn succeed(&self, request: &Request, tx: &Write, better_hash: Option<String>) -> Result<bool, Fault> {
        let Some(account) = &self.account else { return Ok(false) };
        if !self.known_device {
            attempts::forget(request, tx, &self.email).await?;
        }
        // After the correct password, earlier wrong guesses in an open session no longer block a change of it.
        throttle::settle(request, tx, Counter::CurrentPassword, account.id).await?;
        let by = self.counters();
        let update = self
            .row()
            .col_expr(by.open, by.one_less())
            .col_expr(C::FailedAttempts, Expr::value(0))
            .col_expr(C::UnseenFailed, Expr::value(0))
            .filter(C::Status.eq("active"))
            .filter(by.way_is_open())
            .filter(C::PasswordNo.eq(account.password_no));
        if update.exec(tx.db()).await?.rows_affected != 1 {
            return Ok(false);
        }
        let Some(hash) = better_hash else { return Ok(true) };
        let set = |row: &mut account::Stored| {
            row.password_hash = hash;
            true
        };
        people::change(tx, account.id, set).await
    }

    /// Why the attempt failed. Only for the log.
    pub fn reason(&self) -> Word {
        match &self.account {
            None => acts::UNKNOWN,
            Some(account) if account.status != "active" => acts::SUSPENDED,
            Some(account) if is_void(account) => acts::PASSWORD_ENDED,
            Some(account) if account.locked_at.is_some() => acts::LOCKED,
            Some(account) if self.counters().is_closed(account) || !self.charged => self.counters().closed_by(),
            Some(_) => acts::WRONG_PASSWORD,
        }
    }

    fn row(&self) -> UpdateMany<account::Entity> {
        account::Entity::update_many().filter(C::Id.eq(self.id()))
    }
}

/// Looks up the account before the attempt waits to write: whether the device is known decides in which queue it waits.
/// If a rate limit applies anyway, refuses at once.
async fn look(request: &Request, email: &str) -> Result<Option<Flight>, Fault> {
    let read = request.look(PublicUse::SignIn);
    let (account, profile) = find(request, &read, email).await?;
    let known = devices::is_known(request, account.as_ref());
    let app = &request.app;
    let beside = known.then(|| app.flights.enter(vec![Counter::Beside.key(&app.keys, email)]));
    if beside.as_ref().is_some_and(|beside| beside.is_among_first(AT_ONCE)) {
        share::recognise();
    }
    match attempts::waits(request, read.db(), email, known, &profile.lockout).await? {
        Some(seconds) => Err(throttle::too_many(seconds)),
        None => Ok(beside),
    }
}

async fn find(
    request: &Request,
    at: &impl Opens,
    email: &str,
) -> Result<(Option<account::Model>, &'static Profile), Fault> {
    let found = account::Entity::find().filter(people::addressed(&request.app.keys, email));
    let (account, tenant) = people::with_company(at, found).await?.unzip();
    let profile = request.app.rules_for(at.db(), tenant.flatten().as_ref()).await?;
    Ok((account, profile))
}

impl Counters {
    /// True if one more try may be checked. If the limit was lowered below the failures so far, one at a time: it locks
    /// the account, or it is correct.
    fn has_room(&self, open: &SimpleExpr, limit: i32) -> SimpleExpr {
        let within = Expr::col(self.failed).add(open.clone()).lt(limit);
        within.or(Expr::col(self.failed).gte(limit).and(open.clone().eq(0)))
    }

    /// The number of attempts in progress, without lost ones.
    fn open_at(&self, now: DateTime<Utc>) -> SimpleExpr {
        attempts::live(self.open, self.opened_at, now)
    }

    fn one_less(&self) -> SimpleExpr {
        attempts::one_less(self.open)
    }

    /// True if no lock applies: a lock by known devices closes every way, a lock by unknown devices closes theirs.
    fn way_is_open(&self) -> Condition {
        Condition::all().add(C::LockedAt.is_null()).add(self.locked_at.is_null())
    }

    fn is_closed(&self, account: &account::Stored) -> bool {
        account.locked_at.is_some() || self.locked(account).is_some()
    }

    /// The reason in the log.
    fn closed_by(&self) -> Word {
        match self.lock {
            Lock::Whole => acts::LOCKED,
            Lock::NewDevices => acts::LOCKED_NEW_DEVICES,
        }
    }

    fn failures(&self, account: &account::Stored) -> i32 {
        match self.lock {
            Lock::Whole => account.failed_attempts,
            Lock::NewDevices => account.unseen_failed,
        }
    }

    fn close(&self, account: &mut account::Stored, now: DateTime<Utc>) {
        match self.lock {
            Lock::Whole => account.locked_at = Some(now),
            Lock::NewDevices => account.unseen_locked_at = Some(now),
        }
    }

    fn locked(&self, account: &account::Stored) -> Option<DateTime<Utc>> {
        match self.lock {
            Lock::Whole => account.locked_at,
            Lock::NewDevices => account.unseen_locked_at,
        }
    }
}
