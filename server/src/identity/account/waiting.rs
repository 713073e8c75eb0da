//! What the home page says about the person's own account: a password that is about to expire, and a lock.

use crate::base::when::when;
use crate::door::{Person, Read};
use app::account::messages::{self as m, password_soon};
use app::kit::Todo;
use app::members::states::Lock;
use app::permission::Role;

pub fn waiting(read: &Read, me: &Person) -> Vec<Todo> {
    let expires = me.password_expires_soon(read.app().clock.now()).map(|(at, days)| {
        Todo::new("key-round", password_soon(days), "/account/password").by(when(at)).link(m::CHANGE)
    });
    locked(me).into_iter().chain(expires).collect()
}

/// A lock of one's own account. It leaves open sessions, so the person would learn of it on another device alone.
pub fn locked(me: &Person) -> Option<Todo> {
    let (lock, _) = me.account.lock()?;
    // Only another owner can open an owner's lock, and there may be no other.
    let by_company = me.role != Role::Owner && me.profile.lockout.opened_by_administrators();
    let words = match (lock, by_company) {
        _ if me.role.is_staff() => m::LOCKED_STAFF,
        (Lock::NewDevices, true) => m::LOCKED_NEW,
        (Lock::NewDevices, false) => m::LOCKED_NEW_DESK,
        (Lock::Whole, true) => m::LOCKED,
        (Lock::Whole, false) => m::LOCKED_DESK,
    };
    Some(Todo::new("lock", words, "/account/activity"))
}
