//! A person who signs in: a member of a company, or staff if there is no tenant. Name and address are sealed in the
//! database. So code reads accounts only through `people`, which returns both; the row itself has neither.

mod stored;

use crate::base::clock;
use app::members::states::{Lock, MemberState};
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SimpleExpr;

pub use stored::{ActiveModel, Column, Entity, Model as Stored, Relation};

/// An account with its sealed fields opened.
#[derive(Clone)]
pub struct Model {
    pub name: String,
    pub email: String,
    pub stored: Stored,
}

impl std::ops::Deref for Model {
    type Target = Stored;

    fn deref(&self) -> &Stored {
        &self.stored
    }
}

super::has_state!(Stored: status, Status: MemberState);

impl Stored {
    /// True if the person may sign in. A forged account is read as that of a suspended person.
    pub fn is_active(&self) -> bool {
        self.is(MemberState::Active)
    }

    /// True if the person is no longer a member, and may return.
    pub fn has_left(&self) -> bool {
        self.is(MemberState::Left)
    }

    /// True if the row was forged when it was closed for good: the role that it claimed was not kept, and what else it says
    /// is not certain.
    pub fn was_forged(&self) -> bool {
        self.has_left() && self.role.is_empty()
    }

    /// Since when there is the account. The column says so too, but its signature does not cover that; it covers the id, which
    /// was made at the same time.
    pub fn joined_at(&self) -> DateTimeUtc {
        clock::made_at(self.id).unwrap_or(self.created_at)
    }

    /// Returns the lock in force and its start. A lock of the whole account comes before a lock for unknown devices.
    pub fn lock(&self) -> Option<(Lock, DateTimeUtc)> {
        let whole = self.locked_at.map(|at| (Lock::Whole, at));
        whole.or(self.unseen_locked_at.map(|at| (Lock::NewDevices, at)))
    }
}

/// Accounts of people who may sign in.
pub fn active() -> SimpleExpr {
    in_state(MemberState::Active)
}

/// Accounts of people who have not left.
pub fn present() -> SimpleExpr {
    Column::Status.ne(MemberState::Left.code())
}

/// Accounts with a lock of either kind.
pub fn is_locked() -> Condition {
    Condition::any().add(Column::LockedAt.is_not_null()).add(Column::UnseenLockedAt.is_not_null())
}

super::opaque_debug!(Model);
