//! The notice that a password is about to expire.

use crate::base::when::when;
use crate::door::{Person, Read};
use app::account::messages::{self as m, password_soon};
use app::kit::Todo;

pub fn waiting(read: &Read, me: &Person) -> Option<Todo> {
    let (at, days) = me.password_expires_soon(read.app().clock.now())?;
    Some(Todo::new("key-round", password_soon(days), "/account/password").by(when(at)).link(m::CHANGE))
}
