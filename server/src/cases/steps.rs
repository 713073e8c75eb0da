//! The steps of a case. Every one goes through `move_on`, the only place that changes where a case stands: a conditional
//! update of the state before, so that of two at once one succeeds, and none is skipped (security.md F16).

use super::consenters::{consenters, cooled};
use super::{ask, is_cooled, letters, promise, read_id, state_of};
use crate::account::void;
use crate::door::{Request, Write};
use crate::entity::support_case::{self, Column as C};
use crate::entity::{account, tenant};
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::guarded;
use crate::links::{self, Purpose};
use crate::seal::Place;
use crate::{contacts, people, typed, view};
use app::cases::api::{CheckCase, OpenCase};
use app::cases::evidence::{self, CHECKLIST};
use app::cases::messages as m;
use app::cases::states::{CaseState, CaseStep};
use app::error::{AppError, Next, Refusals};
use app::permission::{Permission, Role};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set, SqlErr, UpdateMany};
use uuid::Uuid;

/// The act of a step in the log.
fn action(step: CaseStep) -> Action {
    match step {
        CaseStep::Check => Action::CaseCheck,
        CaseStep::Consent => Action::CaseConsent,
        CaseStep::Refuse => Action::CaseRefuse,
        CaseStep::Approve => Action::CaseApprove,
        CaseStep::SendAgain => Action::CaseSendAgain,
        CaseStep::Cancel => Action::CaseCancel,
        CaseStep::Finish => Action::CaseFinish,
    }
}

/// The entry of a step, on the case, about its person.
pub fn event(case: &support_case::Model, account: &account::Model, step: CaseStep) -> Event {
    about(Event::new(action(step)), case, account)
}

/// What an entry about a case says of it.
pub fn about(event: Event, case: &support_case::Model, account: &account::Model) -> Event {
    event.on("case", case.id, &account.email).with("account", case.account_id.to_string())
}

/// Moves a case on. Answers whether it was at that step. One that is not genuine can be ended without a reset, and nothing else.
pub async fn move_on(
    tx: &Write,
    case: &support_case::Model,
    step: CaseStep,
    set: impl FnOnce(UpdateMany<support_case::Entity>) -> UpdateMany<support_case::Entity>,
) -> Result<bool, Fault> {
    let Some(to) = step.leads(state_of(case)?, is_cooled(case, tx.app().clock.now())) else { return Ok(false) };
    let genuine = guarded::hold(tx, case).await?;
    if !genuine && !matches!(step, CaseStep::Cancel | CaseStep::Refuse) {
        return Ok(false);
    }
    let mut update = support_case::Entity::update_many().col_expr(C::State, Expr::value(to.code()));
    if !to.is_open() {
        update = update.col_expr(C::ClosedAt, Expr::value(tx.app().clock.now()));
    }
    let there = set(update).filter(C::Id.eq(case.id)).filter(C::State.eq(&case.state));
    let moved = there.exec(tx.db()).await?.rows_affected == 1;
    if moved && genuine {
        guarded::sign::<support_case::Model>(tx, case.id).await?;
    }
    Ok(moved)
}

/// A step that may not be taken: logged, and nothing is changed.
async fn turn_down(tx: Write, event: Event, reason: &str, back: Next) -> Result<Next, Fault> {
    tx.commit(event.outcome(Outcome::Failure).with("reason", reason)).await?;
    let words = match reason {
        "own_case" => m::OWN,
        "consent_gone" => m::CONSENT_GONE,
        _ => m::OUT_OF_ORDER,
    };
    Ok(back.warning(words))
}

/// What a step needs: the transaction in the company's name, the case, its person.
struct At {
    tx: Write,
    case: support_case::Model,
    account: account::Model,
    me: Uuid,
    now: DateTime<Utc>,
}

/// For staff: the case of any company; the entry stands in that company's log.
async fn as_staff(request: &Request, id: &str) -> Result<At, Fault> {
    let read = request.read(Permission::SupportCases).await?;
    let found = support_case::Entity::find_by_id(read_id(id)?).one(read.db()).await?.ok_or(Fault::NotFound)?;
    let tx = request.write_as_staff(Permission::SupportCases, found.tenant_id).await?;
    at(request, tx, found.id).await
}

