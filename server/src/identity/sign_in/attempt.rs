//! One sign-in attempt with a password. One conditional UPDATE charges it before the password is checked: with a limit of
//! N, no number of parallel attempts can check more than N wrong passwords, and correct ones in parallel all succeed
//! (security.md finding 4, F7).
//!
//! Wrong passwords lock the account only for their kind of device: those on a known device lock every sign-in by
//! password (SL-20c), those on unknown devices lock only unknown devices. So nobody can lock a person out by guessing.

use super::counters::{Counters, Floor, KNOWN, UNSEEN};
use super::recognise::{Candidate, find};
use crate::door::attempts::{self, Addressed, Admission};
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Counter, Progress, PublicUse, Request, Whose, Write, throttle};
use crate::identity::account::is_void;
use crate::identity::devices;
use crate::profile::Profile;
use crate::seal::passwords;
use crate::state::AppState;
use crate::state::guesses::{GuessKey, Span};
use crate::state::running_attempts::RunningAttempt;
use crate::storage::counted;
use crate::storage::entity::account::{self, Column as C};
use app::error::AppError;
use app::members::states::Lock;
use app::record::Word;
use app::sign_in::acts;
use app::sign_in::api::Ended;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany};
use std::time;
use uuid::Uuid;

/// If every remaining try is already being checked, for example by another process, later tries wait.
const PAUSE: time::Duration = time::Duration::from_millis(20);
const MOST_PAUSES: u32 = 500;

/// A charged attempt. `settle` ends it. One that is dropped before (its process was killed, the database failed) stays
/// charged for `attempts::LOST`, and then counts no more.
pub struct Attempt {
    pub email: String,
    /// The account with this address, if there is one.
    pub account: Option<account::Model>,
    pub profile: &'static Profile,
    /// The account's or the company's row is forged, so that even the right password opens nothing.
    pub shut_out: Option<Ended>,
    /// True if the password may be checked: the account is open, and the attempt is charged to it.
    charged: bool,
    charged_at: DateTime<Utc>,
    known_device: bool,
    /// Counts the attempt among those of this process until it ends.
    running: RunningAttempt,
}

/// What the password has shown.
pub enum Proof {
    Wrong,
    Right {
        /// The password hashed again, if its hash was outdated.
        better_hash: Option<String>,
    },
    /// The password fits a forged row, which proves nobody. The person who has proved it is told that the row is forged.
    OfAltered,
}

/// A settled attempt. The transaction names the person, and is committed with what follows.
pub struct Settled {
    pub tx: Write,
    /// Nothing after a correct password.
    pub failed: Option<Failed>,
}

