//! Sets up the second step: a new secret, a code that proves it, a recovery code typed back. The old second step stays
//! in force until the end. A step out of order changes nothing and is logged.

use super::authenticator::{NewStep, held, put, set_since};
use super::by_mail::{self, SendResult};
use super::codes::{forget_codes, seal_codes, shown};
use super::step::{PAGE, end_others, event, me, not_started, shown_again, wrong};
use super::take::codes_here;
use super::typed::folded;
use super::{letters, recovery, totp};
use crate::door::detour;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Held};
use crate::door::{Guess, Person, Request, Write, second_step, session};
use crate::state::sessions::keys;
use crate::storage::entity::authenticator::{self, Column as C};
use app::account::api::{OWN_ACCOUNT, OWN_SECURITY};
use app::error::{AppError, Next};
use app::permission::StepUpWeight;
use app::second_factor::acts;
use app::second_factor::api::{Code, FactorKind};
use app::second_factor::messages as m;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tower_sessions::Session;

/// Finds out whether the person may start. A code that was shown counts for a proof period: the recovery code of a lost
/// phone may have been the last one.
async fn may_start(request: &Request, tx: &Write, me: &Person, typed: &str) -> Result<StartDecision, Fault> {
    let in_force = me.account.second_factor_at.is_some() && !me.must_enrol;
    let before = in_force && session::code_was_shown(request, me).await?;
    let right = in_force && !before && shown_again(request, tx, me, typed).await?.is_some();
    if right {
        session::remember_code(request).await?;
    }
    Ok(decide(StartFacts {
        in_force,
        shown: before || right,
        proved: me.is_proved_for(StepUpWeight::Grave, request.app.clock.now()),
    }))
}

/// What is known of a person who wants to set up a second step.
#[derive(Clone, Copy)]
struct StartFacts {
    /// There is a second step that still counts.
    in_force: bool,
    /// A code of it was shown, now or shortly before.
    shown: bool,
    /// The person has re-authenticated (step-up).
    proved: bool,
}

/// What becomes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum StartDecision {
    Start,
    TryAgain,
    AskProof,
}

/// A person with a valid second step must show it before a change (ASVS 7.5.1). A person without one must pass step-up,
/// because an open session alone must not be enough to register another person's phone.
fn decide(facts: StartFacts) -> StartDecision {
    match facts {
        StartFacts { in_force: true, shown: false, .. } => StartDecision::TryAgain,
        StartFacts { in_force: false, proved: false, .. } => StartDecision::AskProof,
        StartFacts { in_force: true, shown: true, .. } | StartFacts { in_force: false, proved: true, .. } => {
            StartDecision::Start
        }
    }
}

/// Creates a new secret, or mails a code, beside the second step in force.
pub async fn start(request: &Request, command: Code, kind: FactorKind) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = me(request)?;
    if kind == FactorKind::Mail && !second_step::is_mail_offered(me.profile, me.class()) {
        return Err(AppError::NotFound.into());
    }
    match may_start(request, &tx, me, &command.code).await? {
        StartDecision::Start => {}
        StartDecision::TryAgain => return tx.refuse(event(me, acts::START), acts::WRONG_CODE, wrong()).await,
        StartDecision::AskProof => return Err(AppError::ProveFirst.into()),
    }
    put(&tx, me.account.id, new_step(&tx, me, kind).await?).await?;
    recovery::drop_new(&tx, me.account.id).await?;
    if kind == FactorKind::Mail && by_mail::send(request, &tx, &me.account, me.profile).await? == SendResult::TooMany {
        let back = Next::to(PAGE).warning(m::MAIL_MANY);
        return tx.undone().await?.decline(event(me, acts::START), acts::MANY_CODES, back).await;
    }
    tx.commit(event(me, acts::START)).await?;
    forget_codes(request).await?;
    Ok(Next::to(PAGE))
}

