//! Step-up with the current password.

use crate::door::fault::Fault;
use crate::door::{Counter, Guess, Person, Progress, Request, Write};
use crate::log::event::Event;
use app::account::acts;
use app::account::api::OWN_ACCOUNT;
use app::account::messages as m;
use app::error::AppError;
use app::record::Act;

/// Charges a guess at the current password, checks it, decides, and carries that out. The try is charged before the check,
/// so that a person who finds an open session cannot guess passwords. At the limit of the profile the session ends.
pub async fn prove(request: &Request, me: &Person, current: &str, act: Act, field: &'static str) -> Result<(), Fault> {
    let event = Event::new(act).on("account", me.account.id, &me.account.email);
    let tx = request.write(OWN_ACCOUNT).await?;
    let guess = Guess::charge(&tx, Counter::CurrentPassword, &me.account, &me.profile.lockout).await?;
    let (tries, most) = (guess.tries, me.profile.lockout.attempts);
    let (tx, right) =
        if GuessFacts::may_check(tries, most) { check(request, tx, me, current).await? } else { (tx, false) };
    match decide(GuessFacts { tries, most, right }) {
        AfterGuess::EndSessions => {
            tx.end_sessions(me.account.id, None).await?;
            tx.refuse(event, acts::TOO_MANY, AppError::SignedOut).await
        }
        AfterGuess::TryAgain => tx.refuse(event, acts::WRONG_CURRENT, AppError::invalid(field, m::CURRENT_WRONG)).await,
        AfterGuess::Accept => {
            guess.right(&tx).await?;
            tx.commit_progress(Progress::Attempt).await
        }
    }
}

/// Commits the charge and checks the password. Returns the transaction for what follows.
async fn check(request: &Request, charged: Write, me: &Person, current: &str) -> Result<(Write, bool), Fault> {
    charged.commit_progress(Progress::Attempt).await?;
    let hash = Some(me.account.password_hash.as_str()).filter(|hash| !hash.is_empty());
    let right = request.app.passwords.verify(current, hash).await?;
    Ok((request.write(OWN_ACCOUNT).await?, right))
}

/// What is known after a guess at the current password.
#[derive(Clone, Copy)]
struct GuessFacts {
    /// The number of guesses since the last right one, with this one.
    tries: u32,
    /// The number of guesses that are checked.
    most: u32,
    /// The password is right. A guess that was not checked counts as wrong.
    right: bool,
}

impl GuessFacts {
    /// True if the password may be checked at all.
    fn may_check(tries: u32, most: u32) -> bool {
        tries <= most
    }
}

/// What follows a guess at the current password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum AfterGuess {
    /// Too many guesses: all sessions of the account end.
    EndSessions,
    TryAgain,
    Accept,
}

fn decide(facts: GuessFacts) -> AfterGuess {
    match facts {
        GuessFacts { tries, most, .. } if !GuessFacts::may_check(tries, most) => AfterGuess::EndSessions,
        GuessFacts { right: true, .. } => AfterGuess::Accept,
        GuessFacts { right: false, .. } => AfterGuess::TryAgain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_beyond_the_limit_ends_the_sessions_even_if_it_is_right() {
        use AfterGuess::{Accept, EndSessions, TryAgain};
        let table = [
            (1, false, TryAgain),
            (1, true, Accept),
            (5, false, TryAgain),
            (5, true, Accept),
            (6, false, EndSessions),
            (6, true, EndSessions),
        ];
        for (tries, right, outcome) in table {
            assert_eq!(decide(GuessFacts { tries, most: 5, right }), outcome, "{tries} {right}");
        }
    }
}