/// The effects of a failure.
pub struct Failed {
    /// Why the attempt failed. Only for the log.
    pub reason: Word,
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

impl Attempt {
    /// Counts and charges an attempt when its turn has come. A person who tries too often is told to wait.
    pub async fn charge(request: &Request, email: &str) -> Result<Attempt, Fault> {
        for _ in 0..MOST_PAUSES {
            let tx = request.write_public(PublicUse::SignIn).await?;
            let Candidate { account, profile, shut_out } = find(request, &tx, email).await?;
            let known_device = devices::is_known(request, account.as_ref());
            let of = Addressed { email, account: account.as_ref() };
            let running = match attempts::admit(request, &tx, of, known_device, &profile.lockout).await? {
                Admission::Go(running) => running,
                Admission::Wait(seconds) => return Err(throttle::too_many(seconds)),
                Admission::Later => {
                    drop(tx);
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            };
            let attempt = Attempt {
                email: email.to_owned(),
                account,
                profile,
                shut_out,
                charged: false,
                charged_at: request.app.clock.now(),
                known_device,
                running,
            };
            let charge = attempt.take_try(&tx).await?;
            if charge != Charge::Full {
                tx.commit_progress(Progress::Attempt).await?;
                return Ok(Attempt { charged: charge == Charge::Done, ..attempt });
            }
            drop(tx);
            tokio::time::sleep(PAUSE).await;
        }
        Err(AppError::Busy.into())
    }

    /// Settles the attempt. A correct password counts as wrong if the account was locked, suspended or given another
    /// password meanwhile.
    pub async fn settle(&self, request: &Request, proof: Proof) -> Result<Settled, Fault> {
        match proof {
            Proof::Right { better_hash } => {
                let tx = self.begin(request).await?;
                if self.succeed(&tx, better_hash).await? {
                    return Ok(Settled { tx, failed: None });
                }
                // Nothing of this transaction stays.
            }
            Proof::OfAltered => {
                let tx = self.begin(request).await?;
                self.give_back(&tx).await?;
                return Ok(Settled { tx, failed: None });
            }
            Proof::Wrong => {}
        }
        let tx = self.begin(request).await?;
        let failed = self.fail(request, &tx).await?;
        Ok(Settled { tx, failed: Some(failed) })
    }

    async fn begin(&self, request: &Request) -> Result<Write, Fault> {
        let mut tx = request.write_public(PublicUse::SignIn).await?;
        if let Some(account) = &self.account {
            tx.log_as(account);
        }
        Ok(tx)
    }

    /// The time limit for checking the password, well before the charge counts as lost.
    pub fn check_until(&self) -> DateTime<Utc> {
        self.charged_at + attempts::LOST / 2
    }

    /// The hash to verify. Without a hash the same work is done, and no password matches.
    ///
    /// A forged row may have another hash than the person's. It is checked all the same, because all that follows is a notice
    /// that the row is forged: the person reads it unless the hash itself was replaced, and who replaced it learns nothing
    /// new. It is charged like every try, so that nobody guesses more often, and it must be of the present kind: its check
    /// takes as long as that of an account that does not exist.
    pub fn hash(&self, app: &AppState) -> Option<&str> {
        let account = self.account.as_ref().filter(|_| self.charged)?;
        let hash = account.password_hash.as_str();
        let is_checked = if self.is_altered() {
            passwords::is_usual(hash) && !self.is_used_up(app, account)
        } else {
            account.is_active()
        };
        is_checked.then_some(hash)
    }

    /// True if the last allowed try has failed. That locks an account, but nothing is written onto a forged row.
    fn is_used_up(&self, app: &AppState, account: &account::Stored) -> bool {
        self.counters().failures(account).max(self.in_memory(app).failed) >= self.limit()
    }

    /// True if the account's row is forged.
    pub fn is_altered(&self) -> bool {
        self.shut_out == Some(Ended::Altered)
    }

    /// The account to update. If it does not exist, the same statements run and change no row.
    fn id(&self) -> Uuid {
        self.account.as_ref().map_or(Uuid::nil(), |a| a.id)
    }

    fn limit(&self) -> i32 {
        i32::try_from(self.profile.lockout.attempts).unwrap_or(i32::MAX).min(i32::MAX / 2)
    }

    fn counters(&self) -> &'static Counters {
        if self.known_device { &KNOWN } else { &UNSEEN }
    }

    async fn take_try(&self, tx: &Write) -> Result<Charge, Fault> {
        let (now, by) = (tx.app().clock.now(), self.counters());
        let open = by.open_at(now);
        let charged = self
            .row()
            .col_expr(by.open, counted::one_more(open.clone()))
            .col_expr(by.opened_at, Expr::value(now))
            .filter(account::active())
            .filter(by.way_is_open())
            .filter(C::PasswordHash.ne(""))
            .filter(by.has_room(&open, self.in_memory(tx.app()), self.limit()))
            .exec(tx.db())
            .await?;
        if charged.rows_affected == 1 {
            return Ok(Charge::Done);
        }
        let row = tx.one(people::with_id(self.id())).await?.there()?;
        // A lock that somebody keeps out of the database closes the way all the same.
        let locked_in_memory = self.in_memory(tx.app()).failed >= self.limit();
        let full = !locked_in_memory && row.is_some_and(|a| a.is_active() && !by.is_closed(&a) && !is_void(&a));
        Ok(if full { Charge::Full } else { Charge::Closed })
    }

