//! The strictest rules for staff. They serve companies under several profiles at once, so the strictest of each rule
//! applies to them (MS-16 includes the provider's administrators; MS-14 the transport). The result keeps the profile of
//! each rule, so that the pages can name it. The function is pure; other code finds the profiles in use.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::built_in::{built_in, names};
use super::lines::ProfileLine;
use super::policy::Profile;
use super::words::{AccountClass, SecondFactorMethod};

/// The rules for staff.
pub struct Strictest {
    /// The deployment's profile with the strictest rules for staff, and for the transport.
    pub profile: Profile,
    /// Key of a rule → the profile whose value applies.
    pub from: Vec<(&'static str, &'static Profile)>,
}

/// One rule: takes the other profile's value if it is stricter, and returns true if it was.
type Take = fn(&mut Profile, &Profile) -> bool;

fn lower<T: PartialOrd + Copy>(mine: &mut T, other: T) -> bool {
    let stricter = other < *mine;
    if stricter {
        *mine = other;
    }
    stricter
}

fn higher<T: PartialOrd + Copy>(mine: &mut T, other: T) -> bool {
    let stricter = other > *mine;
    if stricter {
        *mine = other;
    }
    stricter
}

/// Keeps only the values that both allow.
fn common<T: PartialEq>(mine: &mut Vec<T>, other: &[T]) -> bool {
    let before = mine.len();
    mine.retain(|one| other.contains(one));
    mine.len() < before
}

/// Adds staff if the other profile requires it of them.
fn staff_too(mine: &mut Vec<AccountClass>, other: &[AccountClass]) -> bool {
    let stricter = other.contains(&AccountClass::Staff) && !mine.contains(&AccountClass::Staff);
    if stricter {
        mine.push(AccountClass::Staff);
    }
    stricter
}

/// Merges the reminders of both, longest first.
fn all_days(mine: &mut Vec<u32>, other: &[u32]) -> bool {
    let before = mine.len();
    mine.extend_from_slice(other);
    mine.sort_unstable_by(|a, b| b.cmp(a));
    mine.dedup();
    mine.len() > before
}

/// Takes the longer wait at each failure. The last value applies to all further failures.
fn longer_waits(mine: &mut Vec<u32>, other: &[u32]) -> bool {
    let at = |waits: &[u32], i: usize| waits.get(i).or(waits.last()).copied().unwrap_or_default();
    let both = (0..mine.len().max(other.len())).map(|i| at(mine, i).max(at(other, i))).collect::<Vec<_>>();
    let longer = (0..both.len()).any(|i| both[i] > at(mine, i));
    if longer {
        *mine = both;
    }
    longer
}

