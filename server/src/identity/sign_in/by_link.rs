//! Comes in behind a mailed link: a person who has just set a password there does not type it again. The link proves the
//! mailbox and nothing else, so the sign-in goes the way of one by password: the same decisions, the second step, networks,
//! locks, a new session (ASVS 6.4.3, 7.2.4).

use super::complete::{DeviceTrust, Proved, enter, first_page};
use super::counters::{Counters, KNOWN, UNSEEN};
use super::decide::{AfterPassword, PasswordCheck, PasswordResult, after_password};
use super::verify;
use crate::door::fault::Fault;
use crate::door::people::{self, Belonging};
use crate::door::{PublicUse, Request, Write};
use crate::identity::account::is_void;
use crate::identity::certificates;
use crate::log::event::Event;
use crate::profile::{Profile, SignInMethod};
use crate::storage::entity::account;
use app::error::Next;
use app::sign_in::acts;
use uuid::Uuid;

/// Signs a person in after their new password was committed. `device` says whether the link makes this device known, so that
/// a lock of unknown devices does not concern it. Returns nothing if the account is not open to a password here; then the
/// page of the link says why. An entry that is refused (network, seats) is an error, as at every sign-in.
pub async fn come_in(request: &Request, id: Uuid, device: DeviceTrust) -> Result<Option<Next>, Fault> {
    let mut tx = request.write_public(PublicUse::SignIn).await?;
    let Some(found) = people::belonging(&tx, people::with_id(id)).await? else { return Ok(None) };
    let result = result(&found, if device == DeviceTrust::OfTheLink { &KNOWN } else { &UNSEEN });
    let company = found.company.as_ref().filter(|_| !found.shut_out);
    let profile = request.app.rules_for(tx.db(), company).await?;
    let account = found.person;
    tx.log_as(&account);
    match after_password(check(request, &tx, &account, profile, result).await?) {
        AfterPassword::Enter(method) => {
            // Nobody typed the password to sign in: the log says so.
            let method = if method == SignInMethod::Password { acts::BY_LINK } else { method.code() };
            let who = Proved { account: &account, profile, method, device };
            enter(request, tx, &who).await?;
            Ok(Some(first_page("")))
        }
        AfterPassword::AskSecondStep => {
            let proved = Event::new(acts::PASSWORD_PROVED).with(acts::METHOD, acts::BY_LINK);
            verify::ask(request, tx, proved, &account, profile, "").await.map(Some)
        }
        AfterPassword::ShutOut(_) | AfterPassword::Refuse => Ok(None),
    }
}

/// What the new password would show at the sign-in page.
fn result(found: &Belonging, by: &Counters) -> PasswordResult {
    if let Some(why) = found.barred() {
        return PasswordResult::ShutOut(why);
    }
    let account = &found.person;
    let is_open = account.is_active() && !by.is_closed(account) && !is_void(account);
    if is_open { PasswordResult::Right } else { PasswordResult::Wrong }
}

async fn check(
    request: &Request,
    tx: &Write,
    account: &account::Model,
    profile: &Profile,
    result: PasswordResult,
) -> Result<PasswordCheck, Fault> {
    let second_step = result == PasswordResult::Right && account.second_factor_at.is_some();
    let certificate = second_step && certificates::fits(request, tx.db(), account, profile).await?;
    Ok(PasswordCheck { result, second_step, certificate })
}
