//! The steps of a case: identity check, consent of the company, approval by a second member of staff, link.

use super::action::{CaseAction, as_company, as_staff, page, seen_as_staff};
use super::barred;
use super::case::{REASON, event, is_cooled, move_on, state_of};
use super::consenters::{consenters, cooled, is_without};
use super::letters;
use crate::base::typed::{self, Lacks};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Held};
use crate::door::people;
use crate::door::{DeclineReason, Request, Write};
use crate::features::contacts;
use crate::identity::account::void;
use crate::identity::colleague;
use crate::log::event::Event;
use crate::storage::entity::account;
use crate::storage::entity::support_case;
use app::cases::acts;
use app::cases::api::{CONSENT, CheckCase, HANDLE};
use app::cases::evidence::{self, CHECKLIST};
use app::cases::messages as m;
use app::cases::states::{Barred, CaseState, CaseStep};
use app::error::{AppError, Next, Refusals};
use app::operation_logs::acts::{UNTIL, WHY};
use app::permission::Role;

/// For staff: a case whose next step is possible, as far as its person and its company are genuine.
async fn as_staff_if_genuine(request: &Request, id: &str, step: CaseStep) -> Result<CaseAction, Fault> {
    let action = as_staff(request, id).await?;
    let (entry, back) = (event(&action.case, &action.account, step), page(action.case.id));
    barred::decline(action, entry, Barred::to_staff, back).await
}

/// Refuses wrong fields before the person is asked for a proof. A case that has moved on is declined later, with its entry.
async fn refuse_typed(request: &Request, command: &CheckCase) -> Result<(), Fault> {
    let case = seen_as_staff(request, HANDLE, &command.id).await?;
    if state_of(&case).is_ok_and(|state| CaseStep::Check.leads(state, false).is_some()) {
        check_typed(command, true)?;
    }
    Ok(())
}

/// Records the identity check. Asks the administrators who can consent; if nobody can, the cooling-off time begins.
pub async fn check(request: &Request, command: CheckCase) -> Result<Next, Fault> {
    let step = CaseStep::Check;
    refuse_typed(request, &command).await?;
    let CaseAction { tx, case, account, me, now } = as_staff_if_genuine(request, &command.id, step).await?;
    if step.leads(state_of(&case)?, false).is_none() {
        return tx.out_of_order(event(&case, &account, step), page(case.id).warning(m::OUT_OF_ORDER)).await;
    }
    let reason = check_typed(&command, contacts::has_telephone(&tx).await?)?;
    let others = consenters(&tx, &case, now).await?;
    let cooling = if is_without(&tx, &case, &others).await? { Some(cooled(&tx, &case).await?) } else { None };
    let sealed = REASON.seal(&*tx.keys().await?, case.id, &reason)?;
    let moved = move_on(&tx, &case, step, |case| {
        (case.evidence, case.sealed_reason) = (Some(command.evidence.clone()), Some(sealed));
        (case.checked_at, case.checked_by, case.cooling_until) = (Some(now), Some(me), cooling);
    });
    let mut entry = event(&case, &account, step).with(acts::EVIDENCE, command.evidence.clone());
    if !moved.await? {
        return tx.out_of_order(entry, page(case.id).warning(m::OUT_OF_ORDER)).await;
    }
    match cooling {
        Some(until) => {
            entry = entry.with(UNTIL, when(until).iso);
            letters::cooling(&tx, &case, &account, until).await?;
        }
        None => letters::ask_consent(&tx, &case, &account, &others).await?,
    }
    tx.commit(entry.personal(WHY, reason)).await?;
    Ok(page(case.id).saying(m::SAID_CHECKED))
}

/// `can_call`: the company has a number for call-backs, as far as that is known.
fn check_typed(command: &CheckCase, can_call: bool) -> Result<String, AppError> {
    let mut refusals = Refusals::default();
    if CHECKLIST.iter().any(|(code, _)| !command.checked.iter().any(|ticked| ticked == code)) {
        refusals.add("checked", m::MISSING_CHECKS);
    }
    evidence::check(&command.evidence, can_call, &mut refusals);
    let lacks = Lacks { missing: m::MISSING_REASON, long: m::LONG_REASON };
    let reason = typed::required("reason", typed::text(&command.reason), 500, lacks, &mut refusals);
    refusals.finish()?;
    Ok(reason)
}

/// Records the consent of another administrator of the company. The person of the case may not consent.
pub async fn consent(request: &Request, id: &str) -> Result<Next, Fault> {
    let (action, back) = (as_company(request, id).await?, Next::to("/cases"));
    let entry = event(&action.case, &action.account, CaseStep::Consent);
    let action = barred::decline(action, entry.clone(), Barred::to_company, back.clone()).await?;
    let CaseAction { tx, case, me, now, .. } = action;
    if me == case.account_id {
        return tx.decline(entry, acts::OWN_CASE, back.warning(m::OWN_CASE)).await;
    }
    let moved = move_on(&tx, &case, CaseStep::Consent, |case| {
        (case.consented_at, case.consented_by) = (Some(now), Some(me));
    });
    if !moved.await? {
        return tx.out_of_order(entry, back.warning(m::OUT_OF_ORDER)).await;
    }
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_CONSENTED))
}