/// Starts the set-up of an app for a person who must have one, right after another step of the first sign-in: its page opens
/// with the picture. A person who may choose codes by mail, or has not proved lately who they are, starts it there.
pub async fn start_required(request: &Request) -> Result<(), Fault> {
    let me = request.signed_in()?;
    let has_choice = second_step::is_mail_offered(me.profile, me.class());
    if !me.must_enrol || has_choice || !me.is_proved_for(StepUpWeight::Grave, request.app.clock.now()) {
        return Ok(());
    }
    let tx = request.write(OWN_ACCOUNT).await?;
    put(&tx, me.account.id, new_step(&tx, me, FactorKind::Authenticator).await?).await?;
    recovery::drop_new(&tx, me.account.id).await?;
    tx.commit(event(me, acts::START)).await.map(drop)
}

/// A new secret, or codes by mail.
async fn new_step(tx: &Write, me: &Person, kind: FactorKind) -> Result<NewStep, Fault> {
    let sealed = match kind {
        FactorKind::Authenticator => Some(totp::new_secret(tx.app().rng.as_ref(), &*tx.keys().await?, me.account.id)?),
        FactorKind::Mail => None,
    };
    Ok(NewStep { sealed, by_mail: kind == FactorKind::Mail })
}

/// Checks the first code of the new secret. The recovery codes follow.
pub async fn prove(request: &Request, command: Code) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = me(request)?;
    if command.code.trim().is_empty() {
        return Err(AppError::invalid("code", m::CODE_MISSING).into());
    }
    let waiting = held(&tx, me.account.id).await?;
    let waiting = waiting.filter(|row| row.proved_step.is_none() && (row.by_mail_new || row.sealed_new.is_some()));
    let Some(waiting) = waiting else { return tx.out_of_order(event(me, acts::PROVE), not_started()).await };
    let counted = codes_here(request, &me.account);
    let guess = Guess::charge_in_turn(&tx, counted, &me.account, &me.profile.lockout).await?;
    let Some(step) = step_of(request, &tx, me, &waiting, &command.code).await? else {
        return tx.refuse(event(me, acts::PROVE), acts::WRONG_CODE, wrong()).await;
    };
    guess.right(&tx).await?;
    let proved = authenticator::Entity::update_many()
        .col_expr(C::ProvedStep, Expr::value(step))
        .filter(C::AccountId.eq(me.account.id))
        .filter(C::ChangedAt.eq(waiting.changed_at))
        .filter(C::ProvedStep.is_null());
    if proved.exec(tx.db()).await?.rows_affected != 1 {
        return tx.out_of_order(event(me, acts::PROVE), not_started()).await;
    }
    let codes = recovery::new_codes(&request.app, me.profile.second_factor.recovery_codes);
    recovery::keep(&tx, &me.account, &codes).await?;
    let sealed = seal_codes(&tx, me.account.id, &codes).await?;
    tx.commit(event(me, acts::PROVE)).await?;
    browser(request)?.insert(keys::CODES, sealed).await?;
    Ok(Next::to("/account/two-step/codes"))
}

/// The step of a correct first code. A code by mail has no step, and is used up.
async fn step_of(
    request: &Request,
    tx: &Write,
    me: &Person,
    waiting: &authenticator::Model,
    typed: &str,
) -> Result<Option<i64>, Fault> {
    let (code, now) = (folded(typed), request.app.clock.now().timestamp());
    match &waiting.sealed_new {
        Some(sealed) => totp::step_of(&*tx.keys().await?, me.account.id, sealed, &code, now),
        None => Ok(by_mail::accept(request, tx, me.account.id, &code).await?.then_some(0)),
    }
}

/// Mails another code, for the second step being set up or for changing the one in force.
pub async fn send_again(request: &Request) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = me(request)?;
    let row = second_step::stored(&request.app, tx.db(), me.account.id).await?;
    let new = row.is_some_and(|row| row.by_mail_new) && second_step::is_mail_offered(me.profile, me.class());
    if !new && !second_step::is_by_mail(&request.app, tx.db(), &me.account).await? {
        return tx.out_of_order(event(me, acts::SEND_CODE), not_started()).await;
    }
    let sending = event(me, acts::SEND_CODE);
    by_mail::send_or_decline(request, tx, &me.account, me.profile, sending, Next::to(PAGE)).await?;
    Ok(Next::to(PAGE).saying(m::MAIL_SENT))
}

