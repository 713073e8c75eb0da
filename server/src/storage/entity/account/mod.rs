//! A person who signs in: a member of a company, or staff if there is no tenant. Name and address are sealed in the
//! database. So code reads accounts only through `people`, which returns both; the row itself has neither.

mod stored;

use app::members::states::Lock;
use sea_orm::Condition;
use sea_orm::entity::prelude::*;

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

impl Stored {
    /// Returns the lock in force and its start. A lock of the whole account comes before a lock for unknown devices.
    pub fn lock(&self) -> Option<(Lock, DateTimeUtc)> {
        let whole = self.locked_at.map(|at| (Lock::Whole, at));
        whole.or(self.unseen_locked_at.map(|at| (Lock::NewDevices, at)))
    }
}

/// Accounts with a lock of either kind.
pub fn is_locked() -> Condition {
    Condition::any().add(Column::LockedAt.is_not_null()).add(Column::UnseenLockedAt.is_not_null())
}

super::opaque_debug!(Model);