    /// Records a wrong password: the charge becomes a failure, and the last allowed one locks the account (SL-20c).
    async fn fail(&self, request: &Request, tx: &Write) -> Result<Failed, Fault> {
        let (now, by) = (tx.app().clock.now(), self.counters());
        let (rule, reason) = (&self.profile.lockout, self.reason(request));
        let throttled = attempts::failed(request, tx, self.addressed(), self.known_device, rule).await?;
        let charged = if self.charged { self.id() } else { Uuid::nil() };
        account::Entity::update_many()
            .filter(C::Id.eq(charged))
            .col_expr(by.open, by.one_less())
            .col_expr(by.failed, counted::one_more(Expr::col(by.failed)))
            .exec(tx.db())
            .await?;
        let here = if self.charged {
            self.count_wrong(tx, Span::Last(rule.forget()))
        } else {
            self.in_memory(tx.app()).failed
        };
        tx.guesses().stay();
        // The signature covers locks but not counters, so a wrong password is signed only if it locks the account.
        let lock = |row: &mut account::Stored| {
            let full = row.is_active() && !by.is_closed(row) && by.failures(row).max(here) >= self.limit();
            if full {
                by.close(row, now);
            }
            full
        };
        // A lock that is known in memory alone is written at the next try.
        let of = if here >= self.limit() { self.id() } else { charged };
        let locked = people::change(tx, of, lock).await?.then_some(by.lock);
        Ok(Failed { reason, locked, throttled })
    }

    /// Records a correct password and forgets earlier failures. Returns false if the account was locked, suspended or
    /// given another password meanwhile; then `tx` must not be committed. A parallel sign-in that only rehashed the same
    /// password does not count as a change.
    async fn succeed(&self, tx: &Write, better_hash: Option<String>) -> Result<bool, Fault> {
        let Some(account) = &self.account else { return Ok(false) };
        if !self.known_device {
            attempts::forget(tx, &self.email).await?;
        }
        // After the correct password, earlier wrong guesses in an open session no longer block a change of it.
        throttle::settle(tx, Counter::CurrentPassword, account.id).await?;
        let by = self.counters();
        let update = self
            .row()
            .col_expr(by.open, by.one_less())
            .col_expr(C::FailedAttempts, Expr::value(0))
            .col_expr(C::UnseenFailed, Expr::value(0))
            .filter(account::active())
            .filter(by.way_is_open())
            .filter(C::PasswordVersion.eq(account.password_version));
        if update.exec(tx.db()).await?.rows_affected != 1 {
            return Ok(false);
        }
        attempts::forget_wrong(tx, account.id);
        let Some(hash) = better_hash else { return Ok(true) };
        let set = |row: &mut account::Stored| {
            row.password_hash = hash;
            true
        };
        people::change(tx, account.id, set).await
    }

    /// Gives the try back. Earlier failures stay: a password of a forged row clears nothing.
    async fn give_back(&self, tx: &Write) -> Result<(), Fault> {
        if !self.known_device {
            attempts::give_back(tx, &self.email).await?;
        }
        let by = self.counters();
        self.row().col_expr(by.open, by.one_less()).exec(tx.db()).await?;
        Ok(())
    }

    /// Counts a wrong password in memory beside the account's row. Returns the count.
    fn count_wrong(&self, tx: &Write, span: Span) -> i32 {
        tx.guesses().count(&self.wrong(tx.app()), span, tx.app().clock.now()).count
    }

    /// What this process knows of the account's tries, in case somebody has emptied the counters of its row.
    fn in_memory(&self, app: &AppState) -> Floor {
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX / 2);
        let failed = app.guesses.number(&self.wrong(app), app.clock.now());
        Floor { failed: number(failed), open: number(self.running.ahead_of_account()) }
    }

    fn wrong(&self, app: &AppState) -> GuessKey {
        let whose = self.account.as_ref().map_or(Whose::from(self.id()), Whose::from);
        whose.key(app, self.counters().wrong)
    }

    fn addressed(&self) -> Addressed<'_> {
        Addressed { email: &self.email, account: self.account.as_ref() }
    }

    /// Why the attempt fails, as it stands before the failure is counted. Also of a forged row the password may be wrong.
    fn reason(&self, request: &Request) -> Word {
        let is_checked = self.hash(&request.app).is_some();
        match &self.account {
            None => acts::UNKNOWN,
            Some(_) if self.is_altered() && is_checked => acts::WRONG_PASSWORD,
            Some(_) if self.is_altered() => acts::ACCOUNT_ALTERED,
            Some(account) if !account.is_active() => acts::SUSPENDED,
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
