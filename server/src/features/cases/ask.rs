//! Requests for help from people who cannot sign in. A request is stored for the desk without any effect. The work and
//! the response are the same whether or not the address has an account.

use super::help_text::{HelpText, LaterText};
use super::promise;
use crate::base::typed::{self, Lacks};
use crate::base::when::{self, when};
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::people;
use crate::door::{Counter, Opens, PublicUse, Read, Request, Write, read_id, readable, staff_views, throttle};
use crate::log::event::Event;
use crate::outbox::address;
use crate::seal::keys::{Keys, PROVIDER, TenantKeys};
use crate::seal::{Sealed, Unreadable};
use crate::state::memory_limits;
use crate::storage::counted;
use crate::storage::entity::help_request::{self, Column as C};
use crate::storage::entity::tenant;
use crate::storage::rows;
use app::cases::acts;
use app::cases::api::{AskForHelp, HANDLE, HelpList, HelpRequest, HelpWords, OneCase};
use app::cases::messages as m;
use app::cases::states::asked_for;
use app::error::{Next, Refusals};
use app::kit::ListCursor;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The kind of request for a lost second step.
const LOST: &str = "second_factor";

const SEALED: Sealed<help_request::Entity, HelpText> = Sealed::column("sealed");

fn read(request: &Request, command: &AskForHelp) -> Result<HelpText, Fault> {
    let mut refusals = Refusals::default();
    let email = address::required(&command.email, &mut refusals);
    let lacks = Lacks { missing: m::ASK_NAME_MISSING, long: m::ASK_NAME_LONG };
    let name = typed::required("name", typed::name(&command.name), 100, lacks, &mut refusals);
    let message = typed::at("message", typed::text(&command.message), &mut refusals).unwrap_or_default();
    if message.chars().count() > 500 {
        refusals.add("message", m::ASK_MESSAGE_LONG);
    }
    if asked_for(&command.kind).is_none() {
        refusals.add("kind", m::ASK_KIND_WRONG);
    }
    refusals.finish()?;
    let from = request.app.keys.throttle_key("asked from", &memory_limits::network_of(&request.origin.ip));
    Ok(HelpText { name, email, message, from: hex::encode(from), later: Vec::new() })
}

/// Stores a request. If the address already has an open request of the same kind, adds the new one to it, with the same
/// response.
pub async fn ask(request: &Request, command: AskForHelp) -> Result<Next, Fault> {
    let asked = read(request, &command)?;
    let most = request.app.default_profile().lockout.help_per_address_per_minute;
    throttle::limit(request, Counter::Help, most)?;
    let mut tx = request.write_public(PublicUse::AskForHelp).await?;
    tx.in_providers_log();
    throttle::at_most(request, &tx, Counter::Help, most).await?;
    let (id, keys, now) = (request.app.new_id(), tx.keys().await?, request.app.clock.now());
    let due =
        promise::due(request.app.profile_of(company(tx.db(), &request.app.keys, &asked.email).await?.as_ref()), now);
    let row = help_request::ActiveModel {
        id: Set(id),
        sealed: Set(SEALED.seal(&keys, id, &asked)?),
        address_index: Set(keys.index.index("help_request", &asked.email).to_vec()),
        kind: Set(command.kind.clone()),
        times: Set(1),
        asked_at: Set(now),
        due_at: Set(due),
        done_at: Set(None),
        done_by: Set(None),
        case_id: Set(None),
    };
    let once = OnConflict::new().do_nothing().to_owned();
    help_request::Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await?;
    let open = open_of(&tx, &keys, &asked.email).await?;
    let standing = open.iter().find(|row| row.kind == command.kind).map_or(id, |row| row.id);
    if standing != id {
        again(&tx, standing, &asked, now).await?;
    }
    let event = Event::new(acts::HELP_ASK).on("help_request", standing, &asked.email).with(acts::KIND, command.kind);
    tx.commit(event.with(acts::AGAIN, standing != id)).await?;
    Ok(Next::to("/sign-in").saying(when::about(m::ASK_SAID, promise::latest(now))))
}

