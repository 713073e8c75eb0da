//! One attempt to sign in. It is charged in one conditional UPDATE before the password is looked at: with a limit of N,
//! no parallelism verifies more than N wrong passwords, and right ones that come together all succeed (security.md
//! finding 4, F7). An attempt runs to its end, whether or not the browser still waits for the answer.
//!
//! Wrong passwords lock the way they came by: those on a device of the person's close every way with a password (SL-20c),
//! those on devices never seen close the way of such devices alone. So nobody keeps a person out by guessing.

use crate::account::is_void;
use crate::base::share;
use crate::devices;
use crate::door::attempts::{self, Turn};
use crate::door::{Counter, Progress, PublicUse, Request, Write, throttle};
use crate::fault::Fault;
use crate::people::{self, Opens};
use crate::profile::Profile;
use crate::state::flights::Flight;
use crate::storage::entity::account::{self, Column as C};
use app::error::AppError;
use app::members::states::Lock;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, UpdateMany};
use std::sync::Arc;
use std::time;
use uuid::Uuid;

/// While as many are being checked as are left, the next one waits for them.
const PAUSE: time::Duration = time::Duration::from_millis(20);
const MOST_PAUSES: u32 = 500;
/// Attempts of one account on known devices that come before those of strangers at the same time. A person has one or two;
/// whoever signs in many times at once waits among strangers with the rest, right password or not.
const AT_ONCE: u32 = 3;

/// One attempt, charged and not yet settled.
pub struct Attempt {
    pub email: String,
    /// The account of the address, if there is one.
    pub account: Option<account::Model>,
    pub profile: &'static Profile,
    /// Whether its password may be looked at: the account is open, and the attempt is charged to it.
    charged: bool,
    charged_at: DateTime<Utc>,
    known_device: bool,
    /// Counts the attempt among those of this process until it ends.
    _flight: Flight,
    /// And, on a known device, among those of the account that come first.
    _beside: Option<Arc<Flight>>,
}

/// What a failure brings about.
pub struct Failed {
    /// The account is locked now.
    pub locked: Option<Lock>,
    /// From now on attempts wait for the next minute.
    pub throttled: bool,
}

/// What became of the charge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Charge {
    Done,
    /// Locked, suspended, without a password or unknown.
    Closed,
    /// As many are being checked as may still fail.
    Full,
}

/// Where attempts of a kind of device are counted: outsiders' wrong passwords use up none of those that the person may
/// mistype on a known device.
struct Counters {
    failed: C,
    open: C,
    opened_at: C,
    locked_at: C,
    /// The lock that they bring about.
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
    /// Counts and charges an attempt, once its turn has come. A person who tries too often is told to wait.
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

    /// Until when the password may be looked at: well before its charge is taken for lost.
    pub fn looked_at_until(&self) -> DateTime<Utc> {
        self.charged_at + attempts::LOST / 2
    }

    /// The hash to verify against; none makes the same work and never fits.
    pub fn hash(&self) -> Option<&str> {
        let open = self.account.as_ref().filter(|account| self.charged && account.status == "active");
        open.map(|account| account.password_hash.as_str())
    }

    /// The account whose row is changed; one that does not exist changes none, with the same statements.
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

    /// The password was wrong: the charge becomes a failure, and the last one locks the account (SL-20c).
    pub async fn fail(&self, request: &Request, tx: &Write) -> Result<Failed, Fault> {
        let (now, by) = (request.app.clock.now(), self.counters());
        let rule = &self.profile.lockout;
        let throttled = attempts::failed(request, tx, &self.email, self.known_device, rule).await?;
        let failures = Expr::col(by.failed).add(1);
        let at_limit = Expr::case(failures.clone().gte(self.limit()), Expr::value(now));
        let locked: SimpleExpr = at_limit.finally(Expr::col(by.locked_at)).into();
        let charged = if self.charged { self.id() } else { Uuid::nil() };
        account::Entity::update_many()
            .filter(C::Id.eq(charged))
            .col_expr(by.open, by.one_less())
            .col_expr(by.failed, failures)
            .col_expr(by.locked_at, locked)
            .exec(tx.db())
            .await?;
        let row = account::Entity::find_by_id(charged).one(tx.db()).await?;
        let locked = row.is_some_and(|a| by.locked(&a) == Some(now)).then_some(by.lock);
        Ok(Failed { locked, throttled })
    }

    /// The password was right: failures before it are forgotten. Not so if the account was locked, suspended or given
    /// another password meanwhile: then nothing of `tx` may be committed. The same one hashed anew by a sign-in beside this
    /// one is no other.
    pub async fn succeed(&self, request: &Request, tx: &Write, better_hash: Option<String>) -> Result<bool, Fault> {
        let Some(account) = &self.account else { return Ok(false) };
        if !self.known_device {
            attempts::forget(request, tx, &self.email).await?;
        }
        // The right password was given: earlier wrong guesses in an open session no longer block a change of it.
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

    /// Why the attempt did not succeed, for the log alone.
    pub fn reason(&self) -> &'static str {
        match &self.account {
            None => "unknown",
            Some(account) if account.status != "active" => "suspended",
            Some(account) if is_void(account) => "password_ended",
            Some(account) if account.locked_at.is_some() => "locked",
            Some(account) if self.counters().is_closed(account) || !self.charged => self.counters().closed_by(),
            Some(_) => "wrong_password",
        }
    }

    fn row(&self) -> UpdateMany<account::Entity> {
        account::Entity::update_many().filter(C::Id.eq(self.id()))
    }
}

/// Before anybody waits for a turn to write: whose account it is says whether the device is known, and so among whom one
/// waits. Whoever must wait in any case is told so at once.
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
    /// Whether one more may be looked at. Where the limit was lowered below what has failed already, one at a time: it
    /// locks the account, or it is right.
    fn has_room(&self, open: &SimpleExpr, limit: i32) -> SimpleExpr {
        let within = Expr::col(self.failed).add(open.clone()).lt(limit);
        within.or(Expr::col(self.failed).gte(limit).and(open.clone().eq(0)))
    }

    /// Attempts that are being checked, those that were lost left out.
    fn open_at(&self, now: DateTime<Utc>) -> SimpleExpr {
        attempts::live(self.open, self.opened_at, now)
    }

    fn one_less(&self) -> SimpleExpr {
        attempts::one_less(self.open)
    }

    /// No lock closes the way: the person's own closes every one, that of outsiders theirs.
    fn way_is_open(&self) -> Condition {
        Condition::all().add(C::LockedAt.is_null()).add(self.locked_at.is_null())
    }

    fn is_closed(&self, account: &account::Stored) -> bool {
        account.locked_at.is_some() || self.locked(account).is_some()
    }

    /// As the log has it.
    fn closed_by(&self) -> &'static str {
        match self.lock {
            Lock::Whole => "locked",
            Lock::NewDevices => "locked_new_devices",
        }
    }

    fn locked(&self, account: &account::Stored) -> Option<DateTime<Utc>> {
        match self.lock {
            Lock::Whole => account.locked_at,
            Lock::NewDevices => account.unseen_locked_at,
        }
    }
}
