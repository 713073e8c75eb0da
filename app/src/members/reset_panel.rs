//! Locks and resets of a member's password.

use super::api::MemberDetail;
use super::badges::with_address;
use super::messages as m;
use super::states::{Lock, MemberState};
use crate::kit::{Because, Confirm, Notice, Tone, with_time};
use crate::mail::undelivered::Undelivered;
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// The values of the profile that lock an account, and say who unlocks it.
const LOCKS: &[&str] = &["lockout.attempts", "lockout.unlock"];

/// Explains a lock: what it closes, what stays open, and how it is removed.
pub fn locked(member: &MemberDetail, lock: Lock) -> AnyView {
    let (closed, open) = match lock {
        Lock::Whole => (m::LOCKED_WHOLE, m::LOCKED_WHOLE_OPEN),
        Lock::NewDevices => (m::LOCKED_NEW, m::LOCKED_NEW_OPEN),
    };
    let opens = may_reset(member) && member.reset.opens_lock;
    let words = if opens { m::LOCKED_RESET } else { m::LOCKED_DESK };
    // While a new password is pending, every way is closed.
    let still = (!member.reset.open).then(|| format!(" {}", t(open)));
    let act = (opens && !member.reset.open).then(|| reset(member, m::RESET, "btn"));
    view! { <Notice tone=Tone::Warn><p>{t(closed)}{still}</p><p>{t(words)}</p><Because keys=LOCKS/>{act}</Notice> }
        .into_any()
}

/// The password has ended and no new one is set. Shows the state of the link, and a button for another one.
pub fn open(member: &MemberDetail) -> AnyView {
    let until = match &member.reset.until {
        Some(at) => with_time(m::RESET_UNTIL, at),
        None => t(m::RESET_OVER).into_any(),
    };
    let undelivered = member.reset.undelivered.as_ref().map(Undelivered::view);
    let act = may_reset(member).then(|| reset(member, m::RESET_AGAIN, "btn"));
    view! { <Notice tone=Tone::Warn><p>{t(m::RESET_OPEN)}" "{until}</p>{undelivered}{act}</Notice> }.into_any()
}

/// The button that resets the password, with the dialog that asks first.
pub fn reset(member: &MemberDetail, verb: Text, class: &'static str) -> AnyView {
    let locks = if member.reset.opens_lock { m::RESET_OPENS } else { m::RESET_NO_LOCK };
    let effects = tw(&m::RESET_EFFECTS.with(&[("n", &member.reset.minutes)]));
    let (id, who) = (member.row.id.clone(), with_address(&member.row.name, &member.row.email));
    view! {
        <Confirm id="reset" opener=t(verb) title=t(verb) verb=t(verb) action="/members/reset-password" of=id calm=true class=class>
            <p>{t(m::RESET_QUESTION)}</p>
            <ul class="dots"><li>{who}</li></ul>
            <p>{effects}</p>
            <p>{t(locks)}</p>
        </Confirm>
    }
    .into_any()
}

/// True if the viewer may end the password and have a link mailed.
pub fn may_reset(member: &MemberDetail) -> bool {
    member.reset.offered && member.may_change && member.row.state == MemberState::Active
}
