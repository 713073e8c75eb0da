//! Who wants to sign in: the account of an address, and whether it has been used on this device.

use crate::base::share;
use crate::door::attempts::{self, Addressed};
use crate::door::fault::Fault;
use crate::door::people::{self, Belonging};
use crate::door::{Counter, Opens, PublicUse, Request, throttle};
use crate::identity::devices;
use crate::profile::Profile;
use crate::state::running_attempts::RunningAttempt;
use crate::state::waiting_lines::LineTurn;
use crate::storage::entity::account;
use app::error::AppError;
use app::sign_in::api::Ended;
use std::time::Duration;
use tokio::time::timeout;

/// The number of parallel attempts of one account on known devices that go before those of strangers. A person has one
/// or two. Further parallel attempts queue with the strangers, even with the correct password.
const AT_ONCE: u32 = 3;

/// The longest wait in line.
const PATIENCE: Duration = Duration::from_secs(20);

/// An attempt before it is charged.
pub struct Recognised {
    pub email: String,
    /// Counts the attempt, on a known device, among the account's attempts that go first.
    pub beside: Option<RunningAttempt>,
    /// The turn among the attempts with this address on this kind of device.
    pub turn: LineTurn,
}

/// Looks up the account before the attempt waits to write: whether the device is known decides in which queue it waits.
/// If a rate limit applies anyway, refuses at once.
pub async fn recognise(request: &Request, email: String) -> Result<Recognised, Fault> {
    let read = request.read_public(PublicUse::SignIn);
    let Candidate { account, profile, .. } = find(request, &read, &email).await?;
    let known = devices::is_known(request, account.as_ref());
    let app = &request.app;
    let beside = known.then(|| app.running_attempts.enter(vec![Counter::Beside.key(&app.keys, &email)]));
    if beside.as_ref().is_some_and(|beside| beside.is_among_first(AT_ONCE)) {
        share::recognise();
    }
    let of = Addressed { email: &email, account: account.as_ref() };
    if let Some(seconds) = attempts::waits(request, read.db(), of, known, &profile.lockout).await? {
        return Err(throttle::too_many(seconds));
    }
    let line = if known { Counter::Known } else { Counter::Unseen }.key(&app.keys, &email);
    let turn = timeout(PATIENCE, app.waiting_lines.turn(line)).await.map_err(|_| AppError::Busy)?;
    Ok(Recognised { email, beside, turn })
}

/// The account that somebody wants to use.
pub struct Candidate {
    /// `None` if there is no such account.
    pub account: Option<account::Model>,
    /// The profile that applies to it. Nobody knows that of a company whose row is forged: the rules for staff are the
    /// strictest.
    pub profile: &'static Profile,
    /// The account's or the company's row is forged, so nobody comes in (S10). Who knows the password is told so.
    pub shut_out: Option<Ended>,
}

pub async fn find(request: &Request, at: &impl Opens, email: &str) -> Result<Candidate, Fault> {
    let found = people::belonging(at, people::at_address(&request.app.keys, email)).await?;
    let shut_out = found.as_ref().and_then(Belonging::barred);
    let company = found.as_ref().filter(|found| !found.shut_out).and_then(|found| found.company.as_ref());
    let profile = request.app.rules_for(at.db(), company).await?;
    Ok(Candidate { account: found.map(|found| found.person), profile, shut_out })
}