/// The rules for staff, and how two profiles are compared.
const RULES: &[(&str, Take)] = &[
    ("password.min_length", |p, o| higher(&mut p.password.min_length, o.password.min_length)),
    ("password.letters_and_digits", |p, o| higher(&mut p.password.letters_and_digits, o.password.letters_and_digits)),
    ("password.refuse_guessable", |p, o| higher(&mut p.password.refuse_guessable, o.password.refuse_guessable)),
    ("password.history", |p, o| higher(&mut p.password.history, o.password.history)),
    ("password.min_age_hours", |p, o| higher(&mut p.password.min_age_hours, o.password.min_age_hours)),
    ("password.max_age_days.staff", |p, o| p.password.max_age_days.staff.take_stricter(o.password.max_age_days.staff)),
    ("password.remind_days", |p, o| all_days(&mut p.password.remind_days, &o.password.remind_days)),
    ("password.issued_valid_hours", |p, o| lower(&mut p.password.issued_valid_hours, o.password.issued_valid_hours)),
    ("password.reset_link_minutes", |p, o| lower(&mut p.password.reset_link_minutes, o.password.reset_link_minutes)),
    ("lockout.attempts", |p, o| lower(&mut p.lockout.attempts, o.lockout.attempts)),
    ("lockout.code_attempts", |p, o| lower(&mut p.lockout.code_attempts, o.lockout.code_attempts)),
    ("lockout.per_account_per_minute", |p, o| {
        lower(&mut p.lockout.per_account_per_minute, o.lockout.per_account_per_minute)
    }),
    ("lockout.unseen_wait_minutes", |p, o| {
        longer_waits(&mut p.lockout.unseen_wait_minutes, &o.lockout.unseen_wait_minutes)
    }),
    ("lockout.alarm_locks_per_hour", |p, o| lower(&mut p.lockout.alarm_locks_per_hour, o.lockout.alarm_locks_per_hour)),
    ("lockout.forget_hours", |p, o| higher(&mut p.lockout.forget_hours, o.lockout.forget_hours)),
    ("second_factor.methods", |p, o| common(&mut p.second_factor.methods, &o.second_factor.methods)),
    ("second_factor.required_for", |p, o| {
        staff_too(&mut p.second_factor.offered_to, &o.second_factor.offered_to);
        staff_too(&mut p.second_factor.required_for, &o.second_factor.required_for)
    }),
    ("second_factor.step_minutes", |p, o| lower(&mut p.second_factor.step_minutes, o.second_factor.step_minutes)),
    ("second_factor.passkey_minutes", |p, o| {
        lower(&mut p.second_factor.passkey_minutes, o.second_factor.passkey_minutes)
    }),
    ("session.idle_minutes", |p, o| lower(&mut p.session.idle_minutes, o.session.idle_minutes)),
    ("session.absolute_hours", |p, o| lower(&mut p.session.absolute_hours, o.session.absolute_hours)),
    ("step_up.max_age_minutes", |p, o| lower(&mut p.step_up.max_age_minutes, o.step_up.max_age_minutes)),
    ("step_up.light_max_age_minutes", |p, o| {
        lower(&mut p.step_up.light_max_age_minutes, o.step_up.light_max_age_minutes)
    }),
    ("accounts.invitation_days", |p, o| lower(&mut p.accounts.invitation_days, o.accounts.invitation_days)),
    ("accounts.unused_days", |p, o| lower(&mut p.accounts.unused_days, o.accounts.unused_days)),
    ("access.restricted", |p, o| staff_too(&mut p.access.restricted, &o.access.restricted)),
    ("tls.min_version", |p, o| higher(&mut p.tls.min_version, o.tls.min_version)),
    ("tls.ciphers", |p, o| common(&mut p.tls.ciphers, &o.tls.ciphers)),
    ("tls.hsts_days", |p, o| higher(&mut p.tls.hsts_days, o.tls.hsts_days)),
];

/// Combines the deployment's own profile with the others in use.
pub fn strictest(own: &'static Profile, in_use: &[&'static Profile]) -> Strictest {
    let mut profile = own.clone();
    let mut from = Vec::with_capacity(RULES.len());
    for (key, take) in RULES {
        let mut holds = own;
        for other in in_use {
            if take(&mut profile, other) {
                holds = other;
            }
        }
        from.push((*key, holds));
    }
    // A reminder must not fall on the day the password is set.
    if let Some(days) = profile.password.max_age_days.staff.days() {
        profile.password.remind_days.retain(|remind| *remind < days);
    }
    Strictest { profile, from }
}

impl Strictest {
    /// The rules in words, each with the profile whose value applies.
    pub fn lines(&self) -> Vec<(ProfileLine, &'static Profile)> {
        let line = |(key, from): &(&str, &'static Profile)| {
            from.lines.iter().find(|line| line.key == *key).map(|line| (line.clone(), *from))
        };
        self.from.iter().filter_map(line).collect()
    }

    /// The reason why these profiles cannot be combined, if they cannot.
    pub fn unmet(&self) -> Option<&'static str> {
        let usable =
            |method: &SecondFactorMethod| matches!(method, SecondFactorMethod::Totp | SecondFactorMethod::Passkey);
        let profile = &self.profile;
        if profile.tls.ciphers.is_empty() {
            return Some("no TLS cipher is allowed by all profiles in use (tls.ciphers)");
        }
        let required = profile.second_factor.required_for.contains(&AccountClass::Staff);
        if required && !profile.second_factor.methods.iter().any(usable) {
            return Some("no two-step method for staff is offered by all profiles in use (second_factor.methods)");
        }
        (profile.session.idle() > profile.session.absolute())
            .then_some("staff would be signed out before the idle timeout (session)")
    }
}

/// The strictest of built-in profiles. There are few combinations, and each is computed once.
pub fn of(own: &'static Profile, in_use: &[&str]) -> &'static Strictest {
    static KNOWN: LazyLock<Mutex<HashMap<Vec<&'static str>, &'static Strictest>>> = LazyLock::new(Mutex::default);
    let beside = names().iter().copied().filter(|name| *name != own.name && in_use.contains(name));
    let set: Vec<&'static str> = std::iter::once(own.name.as_str()).chain(beside).collect();
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(set).or_insert_with_key(|set| {
        let others: Vec<_> = set.iter().skip(1).filter_map(|name| built_in(name)).collect();
        Box::leak(Box::new(strictest(own, &others)))
    })
}
