//! Accepts an export: checked, counted, and stored in one transaction with its log entry.

use super::columns::ExportColumns;
use super::download::PLAIN;
use super::export::{CHANGES, WITH_FILES};
use super::scope::{self, ExportRequest};
use crate::base::typed;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Request, Write, attachment, readable};
use crate::log::event::Event;
use crate::storage::entity::{end_user, export};
use crate::storage::rows;
use app::end_users::api::EndUserFilter;
use app::end_users::messages::TITLE;
use app::error::{AppError, Next, Refusals};
use app::exports::acts;
use app::exports::api::{CREATE, ExportState, StartExport};
use app::exports::columns::Headings;
use app::exports::messages as m;
use app::kit::messages::NOT_LISTED;
use app::text::Words;
use sea_orm::{QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The largest number of waiting exports per company (ASVS 2.3.2, 15.1.3).
const MOST_WAITING: u64 = 3;
/// The largest number and total size of finished files kept per company, so that files that nobody downloads do not
/// fill the disk (ASVS 5.2.4). They are deleted after seven days.
const MOST_KEPT: usize = 50;
const MOST_GIB: i64 = 10;
const LONGEST_PURPOSE: usize = 200;

/// Accepts an export and wakes the worker.
pub async fn start(request: &Request, command: StartExport) -> Result<Next, Fault> {
    let (columns, filter) = check(&command)?;
    let app = &request.app;
    let tx = request.write(CREATE).await?;
    // Serialises parallel requests, so that both count correctly, and no import changes the company's count meanwhile.
    tx.queue_at_company().await?;
    room_to_wait(&tx).await?;
    room_to_keep(&tx).await?;
    let keys = tx.keys().await?;
    let last_id = newest(&tx).await?;
    let rows = match last_id {
        Some(_) => scope::count(tx.db(), &keys, tx.of(), tx.tenant(), &filter).await?,
        None => 0,
    };
    if rows == 0 {
        return Err(AppError::invalid("q", m::NO_ROWS).into());
    }
    let asked = ExportRequest { filter, purpose: typed::line(&command.purpose).unwrap_or_default() };
    let mut row = waiting(request.signed_in()?.account.id, &tx, rows);
    let id = row.id;
    row.file_name = attachment::name(request.lang, TITLE, PLAIN, app.clock.now());
    row.columns = columns.stored();
    row.filter = scope::seal(&keys, id, &asked)?;
    row.last_id = last_id;
    let event = event(&row, &columns, &asked);
    if !guarded::insert(&tx, row).await? {
        return Err(Fault::internal("an export with a new id was there already"));
    }
    tx.commit(event).await?;
    app.changes.publish(CHANGES, id);
    Ok(Next::to(format!("/exports/{id}")).saying(m::STARTED))
}

/// An export that has not started.
fn waiting(account: Uuid, tx: &Write, rows: i64) -> export::Model {
    let now = tx.app().clock.now();
    export::Model {
        tenant_id: tx.tenant(),
        id: tx.app().new_id(),
        account_id: account,
        state: ExportState::Waiting.code().into(),
        columns: String::new(),
        filter: String::new(),
        // Sealed together with the filter.
        purpose: String::new(),
        file_name: String::new(),
        rows_total: rows,
        rows_done: 0,
        rows_unreadable: 0,
        bytes_done: 0,
        cursor_id: None,
        last_id: None,
        sha256: None,
        failure: None,
        requested_at: now,
        finished_at: None,
        expires_at: None,
        lease_until: None,
        lease_by: None,
        version: 0,
        mac: None,
    }
}

fn check(command: &StartExport) -> Result<(ExportColumns, EndUserFilter), AppError> {
    let mut refusals = Refusals::default();
    let columns =
        ExportColumns::parse(command.columns.iter().map(String::as_str)).ok_or(AppError::BadRequest("columns"))?;
    if columns.is_empty() {
        refusals.add("columns", m::NO_COLUMNS);
    }
    let headings = Headings::read(&command.headings);
    if headings.is_none() {
        refusals.add("headings", NOT_LISTED);
    }
    let filter = EndUserFilter {
        q: command.q.trim().to_owned(),
        provider: command.provider.clone(),
        prefecture: command.prefecture.clone(),
    };
    filter.refused().into_iter().for_each(|wrong| refusals.push(wrong));
    match typed::at("purpose", typed::line(&command.purpose), &mut refusals).map(|purpose| purpose.chars().count()) {
        Some(0) => refusals.add("purpose", m::NO_PURPOSE),
        Some(n) if n > LONGEST_PURPOSE => refusals.add("purpose", m::LONG_PURPOSE.with(&[("max", &LONGEST_PURPOSE)])),
        _ => {}
    }
    refusals.finish()?;
    Ok((columns.headed(headings.unwrap_or(Headings::Keys)), filter))
}

/// Counts genuine exports alone: forged ones are not worked on.
async fn room_to_wait(tx: &Write) -> Result<(), Fault> {
    let waiting = tx.all(tx.of::<export::Entity>().filter(export::in_state(ExportState::Waiting))).await?;
    let waiting = guarded::part(tx, waiting).await?.0.len() as u64;
    if waiting < MOST_WAITING {
        return Ok(());
    }
    Err(AppError::invalid("purpose", m::TOO_MANY.with(&[("n", &waiting)])).into())
}

/// Refuses a company at its limit, and names the time when the first file will be deleted. What forged rows say of their
/// files does not count.
async fn room_to_keep(tx: &Write) -> Result<(), Fault> {
    let kept = tx.all(tx.of::<export::Entity>().filter(export::in_any(&WITH_FILES))).await?;
    let (kept, _) = guarded::part(tx, kept).await?;
    let bytes = kept.iter().fold(0_i64, |sum, export| sum.saturating_add(export.bytes_done));
    if kept.len() < MOST_KEPT && bytes < MOST_GIB << 30 {
        return Ok(());
    }
    let first = kept.iter().filter_map(|export| export.expires_at).min().unwrap_or_else(|| tx.app().clock.now());
    let first = when(first);
    let words = |at: &str| m::TOO_MANY_KEPT.with(&[("max", &MOST_KEPT), ("gib", &MOST_GIB), ("at", &at)]);
    let words = Words { ja: words(&first.ja).ja, en: words(&first.en).en };
    Err(AppError::invalid("purpose", words).into())
}

/// The newest end user, as the upper bound. End users added later are not in the export.
async fn newest(tx: &Write) -> Result<Option<Uuid>, Fault> {
    let id = end_user::Column::Id;
    let people = rows::has_ids(tx.db(), [id]);
    let newest = tx.of::<end_user::Entity>().filter(people).select_only().column(id).order_by_desc(id).limit(1);
    Ok(readable::columns(tx.db(), newest).await?.into_iter().next())
}

/// Typed text is personal; the other facts are in the chain.
fn event(row: &export::Model, columns: &ExportColumns, asked: &ExportRequest) -> Event {
    let ExportRequest { filter, purpose } = asked;
    Event::new(acts::START)
        .on("export", row.id, &row.file_name)
        .with(acts::COLUMNS, columns.codes().join(","))
        .with(app::end_users::acts::PROVIDER, filter.provider.as_str())
        .with(app::end_users::acts::PREFECTURE, filter.prefecture.as_str())
        .with(acts::ROWS, row.rows_total)
        .personal(acts::PURPOSE, purpose.as_str())
        .personal(acts::Q, filter.q.as_str())
}