/// The person says that the recovery codes are kept. The new secret and the new codes come into force, and all other sessions
/// end. Neither ASVS 5.0 nor NIST SP 800-63B asks for a code to be typed back: the page that says so has just shown the codes
/// in this session, which names their set. A page from before an upgrade still sends a code; it must be one of them.
pub async fn finish(request: &Request, command: Code) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = me(request)?;
    let proved = held(&tx, me.account.id).await?.filter(|row| row.by_mail_new || row.sealed_new.is_some());
    let Some((row, step)) = proved.and_then(|row| row.proved_step.map(|step| (row, step))) else {
        return tx.out_of_order(event(me, acts::TURN_ON), not_started()).await;
    };
    let typed = folded(&command.code);
    let kept = if typed.is_empty() { shown(request).await?.map(|code| folded(&code)) } else { Some(typed) };
    let Some(kept) = kept else { return tx.out_of_order(event(me, acts::TURN_ON), not_started()).await };
    let Some(set) = recovery::new_set(&tx, me.account.id, &kept).await? else {
        return tx
            .refuse(event(me, acts::TURN_ON), acts::WRONG_CODE, AppError::invalid("code", m::RECOVERY_WRONG))
            .await;
    };
    // Of two parallel posts only one counts: the other would invalidate codes without replacing them.
    if !put_in_force(&tx, row, step).await? {
        return tx.out_of_order(event(me, acts::TURN_ON), not_started()).await;
    }
    recovery::put_in_force(&tx, me.account.id).await?;
    set_since(&tx, me.account.id, Some(set)).await?;
    end_others(request, &tx, me).await?;
    letters::turned_on(request, &tx, &me.account).await?;
    tx.commit(event(me, acts::TURN_ON)).await?;
    forget_codes(request).await?;
    browser(request)?.remove::<i64>(keys::SHOWN_AT).await?;
    request.renew_session().await?;
    let to = if me.must_enrol { detour::end(request).await? } else { PAGE.into() };
    Ok(Next::to(to).saying(m::DONE))
}

/// Puts the new secret, or codes by mail, in the place of the old. Returns false if the row has changed meanwhile.
async fn put_in_force(tx: &Write, row: Held<authenticator::Model>, step: i64) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    let change = |row: &mut authenticator::Model| {
        (row.sealed, row.by_mail) = (row.sealed_new.take(), row.by_mail_new);
        (row.last_step, row.by_mail_new, row.proved_step, row.changed_at) = (step, false, None, now);
    };
    row.store(tx, change).await
}

/// Cancels the setup. The old second step stays in force, and the new data is deleted.
pub async fn cancel(request: &Request) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = me(request)?;
    let waiting = held(&tx, me.account.id).await?.filter(|row| row.by_mail_new || row.sealed_new.is_some());
    let stored = match waiting {
        None => false,
        Some(row) if row.sealed.is_none() && !row.by_mail => {
            guarded::delete::<authenticator::Model>(&tx, me.account.id).await?;
            true
        }
        Some(row) => {
            let cancelled = |row: &mut authenticator::Model| {
                (row.sealed_new, row.by_mail_new, row.proved_step) = (None, false, None);
            };
            row.store(&tx, cancelled).await?
        }
    };
    if !stored {
        return tx.out_of_order(event(me, acts::CANCEL), not_started()).await;
    }
    recovery::drop_new(&tx, me.account.id).await?;
    tx.commit(event(me, acts::CANCEL)).await?;
    forget_codes(request).await?;
    Ok(Next::to(PAGE).saying(m::CANCELLED))
}

fn browser(request: &Request) -> Result<&Session, Fault> {
    request.session.as_ref().ok_or(Fault::App(AppError::SignedOut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_opens_a_change_and_a_proof_the_first_setup() {
        use StartDecision::{AskProof, Start, TryAgain};
        // A second step is in force, a code of it was shown, the person has re-authenticated.
        let table = [
            (false, false, false, AskProof),
            (false, false, true, Start),
            (false, true, false, AskProof),
            (false, true, true, Start),
            (true, false, false, TryAgain),
            (true, false, true, TryAgain),
            (true, true, false, Start),
            (true, true, true, Start),
        ];
        for (in_force, shown, proved, outcome) in table {
            assert_eq!(decide(StartFacts { in_force, shown, proved }), outcome, "{in_force} {shown} {proved}");
        }
    }
}
