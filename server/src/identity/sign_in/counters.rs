//! The columns of an account that count attempts, for known devices and for unknown ones, and the locks that they cause.

use crate::door::{Counter, attempts};
use crate::storage::counted;
use crate::storage::entity::account::{self, Column as C};
use app::members::states::Lock;
use app::record::Word;
use app::sign_in::acts;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ExprTrait};

/// The columns that count attempts for a kind of device. Wrong passwords of outsiders use up none of the tries on known
/// devices.
pub struct Counters {
    pub failed: C,
    pub open: C,
    pub opened_at: C,
    locked_at: C,
    /// The failures in memory.
    pub wrong: Counter,
    /// The lock that these failures cause.
    pub lock: Lock,
}

pub const KNOWN: Counters = Counters {
    failed: C::FailedAttempts,
    open: C::AttemptsOpen,
    opened_at: C::AttemptsOpenedAt,
    locked_at: C::LockedAt,
    wrong: Counter::WrongKnown,
    lock: Lock::Whole,
};
pub const UNSEEN: Counters = Counters {
    failed: C::UnseenFailed,
    open: C::UnseenOpen,
    opened_at: C::UnseenOpenedAt,
    locked_at: C::UnseenLockedAt,
    wrong: Counter::WrongUnseen,
    lock: Lock::NewDevices,
};

/// The fewest failures, and the fewest attempts in progress, that there are.
#[derive(Clone, Copy)]
pub struct Floor {
    pub failed: i32,
    pub open: i32,
}

impl Counters {
    /// True if one more try may be checked. If the limit was lowered below the failures so far, one at a time: it locks
    /// the account, or it is correct.
    pub fn has_room(&self, open: &SimpleExpr, floor: Floor, limit: i32) -> SimpleExpr {
        let stored = Expr::col(self.failed);
        let failed = counted::between(stored.clone(), floor.failed, limit);
        let open = counted::between(open.clone(), floor.open, limit);
        let within = failed.add(open.clone()).lt(limit);
        within.or(stored.gte(limit).and(open.eq(0)))
    }

    /// The number of attempts in progress, without lost ones.
    pub fn open_at(&self, now: DateTime<Utc>) -> SimpleExpr {
        attempts::live(self.open, self.opened_at, now)
    }

    pub fn one_less(&self) -> SimpleExpr {
        attempts::one_less(self.open)
    }

    /// True if no lock applies: a lock by known devices closes every way, a lock by unknown devices closes theirs.
    pub fn way_is_open(&self) -> Condition {
        Condition::all().add(C::LockedAt.is_null()).add(self.locked_at.is_null())
    }

    pub fn is_closed(&self, account: &account::Stored) -> bool {
        account.locked_at.is_some() || self.locked(account).is_some()
    }

    /// The reason in the log.
    pub fn closed_by(&self) -> Word {
        match self.lock {
            Lock::Whole => acts::LOCKED,
            Lock::NewDevices => acts::LOCKED_NEW_DEVICES,
        }
    }

    pub fn failures(&self, account: &account::Stored) -> i32 {
        match self.lock {
            Lock::Whole => account.failed_attempts,
            Lock::NewDevices => account.unseen_failed,
        }
    }

    pub fn close(&self, account: &mut account::Stored, now: DateTime<Utc>) {
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