/// For a company's administrators: a case of their own company.
async fn as_company(request: &Request, id: &str) -> Result<At, Fault> {
    let id = read_id(id)?;
    let tx = request.write(Permission::CasesConsent).await?;
    at(request, tx, id).await
}

async fn at(request: &Request, tx: Write, id: Uuid) -> Result<At, Fault> {
    let case = tx.of::<support_case::Entity>().filter(C::Id.eq(id)).one(tx.db()).await?.ok_or(Fault::NotFound)?;
    let account = people::find(&tx, case.account_id).await?.ok_or(Fault::NotFound)?;
    Ok(At { tx, case, account, me: request.signed_in()?.account.id, now: request.app.clock.now() })
}

fn page(id: Uuid) -> Next {
    Next::to(format!("/support/cases/{id}"))
}

/// Opens a case for a member of a company.
pub async fn open(request: &Request, command: OpenCase) -> Result<Next, Fault> {
    let read = request.read(Permission::SupportCases).await?;
    let account = people::find(&read, read_id(&command.account)?).await?;
    let account = account.ok_or(Fault::NotFound)?;
    let tenant = account.tenant_id.ok_or(Fault::NotFound)?;
    let tx = request.write_as_staff(Permission::SupportCases, tenant).await?;
    let refused = |reason: &str| {
        let event = Event::new(Action::CaseOpen).outcome(Outcome::Failure).with("reason", reason);
        event.on("account", account.id, &account.email)
    };
    if account.status != "active" {
        tx.commit(refused("not_active")).await?;
        return Err(Fault::NotFound);
    }
    let asked = ask::take(&tx, &account.email, request.signed_in()?.account.id, true).await?;
    let removes = command.second_factor == "remove" && account.second_factor_at.is_some();
    let since = asked.as_ref().map_or(request.app.clock.now(), |asked| asked.asked_at);
    let Some(case) = insert(request, &tx, &account, (removes, since)).await? else {
        drop(tx);
        let tx = request.write_as_staff(Permission::SupportCases, tenant).await?;
        tx.commit(refused("out_of_order")).await?;
        return Ok(Next::to("/support/cases").warning(m::ALREADY_OPEN));
    };
    letters::opened(&tx, &case, &account).await?;
    let event = Event::new(Action::CaseOpen).on("case", case.id, &account.email);
    let event = event.with("account", account.id.to_string()).with("removes_second_factor", removes);
    let answers = asked.map(|asked| asked.id.to_string()).unwrap_or_default();
    tx.commit(event.with("help_request", answers)).await?;
    Ok(page(case.id).saying(m::SAID_OPENED))
}

