//! Step-up with the current password.

use crate::door::fault::Fault;
use crate::door::{Counter, Guess, Person, Progress, Request};
use crate::log::event::Event;
use app::account::acts;
use app::account::api::OWN_ACCOUNT;
use app::account::messages as m;
use app::error::AppError;
use app::record::Act;

/// Checks the current password. The try is charged before the check, so that a person who finds an open session cannot
/// guess passwords. At the limit of the profile the session ends.
pub async fn prove(request: &Request, me: &Person, current: &str, act: Act, field: &'static str) -> Result<(), Fault> {
    let event = Event::new(act).on("account", me.account.id, &me.account.email);
    let tx = request.write(OWN_ACCOUNT).await?;
    let guess = Guess::charge(&tx, Counter::CurrentPassword, me.account.id, &me.profile.lockout).await?;
    if guess.tries > me.profile.lockout.attempts {
        tx.end_sessions(me.account.id, None).await?;
        return tx.refuse(event, acts::TOO_MANY, AppError::SignedOut).await;
    }
    tx.commit_progress(Progress::Attempt).await?;
    let hash = Some(me.account.password_hash.as_str()).filter(|hash| !hash.is_empty());
    let fits = request.app.passwords.verify(current, hash).await?;
    let tx = request.write(OWN_ACCOUNT).await?;
    if !fits {
        return tx.refuse(event, acts::WRONG_CURRENT, AppError::invalid(field, m::CURRENT_WRONG)).await;
    }
    guess.right(&tx).await?;
    tx.commit_progress(Progress::Attempt).await
}
