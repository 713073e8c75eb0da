//! Opens a case for a member of a company.

use super::action::page;
use super::ask::{self, AnsweredBy};
use super::case::named;
use super::number::NUMBERS;
use super::{letters, promise};
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people::{self, guard};
use crate::door::{Request, Write, company, read_id};
use crate::log::event::Event;
use crate::storage::entity::{account, support_case};
use app::cases::acts;
use app::cases::api::{HANDLE, OpenCase};
use app::cases::messages as m;
use app::cases::number::shown;
use app::cases::states::CaseState;
use app::error::{AppError, Next};
use app::operation_logs::acts::{ACCOUNT, ALTERED, NOT_ACTIVE};
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub async fn open(request: &Request, command: OpenCase) -> Result<Next, Fault> {
    let read = request.read(HANDLE).await?;
    let account = people::find(&read, read_id(&command.account)?).await?;
    let account = account.ok_or(AppError::NotFound)?;
    let tenant = account.tenant_id.ok_or(AppError::NotFound)?;
    let tx = request.write_as_staff(HANDLE, tenant).await?;
    let refused = Event::new(acts::OPEN).on("account", account.id, &account.email);
    if !guard::is_genuine(tx.app().keys.rows(), &account) {
        return tx.refuse(refused, ALTERED, AppError::Altered).await;
    }
    if !account.is_active() {
        return tx.refuse(refused, NOT_ACTIVE, AppError::NotFound).await;
    }
    let (id, me) = (request.app.new_id(), request.signed_in()?.account.id);
    let asked = ask::take(&tx, &account.email, AnsweredBy { by: me, case: Some(id) }, true).await?;
    let removes = command.second_factor == "remove" && account.second_factor_at.is_some();
    // One reading: a case that nobody asked for begins when it is opened.
    let now = request.app.clock.now();
    let since = asked.as_ref().map_or(now, |asked| asked.asked_at);
    let Some(case) = insert(request, &tx, &account, Opening { id, removes, since, now }).await? else {
        drop(tx);
        let tx = request.write_as_staff(HANDLE, tenant).await?;
        return tx.out_of_order(refused, Next::to("/support/cases").warning(m::ALREADY_OPEN)).await;
    };
    letters::opened(&tx, &case, &account).await?;
    let event = Event::new(acts::OPEN).on("case", case.id, &named(&case, &account.email));
    let event = event.with(ACCOUNT, account.id.to_string()).with(acts::REMOVES_SECOND_FACTOR, removes);
    let answers = asked.map(|asked| asked.id.to_string()).unwrap_or_default();
    let number = case.number.map(shown).unwrap_or_default();
    tx.commit(event.with(acts::HELP_REQUEST, answers).with(acts::NUMBER, number)).await?;
    Ok(page(case.id).saying(m::SAID_OPENED))
}

/// A case that begins.
struct Opening {
    id: Uuid,
    /// The case removes the second step.
    removes: bool,
    /// The time of the request, if somebody asked, or of the opening.
    since: DateTime<Utc>,
    now: DateTime<Utc>,
}

/// Inserts a new case. Returns nothing if the account has an open case; then the transaction is over.
async fn insert(
    request: &Request,
    tx: &Write,
    of: &account::Model,
    Opening { id, removes, since, now }: Opening,
) -> Result<Option<support_case::Model>, Fault> {
    let company = company::find(tx, tx.tenant()).await?;
    let row = support_case::Model {
        id,
        tenant_id: tx.tenant(),
        account_id: of.id,
        removes_second_factor: removes,
        state: CaseState::Opened.code().into(),
        asked_at: since,
        due_at: promise::due(request.app.profile_of(Some(&company)), since),
        opened_at: now,
        opened_by: request.signed_in()?.account.id,
        evidence: None,
        sealed_reason: None,
        checked_at: None,
        checked_by: None,
        cooling_until: None,
        consented_at: None,
        consented_by: None,
        approved_at: None,
        approved_by: None,
        closed_at: None,
        outcome: None,
        ended_altered_by: None,
        number: NUMBERS.next(tx, now).await?,
        assigned_to: None,
        assigned_at: None,
        version: 0,
        mac: None,
    };
    Ok(guarded::insert_of(tx, of, row.clone()).await?.then_some(row))
}