/// A new case; none where one is open for the account. The transaction is over then.
async fn insert(
    request: &Request,
    tx: &Write,
    of: &account::Model,
    (removes, since): (bool, DateTime<Utc>),
) -> Result<Option<support_case::Model>, Fault> {
    let company = tenant::Entity::find_by_id(tx.tenant).one(tx.db()).await?;
    let id = request.app.new_id();
    let row = support_case::ActiveModel {
        id: Set(id),
        tenant_id: Set(tx.tenant),
        account_id: Set(of.id),
        removes_second_factor: Set(removes),
        state: Set(CaseState::Opened.code().into()),
        asked_at: Set(since),
        due_at: Set(promise::due(request.app.profile_of(company.as_ref()), since)),
        opened_at: Set(request.app.clock.now()),
        opened_by: Set(request.signed_in()?.account.id),
        ..Default::default()
    };
    match support_case::Entity::insert(row).exec_without_returning(tx.db()).await {
        Ok(_) => {
            guarded::sign::<support_case::Model>(tx, id).await?;
            Ok(support_case::Entity::find_by_id(id).one(tx.db()).await?)
        }
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Identity was checked. Those of the company who can consent are asked; where nobody can, all who are told have time.
pub async fn check(request: &Request, command: CheckCase) -> Result<Next, Fault> {
    let At { tx, case, account, me, now } = as_staff(request, &command.id).await?;
    let step = CaseStep::Check;
    if step.leads(state_of(&case)?, false).is_none() {
        return turn_down(tx, event(&case, &account, step), "out_of_order", page(case.id)).await;
    }
    let reason = check_typed(&command, contacts::has_telephone(&tx).await?)?;
    let others = consenters(&tx, &case, now).await?;
    let cooling = if others.is_empty() { Some(cooled(&tx, &case).await?) } else { None };
    let sealed = tx.keys().await?.seal(&place(&case), reason.as_bytes())?;
    let moved = move_on(&tx, &case, step, |update| {
        update
            .col_expr(C::Evidence, Expr::value(&command.evidence))
            .col_expr(C::SealedReason, Expr::value(sealed))
            .col_expr(C::CheckedAt, Expr::value(now))
            .col_expr(C::CheckedBy, Expr::value(me))
            .col_expr(C::CoolingUntil, Expr::value(cooling))
    });
    let mut entry = event(&case, &account, step).with("evidence", command.evidence.clone());
    if !moved.await? {
        return turn_down(tx, entry, "out_of_order", page(case.id)).await;
    }
    match cooling {
        Some(until) => {
            entry = entry.with("until", view::when(until).iso);
            letters::cooling(&tx, &case, &account, until).await?;
        }
        None => letters::ask_consent(&tx, &case, &account, &others).await?,
    }
    tx.commit(entry.personal("why", reason)).await?;
    Ok(page(case.id).saying(m::SAID_CHECKED))
}

fn check_typed(command: &CheckCase, can_call: bool) -> Result<String, AppError> {
    let mut refusals = Refusals::default();
    if CHECKLIST.iter().any(|(code, _)| !command.checked.iter().any(|ticked| ticked == code)) {
        refusals.add("checked", m::MISSING_CHECKS);
    }
    evidence::check(&command.evidence, can_call, &mut refusals);
    let words = (m::MISSING_REASON, m::LONG_REASON);
    let reason = typed::required("reason", typed::line(&command.reason), 500, words, &mut refusals);
    refusals.finish()?;
    Ok(reason)
}

/// Where the reason is sealed.
pub fn place(case: &support_case::Model) -> Place {
    let (tenant, row) = (case.tenant_id.into_bytes(), case.id.into_bytes());
    Place { table: "support_case", column: "reason", tenant, row }
}

/// Another administrator of the company agrees; never the person themselves.
pub async fn consent(request: &Request, id: &str) -> Result<Next, Fault> {
    let At { tx, case, account, me, now } = as_company(request, id).await?;
    let entry = event(&case, &account, CaseStep::Consent);
    let back = Next::to("/cases");
    if me == case.account_id {
        return turn_down(tx, entry, "own_case", back).await.map(|next| next.warning(m::OWN_CASE));
    }
    let moved = move_on(&tx, &case, CaseStep::Consent, |update| {
        update.col_expr(C::ConsentedAt, Expr::value(now)).col_expr(C::ConsentedBy, Expr::value(me))
    });
    if !moved.await? {
        return turn_down(tx, entry, "out_of_order", back).await;
    }
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_CONSENTED))
}

/// Any administrator refuses, the person too: it may not have been them who asked.
pub async fn refuse(request: &Request, id: &str) -> Result<Next, Fault> {
    let At { tx, case, account, .. } = as_company(request, id).await?;
    close(tx, &case, event(&case, &account, CaseStep::Refuse), (CaseStep::Refuse, "refused"), Next::to("/cases"))
        .await
        .map(|next| if next.flash.is_some() { next } else { next.saying(m::SAID_REFUSED) })
}

pub async fn cancel(request: &Request, id: &str) -> Result<Next, Fault> {
    let At { tx, case, account, .. } = as_staff(request, id).await?;
    close(tx, &case, event(&case, &account, CaseStep::Cancel), (CaseStep::Cancel, "cancelled"), page(case.id))
        .await
        .map(|next| if next.flash.is_some() { next } else { next.saying(m::SAID_CANCELLED) })
}

/// Ends a case without a reset; a link that was sent opens nothing any more.
async fn close(
    tx: Write,
    case: &support_case::Model,
    entry: Event,
    (step, outcome): (CaseStep, &str),
    back: Next,
) -> Result<Next, Fault> {
    if !shut(&tx, case, step, outcome).await? {
        return turn_down(tx, entry, "out_of_order", back).await;
    }
    tx.commit(entry).await?;
    Ok(back)
}

/// The case is over, if the step may be taken, and so is a link that was sent.
async fn shut(tx: &Write, case: &support_case::Model, step: CaseStep, outcome: &str) -> Result<bool, Fault> {
    let over = move_on(tx, case, step, |update| update.col_expr(C::Outcome, Expr::value(outcome))).await?;
    if over {
        links::revoke(tx, Purpose::ResetPassword, case.id).await?;
    }
    Ok(over)
}

