//! Counts the effects of another profile on a company's people and stored data. The same code that enforces the rules
//! judges people under both profiles, so the preview shows only real effects.

use crate::base::clock::jst;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Person, Read, second_step};
use crate::identity::certificates;
use crate::identity::networks;
use crate::profile::{Keep, LogKind, Profile, Quota};
use crate::storage::entity::{account, client_certificate, operation_log, session, tenant};
use app::kit::count;
use app::permission::{Permission, Role};
use app::support::api::ProfileEffect;
use app::support::messages as m;
use app::tables;
use app::text::{Lang, Text, Words};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use std::collections::HashSet;
use uuid::Uuid;

/// The profile in force, and the target profile.
#[derive(Clone, Copy)]
pub struct Profiles {
    pub now: &'static Profile,
    pub then: &'static Profile,
}

/// A member under each of the two profiles.
struct Member {
    now: Person,
    then: Person,
}

/// All effects that concern anybody or anything.
pub async fn effects(read: &Read, company: &tenant::Model, profiles: Profiles) -> Result<Vec<ProfileEffect>, Fault> {
    let members = everybody(read, company, profiles).await?;
    let mut all = of_members(&members);
    all.extend(of_rights(&members));
    all.extend(of_networks(read, company, &members).await?);
    all.extend(of_sessions(read, profiles).await?);
    all.extend(of_certificates(read, profiles).await?);
    all.extend(of_accounts(read.app().clock.now(), profiles, &members));
    all.extend(of_logs(read, profiles).await?);
    Ok(all)
}

async fn everybody(read: &Read, company: &tenant::Model, profiles: Profiles) -> Result<Vec<Member>, Fault> {
    let mut members = Vec::new();
    for account in people::all(read, read.of::<account::Entity>().filter(account::active())).await? {
        // A forged one is read as suspended.
        if !account.is_active() {
            continue;
        }
        let now = under(read, &account, company, profiles.now).await?;
        members.push(Member { now, then: under(read, &account, company, profiles.then).await? });
    }
    Ok(members)
}

/// A person as the door would load them under a profile.
async fn under(
    read: &Read,
    account: &account::Model,
    company: &tenant::Model,
    profile: &'static Profile,
) -> Result<Person, Fault> {
    let (app, at) = (read.app(), read.app().clock.now());
    let mut person = Person::new(account.clone(), Some(company.clone()), at, profile)?;
    person.must_enrol |= person.has_outdated_step(app, read.db()).await?;
    Ok(person)
}

/// An effect on a member: its words, and the test for it.
type Happens = (Text, fn(&Member) -> bool);

/// The effects on single members.
const ON_MEMBERS: &[Happens] = &[
    (m::MUST_CHANGE, |p| p.now.forced.is_none() && p.then.forced.is_some()),
    (m::NEED_NOT_CHANGE, |p| p.now.forced.is_some() && p.then.forced.is_none()),
    (m::RUNS_OUT_SOONER, |p| p.then.forced.is_none() && runs_out(&p.then) < runs_out(&p.now)),
    (m::RUNS_OUT_LATER, |p| p.now.forced.is_none() && runs_out(&p.then) > runs_out(&p.now)),
    (m::MUST_ENROL, |p| must_enrol(p) && !has_two_steps(p)),
    (m::MUST_LEAVE_MAIL, |p| must_enrol(p) && has_two_steps(p)),
    (m::NEED_NOT_ENROL, |p| p.now.needs_second_step() && !p.then.needs_second_step()),
    (m::MAY_TAKE_MAIL, |p| !takes_mail(&p.now) && takes_mail(&p.then)),
];

fn runs_out(person: &Person) -> DateTime<Utc> {
    person.password_expires().unwrap_or(DateTime::<Utc>::MAX_UTC)
}

fn must_enrol(member: &Member) -> bool {
    !member.now.must_enrol && member.then.must_enrol
}

fn has_two_steps(member: &Member) -> bool {
    member.then.account.second_factor_at.is_some()
}

fn takes_mail(person: &Person) -> bool {
    second_step::is_mail_offered(person.profile, person.class())
}

/// An effect on the members who meet a test, counted by role; nothing if nobody does.
fn on(members: &[Member], what: impl Into<Words>, of: impl Fn(&Member) -> bool) -> Option<ProfileEffect> {
    let met: Vec<Role> = members.iter().filter(|member| of(member)).map(|member| member.now.role).collect();
    let of_role = |role: Role| (role, met.iter().filter(|other| **other == role).count() as u64);
    let roles: Vec<(Role, u64)> = Role::ALL.into_iter().map(of_role).filter(|(_, n)| *n > 0).collect();
    let list = |lang: Lang, between: &str| {
        let one = |(role, n): &(Role, u64)| m::OF_ROLE.with(&[("role", &role.text().of(lang)), ("n", &count(*n))]);
        roles.iter().map(|role| one(role).of(lang).to_owned()).collect::<Vec<_>>().join(between)
    };
    let n = count(met.len() as u64);
    let figure = |roles: &dyn std::fmt::Display| m::PEOPLE_OF.with(&[("n", &n), ("roles", roles)]);
    let figure = Words { ja: figure(&list(Lang::Ja, "、")).ja, en: figure(&list(Lang::En, ", ")).en };
    (!met.is_empty()).then(|| ProfileEffect { what: what.into(), figure, kept: true })
}

fn of_members(members: &[Member]) -> Vec<ProfileEffect> {
    let one = |(what, of): &Happens| on(members, *what, of);
    ON_MEMBERS.iter().filter_map(one).collect()
}

