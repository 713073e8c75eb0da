//! Who wants to sign in: the account of an address, and whether it has been used on this device.

use crate::base::share;
use crate::door::attempts::{self, Addressed};
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Counter, Opens, PublicUse, Request, throttle};
use crate::identity::devices;
use crate::profile::Profile;
use crate::state::running_attempts::RunningAttempt;
use crate::storage::entity::account;
use sea_orm::{EntityTrait, QueryFilter};

/// The number of parallel attempts of one account on known devices that go before those of strangers. A person has one
/// or two. Further parallel attempts queue with the strangers, even with the correct password.
const AT_ONCE: u32 = 3;

/// An attempt before it is charged.
pub struct Recognised {
    pub email: String,
    /// Counts the attempt, on a known device, among the account's attempts that go first.
    pub beside: Option<RunningAttempt>,
}

/// Looks up the account before the attempt waits to write: whether the device is known decides in which queue it waits.
/// If a rate limit applies anyway, refuses at once.
pub async fn recognise(request: &Request, email: String) -> Result<Recognised, Fault> {
    let read = request.read_public(PublicUse::SignIn);
    let (account, profile) = find(request, &read, &email).await?;
    let known = devices::is_known(request, account.as_ref());
    let app = &request.app;
    let beside = known.then(|| app.running_attempts.enter(vec![Counter::Beside.key(&app.keys, &email)]));
    if beside.as_ref().is_some_and(|beside| beside.is_among_first(AT_ONCE)) {
        share::recognise();
    }
    let of = Addressed { email: &email, account: account.as_ref() };
    match attempts::waits(request, read.db(), of, known, &profile.lockout).await? {
        Some(seconds) => Err(throttle::too_many(seconds)),
        None => Ok(Recognised { email, beside }),
    }
}

/// The account of an address, if there is one, and the profile that applies to it.
pub async fn find(
    request: &Request,
    at: &impl Opens,
    email: &str,
) -> Result<(Option<account::Model>, &'static Profile), Fault> {
    let found = account::Entity::find().filter(people::addressed(&request.app.keys, email));
    let (account, tenant) = people::with_company(at, found).await?.unzip();
    let profile = request.app.rules_for(at.db(), tenant.flatten().as_ref()).await?;
    Ok((account, profile))
}