/// Somebody is out: there is nothing to reset any more, and a link that was sent opens nothing.
pub async fn close_of(tx: &Write, of: &account::Model) -> Result<Vec<Event>, Fault> {
    let open = tx.of::<support_case::Entity>().filter(C::AccountId.eq(of.id)).filter(C::ClosedAt.is_null());
    let mut closed = Vec::new();
    for case in open.all(tx.db()).await? {
        if shut(tx, &case, CaseStep::Cancel, "cancelled").await? {
            closed.push(event(&case, of, CaseStep::Cancel).with("reason", "not_active"));
        }
    }
    Ok(closed)
}

/// Whether whoever consented could still do so: otherwise the case is opened anew.
async fn consent_stands(tx: &Write, case: &support_case::Model) -> Result<bool, Fault> {
    let Some(by) = case.consented_by else { return Ok(true) };
    let by = people::find(tx, by).await?;
    Ok(by.is_some_and(|by| by.status == "active" && Role::from_code(&by.role).is_some_and(Role::is_administrator)))
}

/// A second member of staff approves, never one who opened the case or checked identity; the link goes out.
pub async fn approve(request: &Request, id: &str) -> Result<Next, Fault> {
    let At { tx, case, account, me, now } = as_staff(request, id).await?;
    let entry = event(&case, &account, CaseStep::Approve);
    if me == case.opened_by || Some(me) == case.checked_by {
        return turn_down(tx, entry, "own_case", page(case.id)).await;
    }
    if !consent_stands(&tx, &case).await? {
        return turn_down(tx, entry, "consent_gone", page(case.id)).await;
    }
    let cooled = state_of(&case)? == CaseState::Checked && is_cooled(&case, now);
    if cooled && guarded::hold(&tx, &case).await? {
        let able = consenters(&tx, &case, now).await?;
        if !able.is_empty() {
            return ask_after_all(tx, (&case, &account), entry, &able).await;
        }
    }
    let moved = move_on(&tx, &case, CaseStep::Approve, |update| {
        update.col_expr(C::ApprovedAt, Expr::value(now)).col_expr(C::ApprovedBy, Expr::value(me))
    });
    if !moved.await? {
        return turn_down(tx, entry, "out_of_order", page(case.id)).await;
    }
    send(&tx, &case, &account).await?;
    tx.commit(entry).await?;
    Ok(page(case.id).saying(m::SAID_APPROVED))
}

/// The password so far and all sessions end (MS-16), and the link goes out.
async fn send(tx: &Write, case: &support_case::Model, account: &account::Model) -> Result<(), Fault> {
    void(tx, account).await?;
    letters::link(tx, case, account).await
}

/// Time has passed because nobody could consent, and now somebody can: they are asked instead.
async fn ask_after_all(
    tx: Write,
    (case, account): (&support_case::Model, &account::Model),
    entry: Event,
    able: &[account::Model],
) -> Result<Next, Fault> {
    let waits = support_case::Entity::update_many()
        .col_expr(C::CoolingUntil, Expr::value(None::<DateTime<Utc>>))
        .filter(C::Id.eq(case.id))
        .filter(C::State.eq(&case.state));
    waits.exec(tx.db()).await?;
    guarded::sign::<support_case::Model>(&tx, case.id).await?;
    letters::ask_consent(&tx, case, account, able).await?;
    tx.commit(entry.outcome(Outcome::Failure).with("reason", "consent_possible")).await?;
    Ok(page(case.id).warning(m::CONSENT_POSSIBLE))
}

pub async fn send_again(request: &Request, id: &str) -> Result<Next, Fault> {
    let At { tx, case, account, .. } = as_staff(request, id).await?;
    let entry = event(&case, &account, CaseStep::SendAgain);
    if !consent_stands(&tx, &case).await? {
        return turn_down(tx, entry, "consent_gone", page(case.id)).await;
    }
    if !move_on(&tx, &case, CaseStep::SendAgain, |update| update).await? {
        return turn_down(tx, entry, "out_of_order", page(case.id)).await;
    }
    send(&tx, &case, &account).await?;
    tx.commit(entry).await?;
    Ok(page(case.id).saying(m::SAID_SENT))
}