/// Adds another request to the first one. The row is locked, so that no parallel request is lost.
async fn again(tx: &Write, id: Uuid, asked: &HelpText, now: DateTime<Utc>) -> Result<(), Fault> {
    let row = tx.one(help_request::Entity::find_by_id(id).lock_exclusive()).await?.shown()?;
    let keys = tx.keys().await?;
    // Nothing is put in the place of what somebody else has written; what is asked now stands in the log.
    let Some(mut first) = tx.opened(open(&keys, &row)) else { return Ok(()) };
    let (name, message, from) = (asked.name.clone(), asked.message.clone(), asked.from.clone());
    first.again(LaterText { name, message, at: now.timestamp(), from });
    help_request::Entity::update_many()
        .col_expr(C::Sealed, Expr::value(SEALED.seal(&keys, id, &first)?))
        .col_expr(C::Times, counted::one_more(Expr::col(C::Times)))
        .filter(C::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The company of an address, whose profile sets the deadline. The lookup is the same, and runs once per address,
/// whether or not there is an account.
async fn company(db: &impl ConnectionTrait, keys: &Keys, email: &str) -> Result<Option<tenant::Model>, Fault> {
    let found = people::at_address(keys, email).find_also_related(tenant::Entity);
    let found = db.query_one(found.as_query()).await?;
    Ok(found.and_then(|found| rows::model::<tenant::Entity>(&found, "B_").ok()))
}

/// Open requests, soonest due first.
pub async fn waiting(request: &Request, most: u64, cursor: &ListCursor) -> Result<HelpList, Fault> {
    let read = request.read(HANDLE).await?;
    let fetch = |begin: PageStart<_>, n| {
        let open = help_request::Entity::find().filter(C::DoneAt.is_null());
        let (read, query) = (&read, begin.narrow_soonest(open, C::DueAt, C::Id));
        async move { read.first(query, n).await }
    };
    let found = paging::page(PageStart::at(cursor, PageStart::read_soonest)?, cursor.at_most(most), fetch).await?;
    let around = found.around(|row: &help_request::Model| PageStart::soonest_cursor(row.due_at, row.id));
    let mut rows = Vec::with_capacity(found.rows.len());
    let mut companies = Vec::new();
    for row in &found.rows {
        let (row, company) = view(&read, row, request.app.clock.now()).await?;
        rows.push(row);
        companies.extend(company);
    }
    staff_views::log_views(request, companies.into_iter()).await?;
    Ok(HelpList { rows, around })
}

fn open(keys: &TenantKeys, row: &help_request::Model) -> Result<HelpText, Unreadable> {
    SEALED.open(keys, keys.row(row.id), &row.sealed)
}

/// A request for the page, and the company of its address. The waiting time ends with the answer.
async fn view(
    read: &Read,
    row: &help_request::Model,
    now: DateTime<Utc>,
) -> Result<(HelpRequest, Option<Uuid>), Fault> {
    let until = row.done_at.unwrap_or(now);
    let asked = read.opened(open(&*read.keys().await?, row));
    let unreadable = asked.is_none();
    let (email, words) = asked.map(|asked| words_of(row, asked)).unwrap_or_default();
    let company = company(read.db(), &read.app().keys, &email).await?;
    let profile = read.app().profile_of(company.as_ref());
    let request = HelpRequest {
        id: row.id.to_string(),
        unreadable,
        kind: asked_for(&row.kind).unwrap_or(m::ASK_OTHER),
        lost_second_factor: row.kind == LOST,
        at: when(row.asked_at),
        waited: promise::waited(profile, row.asked_at, until),
        due: when(row.due_at),
        told: Some(promise::latest(row.asked_at)).filter(|told| *told != row.due_at).map(when),
        late: row.due_at < until,
        email,
        times: row.times.unsigned_abs(),
        words,
    };
    Ok((request, company.map(|company| company.id)))
}

/// The address and the words of a request.
fn words_of(row: &help_request::Model, asked: HelpText) -> (String, Vec<HelpWords>) {
    let first = help_words(row.asked_at.timestamp(), asked.name, asked.message);
    let later = asked.later.into_iter().map(|w| help_words(w.at, w.name, w.message));
    (asked.email, std::iter::once(first).chain(later).collect())
}

/// The words of a request; `at` is a Unix time.
fn help_words(at: i64, name: String, message: String) -> HelpWords {
    let at = when(DateTime::from_timestamp(at, 0).unwrap_or_default());
    HelpWords { at, holds_number: holds_number(&message), name, message }
}

/// True if a text may contain a telephone number: enough digits, with the separators that people write.
fn holds_number(text: &str) -> bool {
    let mut digits = 0;
    for c in text.nfkc() {
        match c {
            '0'..='9' => digits += 1,
            '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー' | '(' | ')' | '+' | '.' | ' ' | '\n' => {}
            _ => digits = 0,
        }
        if digits >= 9 {
            return true;
        }
    }
    false
}

/// The open requests from an address.
pub async fn of_address(read: &Read, email: &str, now: DateTime<Utc>) -> Result<Vec<HelpRequest>, Fault> {
    let open = open_of(read, &*read.keys().await?, email).await?;
    views(read, &open, now).await
}

/// The requests that a case answers, oldest first.
pub async fn of_case(read: &Read, case: Uuid, now: DateTime<Utc>) -> Result<Vec<HelpRequest>, Fault> {
    let rows = help_request::Entity::find().filter(C::CaseId.eq(case));
    let rows = read.all(rows.order_by_asc(C::AskedAt).order_by_asc(C::Id)).await?;
    views(read, &rows, now).await
}

async fn views(read: &Read, rows: &[help_request::Model], now: DateTime<Utc>) -> Result<Vec<HelpRequest>, Fault> {
    let mut asked = Vec::with_capacity(rows.len());
    for row in rows {
        asked.push(view(read, row, now).await?.0);
    }
    Ok(asked)
}

/// The open requests of an address, oldest first: at most one of each kind.
async fn open_of(at: &impl Opens, keys: &TenantKeys, email: &str) -> Result<Vec<help_request::Model>, Fault> {
    let index = keys.index.index("help_request", email).to_vec();
    let open = help_request::Entity::find().filter(C::AddressIndex.eq(index)).filter(C::DoneAt.is_null());
    let open = open.order_by_asc(C::AskedAt).order_by_asc(C::Id);
    Ok(readable::all(at.app(), at.db(), open).await?)
}

/// Who answers a request, and the case that does it.
#[derive(Clone, Copy)]
pub struct AnsweredBy {
    pub by: Uuid,
    pub case: Option<Uuid>,
}

/// Closes the open requests of an address when a case is opened or the person has set a new password; the case keeps
/// them. Returns the oldest one, which shows how long the person has waited. A request about a lost second step is
/// closed only if the second step is removed.
pub async fn take(
    tx: &Write,
    email: &str,
    with: AnsweredBy,
    lost_too: bool,
) -> Result<Option<help_request::Model>, Fault> {
    let keys = tx.app().keys.tenant(tx.db(), PROVIDER).await?;
    let mut oldest = None;
    for asked in open_of(tx, &keys, email).await? {
        if (lost_too || asked.kind != LOST) && answer(tx, asked.id, with).await? {
            oldest.get_or_insert(asked);
        }
    }
    Ok(oldest)
}

/// Closes one request. Of parallel calls only one succeeds.
async fn answer(tx: &Write, id: Uuid, AnsweredBy { by, case }: AnsweredBy) -> Result<bool, Fault> {
    let update = help_request::Entity::update_many()
        .col_expr(C::DoneAt, Expr::value(tx.app().clock.now()))
        .col_expr(C::DoneBy, Expr::value(by))
        .col_expr(C::CaseId, Expr::value(case))
        .filter(C::Id.eq(id))
        .filter(C::DoneAt.is_null());
    Ok(update.exec(tx.db()).await?.rows_affected == 1)
}

/// The name of the person who asked. The look is an entry in the log of the address's company (MS-18).
pub async fn name(request: &Request, read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = read.one(help_request::Entity::find_by_id(id)).await?.shown()?;
    let Some(asked) = read.opened(open(&*read.keys().await?, &row)) else {
        // One that nobody can read is known by its id.
        return Ok(id.to_string());
    };
    let company = company(read.db(), &request.app.keys, &asked.email).await?;
    staff_views::log_views(request, company.map(|company| company.id).into_iter()).await?;
    Ok(format!("{} ({})", asked.name, asked.email))
}

/// Removes a request that is answered or needs no action from the list.
pub async fn done(request: &Request, command: OneCase) -> Result<Next, Fault> {
    let id = read_id(&command.id)?;
    let tx = request.write(HANDLE).await?;
    let row = tx.one(help_request::Entity::find_by_id(id)).await?.shown()?;
    let asked = tx.opened(open(&*tx.keys().await?, &row));
    let email = asked.map(|asked| asked.email).unwrap_or_default();
    let back = Next::to("/support/cases");
    let event = Event::new(acts::HELP_DONE).on("help_request", id, &email);
    if !answer(&tx, id, AnsweredBy { by: request.signed_in()?.account.id, case: None }).await? {
        return tx.out_of_order(event, back.warning(m::ASK_GONE)).await;
    }
    tx.commit(event).await?;
    Ok(back.saying(m::ASK_DONE_SAID))
}