/// True if the administrator who consented could still do so. Otherwise the case has to be opened again. A forged case names
/// nobody who did.
async fn consent_stands(tx: &Write, case: &support_case::Model) -> Result<bool, Fault> {
    let genuine = guarded::genuine(tx, Some(case.clone())).await?;
    let Some(by) = genuine.and_then(|case| case.consented_by) else { return Ok(true) };
    let by = people::find(tx, by).await?;
    Ok(by.is_some_and(|by| {
        by.is_active() && Role::from_code(&by.role).is_some_and(|role| CONSENT.is_held_by(role, false))
    }))
}

/// Says so if somebody on whose step the case rests could not take it any more: the staff who opened and checked it, and the
/// administrator who consented. A forged case is refused by the step itself.
async fn missing(tx: &Write, case: &support_case::Model) -> Result<Option<DeclineReason>, Fault> {
    let by = std::iter::once(case.opened_by).chain(case.checked_by);
    if colleague::rests_on_gone_staff(tx, case, by, HANDLE).await? {
        return Ok(Some(DeclineReason { code: acts::STAFF_GONE, words: m::STAFF_GONE }));
    }
    let gone = DeclineReason { code: acts::CONSENT_GONE, words: m::CONSENT_GONE };
    Ok((!consent_stands(tx, case).await?).then_some(gone))
}

/// Records the approval of a second member of staff and sends the link. The person who opened or checked the case may
/// not approve it.
pub async fn approve(request: &Request, id: &str) -> Result<Next, Fault> {
    let CaseAction { tx, case, account, me, now } = as_staff_if_genuine(request, id, CaseStep::Approve).await?;
    let entry = event(&case, &account, CaseStep::Approve);
    if me == case.opened_by || Some(me) == case.checked_by {
        return tx.decline(entry, acts::OWN_CASE, page(case.id).warning(m::OWN)).await;
    }
    if let Some(why) = missing(&tx, &case).await? {
        return tx.decline(entry, why.code, page(case.id).warning(why.words)).await;
    }
    let cooled = state_of(&case)? == CaseState::Checked && is_cooled(&case, now);
    if cooled && let Some(held) = guarded::hold(&tx, &case).await? {
        let able = consenters(&tx, &case, now).await?;
        if !able.is_empty() {
            return ask_after_all(tx, held, &account, entry, &able).await;
        }
        if !is_without(&tx, &case, &able).await? {
            let back = page(case.id).warning(m::ACCOUNTS_ALTERED);
            return tx.decline(entry, acts::ACCOUNTS_ALTERED, back).await;
        }
    }
    let moved = move_on(&tx, &case, CaseStep::Approve, |case| {
        (case.approved_at, case.approved_by) = (Some(now), Some(me));
    });
    if !moved.await? {
        return tx.out_of_order(entry, page(case.id).warning(m::OUT_OF_ORDER)).await;
    }
    send(&tx, &case, &account).await?;
    tx.commit(entry).await?;
    Ok(page(case.id).saying(m::SAID_APPROVED))
}

/// Invalidates the password, ends all sessions (MS-16), and sends the link.
async fn send(tx: &Write, case: &support_case::Model, account: &account::Model) -> Result<(), Fault> {
    void(tx, account).await?;
    letters::link(tx, case, account).await
}

/// The cooling-off time is over, but an administrator can consent again. Asks them instead.
async fn ask_after_all(
    tx: Write,
    held: Held<support_case::Model>,
    account: &account::Model,
    entry: Event,
    able: &[account::Model],
) -> Result<Next, Fault> {
    let case = support_case::Model { cooling_until: None, ..held.clone() };
    if !held.store(&tx, |case| case.cooling_until = None).await? {
        return tx.out_of_order(entry, page(case.id).warning(m::OUT_OF_ORDER)).await;
    }
    letters::ask_consent(&tx, &case, account, able).await?;
    tx.decline(entry, acts::CONSENT_POSSIBLE, page(case.id).warning(m::CONSENT_POSSIBLE)).await
}

pub async fn send_again(request: &Request, id: &str) -> Result<Next, Fault> {
    let CaseAction { tx, case, account, .. } = as_staff_if_genuine(request, id, CaseStep::SendAgain).await?;
    let entry = event(&case, &account, CaseStep::SendAgain);
    if let Some(why) = missing(&tx, &case).await? {
        return tx.decline(entry, why.code, page(case.id).warning(why.words)).await;
    }
    if !move_on(&tx, &case, CaseStep::SendAgain, |_| {}).await? {
        return tx.out_of_order(entry, page(case.id).warning(m::OUT_OF_ORDER)).await;
    }
    send(&tx, &case, &account).await?;
    tx.commit(entry).await?;
    Ok(page(case.id).saying(m::SAID_SENT))
}
