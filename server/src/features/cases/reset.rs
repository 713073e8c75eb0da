//! The page behind the link of a case or an administrator, on which the person sets a new password. The old one became
//! invalid when the link was sent (MS-16). The link of a case removes a lock; an administrator's link does so only if
//! the profile allows it (SL-20c). Two-step verification is removed if that was part of the case (SL-20d). There is no
//! other way to replace an unknown password.

use super::ask::{self, AnsweredBy};
use super::case::{event, move_on, state_of};
use super::letters as of_case;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Person, Read, Request, Write, company};
use crate::identity::account::{Locks, Typed, check_choice, letters, replace, second_if_typed, shape};
use crate::identity::credentials;
use crate::identity::devices;
use crate::identity::sign_in::{DeviceTrust, by_link};
use crate::log::event::Event;
use crate::seal::passwords;
use crate::storage::entity::account::{self, Column as A};
use crate::storage::entity::one_time_link;
use crate::storage::entity::support_case::{self, Column as C};
use app::account::acts;
use app::cases::api::{ResetFacts, ResetPassword};
use app::cases::feature::RESET;
use app::cases::messages as m;
use app::cases::states::{CaseState, CaseStep};
use app::error::{AppError, Next};
use app::link::Purpose;
use app::members::states::Lock;
use sea_orm::{ColumnTrait, QueryFilter};

/// The kinds of links that open this page.
const PURPOSES: &[Purpose] = &[RESET, app::members::feature::RESET];

/// The subject of a link.
struct OpenedReset {
    link: one_time_link::Model,
    read: Read,
    /// `None` if an administrator sent the link.
    case: Option<support_case::Model>,
    person: Person,
}

/// Returns the link and its case, even if they are finished. An administrator's link has no case.
async fn linked(request: &Request) -> Result<(one_time_link::Model, Read, Option<support_case::Model>), Fault> {
    let (link, read) = request.read_by_link(PURPOSES).await?;
    if link.purpose == app::members::feature::RESET.code {
        return Ok((link, read, None));
    }
    let case = read.one(read.of::<support_case::Entity>().filter(C::Id.eq(link.subject_id))).await?.there()?;
    let case = guarded::genuine(&read, case).await?.ok_or(AppError::LinkOver)?;
    Ok((link, read, Some(case)))
}

async fn open(request: &Request) -> Result<OpenedReset, Fault> {
    let (link, read, case) = linked(request).await?;
    if link.used_at.is_some() {
        return Err(AppError::LinkOver.into());
    }
    let account = account_of(&link, &read, case.as_ref()).await?;
    let company = company::find(&read, link.tenant_id).await?;
    let profile = request.app.profile_of(Some(&company));
    let person = Person::new(account, Some(company), request.app.clock.now(), profile)?;
    let open = match &case {
        Some(case) => state_of(case)? == CaseState::Approved,
        None => person.profile.password.reset_by_administrator,
    };
    if !open || !person.account.is_active() {
        return Err(AppError::LinkOver.into());
    }
    Ok(OpenedReset { link, read, case, person })
}

impl OpenedReset {
    fn locks(&self) -> Locks {
        let opens = self.case.is_some() || self.person.profile.lockout.opened_by_administrators();
        if opens { Locks::Open } else { Locks::Stay }
    }

    /// The lock that the new password does not remove. A lock for unknown devices does not affect the device on which
    /// the password is set.
    fn stays_locked(&self) -> Option<Lock> {
        let (lock, _) = self.person.account.lock()?;
        (self.locks() == Locks::Stay).then_some(lock)
    }
}

async fn account_of(
    link: &one_time_link::Model,
    read: &Read,
    case: Option<&support_case::Model>,
) -> Result<account::Model, Fault> {
    let id = case.map_or(link.subject_id, |case| case.account_id);
    people::one(read, read.of::<account::Entity>().filter(A::Id.eq(id))).await?.ok_or(Fault::App(AppError::LinkOver))
}

pub async fn facts(request: &Request) -> Result<ResetFacts, Fault> {
    let behind = open(request).await?;
    let stays_locked = behind.stays_locked();
    let OpenedReset { link, case, person, .. } = behind;
    Ok(ResetFacts {
        stays_locked,
        shape: shape(&person),
        has_second_factor: person.account.second_factor_at.is_some(),
        email: person.account.email,
        removes_second_factor: case.is_some_and(|case| case.removes_second_factor),
        until: when(link.until),
    })
}

pub async fn reset(request: &Request, command: ResetPassword) -> Result<Next, Fault> {
    let behind = open(request).await?;
    let (locks, stays_locked) = (behind.locks(), behind.stays_locked());
    let OpenedReset { read, case, person, .. } = behind;
    let new = passwords::normalize(&command.new);
    let typed = Typed { new: &new, again: second_if_typed(command.again.as_ref()), current: None };
    check_choice(&request.app, read.db(), &person, typed).await?;
    let hash = request.app.passwords.hash(&new).await?;
    let (_, mut tx) = request.write_by_link(PURPOSES).await?;
    let of = &person.account;
    tx.log_as(of);
    let removes = case.as_ref().is_some_and(|case| case.removes_second_factor);
    let with = AnsweredBy { by: of.id, case: case.as_ref().map(|case| case.id) };
    let answers = if stays_locked.is_some() { String::new() } else { answered(&tx, of, with, removes).await? };
    if let Some(case) = &case {
        finish(&tx, case).await?;
    }
    replace(&tx, of, hash, false, locks).await?;
    if removes {
        credentials::remove_all(&tx, of.id).await?;
        of_case::second_factor_removed(request, &tx, of).await?;
    }
    letters::password_changed(request, &tx, of).await?;
    let entry = entry(case.as_ref(), of).with(app::cases::acts::REMOVES_SECOND_FACTOR, removes);
    tx.commit(entry.with(app::cases::acts::HELP_REQUEST, answers)).await?;
    // The reader of the mail is not an outsider. Otherwise the lock caused by outsiders' guesses would also apply to
    // this device.
    devices::remember(request, of.id);
    let inside = by_link::come_in(request, of.id, DeviceTrust::OfTheLink).await?;
    Ok(match (inside, stays_locked) {
        (Some(next), Some(_)) => next.warning(m::RESET_DONE_ELSEWHERE),
        (Some(next), None) => next.saying(m::RESET_DONE),
        (None, Some(Lock::Whole)) => Next::to("/sign-in").warning(m::RESET_DONE_LOCKED),
        (None, _) => Next::to("/sign-in").warning(m::RESET_SIGN_IN),
    })
}

/// Closes the person's own requests to the desk.
async fn answered(tx: &Write, of: &account::Model, with: AnsweredBy, removes: bool) -> Result<String, Fault> {
    let lost_too = removes || of.second_factor_at.is_none();
    let asked = ask::take(tx, &of.email, with, lost_too).await?;
    Ok(asked.map(|asked| asked.id.to_string()).unwrap_or_default())
}

async fn finish(tx: &Write, case: &support_case::Model) -> Result<(), Fault> {
    let done = |case: &mut support_case::Model| case.outcome = Some("done".into());
    if move_on(tx, case, CaseStep::Finish, done).await? { Ok(()) } else { Err(AppError::LinkOver.into()) }
}

fn entry(case: Option<&support_case::Model>, of: &account::Model) -> Event {
    match case {
        Some(case) => event(case, of, CaseStep::Finish),
        None => Event::new(acts::RENEW_PASSWORD).on("account", of.id, &of.email),
    }
}