/// Rights that members lose or gain, by name.
fn of_rights(members: &[Member]) -> Vec<ProfileEffect> {
    let one = |right: Permission| {
        let has = |person: &Person| person.permissions.has(right);
        let lost = on(members, about_right(m::LOSE_RIGHT, right), |p| has(&p.now) && !has(&p.then));
        [lost, on(members, about_right(m::GET_RIGHT, right), |p| !has(&p.now) && has(&p.then))]
    };
    tables::permissions().flat_map(one).flatten().collect()
}

fn about_right(words: Text, right: Permission) -> Words {
    let in_one = |text: &'static str| words.with(&[("right", &text)]);
    Words { ja: in_one(right.text().ja).ja, en: in_one(right.text().en).en }
}

/// Members limited by the company's networks.
async fn of_networks(read: &Read, company: &tenant::Model, members: &[Member]) -> Result<Vec<ProfileEffect>, Fault> {
    let rules = networks::in_force(read, company).await?;
    let limited = |p: &Person| rules.limits(p.account.id, p.class(), p.profile).is_some();
    let freed = on(members, m::LIMITS_END, |p| limited(&p.now) && !limited(&p.then));
    let caught = on(members, m::LIMITS_BEGIN, |p| !limited(&p.now) && limited(&p.then));
    Ok([freed, caught].into_iter().flatten().collect())
}

/// Sessions keep the limits with which they were opened. The number of seats applies at the next sign-in.
async fn of_sessions(read: &Read, profiles: Profiles) -> Result<Vec<ProfileEffect>, Fault> {
    let (now, then, at) = (&profiles.now.session, &profiles.then.session, read.app().clock.now());
    let rows = read.all(read.of::<session::Entity>().filter(session::Column::AbsoluteAt.gt(at))).await?;
    let open: Vec<Uuid> =
        rows.iter().filter(|row| read.app().sessions.is_open(row, at)).filter_map(|row| row.account_id).collect();
    let others = (now.idle(), now.absolute()) != (then.idle(), then.absolute());
    let mut effects = Vec::new();
    if others {
        effects.extend(concerns(m::THINGS, m::SESSIONS_STAY, open.len() as u64));
    }
    if let Quota::Limit(most) = then.concurrent_users
        && now.concurrent_users != then.concurrent_users
    {
        let signed_in = open.iter().collect::<HashSet<_>>().len() as u64;
        effects.extend(concerns(m::PEOPLE, m::ROOM_FOR.with(&[("most", &most)]), signed_in));
    }
    Ok(effects)
}

/// Certificates that become invalid or valid.
async fn of_certificates(read: &Read, profiles: Profiles) -> Result<Vec<ProfileEffect>, Fault> {
    use client_certificate::Column as C;
    let what = match (certificates::is_offered(profiles.now), certificates::is_offered(profiles.then)) {
        (true, false) => m::CERTIFICATES_END,
        (false, true) => m::CERTIFICATES_COUNT,
        _ => return Ok(Vec::new()),
    };
    let good = read.of::<client_certificate::Entity>().filter(C::RevokedAt.is_null());
    let good = read.all(good.filter(C::NotAfter.gt(read.app().clock.now()))).await?;
    // A forged one never counts.
    let (good, _) = guarded::part(read, good).await?;
    Ok(concerns(m::THINGS, what, good.len() as u64).into_iter().collect())
}

/// Locks, by who can remove them, and accounts that count as unused.
fn of_accounts(at: DateTime<Utc>, profiles: Profiles, members: &[Member]) -> Vec<ProfileEffect> {
    let Profiles { now, then } = profiles;
    let mut effects = Vec::new();
    let opens = |profile: &Profile| profile.lockout.opened_by_administrators();
    if opens(now) != opens(then) {
        let what = if opens(then) { m::LOCKS_FOR_ADMINISTRATORS } else { m::LOCKS_FOR_THE_DESK };
        effects.extend(on(members, what, |p| p.now.account.lock().is_some()));
    }
    if now.accounts.unused_days != then.accounts.unused_days {
        let since = at - then.accounts.unused();
        let last = |p: &Member| p.now.account.last_sign_in_at.unwrap_or_else(|| p.now.account.joined_at());
        effects.extend(on(members, m::UNUSED, |p| last(p) < since));
    }
    effects
}

/// Log entries older than the new retention time. Nothing is deleted yet.
async fn of_logs(read: &Read, profiles: Profiles) -> Result<Vec<ProfileEffect>, Fault> {
    let Keep::For(length) = profiles.then.retention.of(LogKind::Operation) else { return Ok(Vec::new()) };
    let first_kept = length.before(read.app().clock.now().with_timezone(&jst()).naive_local());
    let first_kept = first_kept.and_then(|at| at.and_local_timezone(jst()).single());
    let Some(first_kept) = first_kept else { return Ok(Vec::new()) };
    let old = read.of::<operation_log::Entity>().filter(operation_log::Column::At.lt(first_kept.to_utc()));
    let old = concerns(m::THINGS, m::LOGS_OLD, old.count(read.db()).await?);
    Ok(old.map(|effect| ProfileEffect { kept: false, ..effect }).into_iter().collect())
}

/// Leaves out effects on nobody.
fn concerns(figure: Text, what: impl Into<Words>, n: u64) -> Option<ProfileEffect> {
    (n > 0).then(|| ProfileEffect { what: what.into(), figure: figure.with(&[("n", &count(n))]), kept: true })
}
