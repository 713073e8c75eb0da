//! Somebody who cannot sign in asks. What is typed is kept for the desk and means nothing yet: the same is done, and the
//! same is answered, whether the address has an account or not.

use crate::door::{PublicUse, Request};
use crate::entity::help_request::{self, Column as C};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::http::knock::printable;
use crate::keys::{PROVIDER, TenantKeys};
use crate::seal::Place;
use crate::sign_in::throttle;
use crate::{contacts, view};
use app::cases::api::{AskForHelp, HelpRequest, OneCase};
use app::cases::messages as m;
use app::cases::states::asked_for;
use app::error::{Next, Refusals};
use app::permission::Permission;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Requests that are shown; the oldest first, since they wait longest.
const SHOWN: u64 = 50;
/// From one place within a minute.
const PER_MINUTE: u32 = 5;

#[derive(Serialize, Deserialize)]
struct Asked {
    name: String,
    email: String,
    message: String,
}

fn place(id: Uuid) -> Place {
    Place { table: "help_request", column: "sealed", tenant: PROVIDER.into_bytes(), row: id.into_bytes() }
}

fn read(command: &AskForHelp) -> Result<Asked, Fault> {
    let mut refusals = Refusals::default();
    let email = contacts::read_email(&command.email, &mut refusals);
    let name = printable(command.name.trim(), 200);
    if name.is_empty() {
        refusals.add("name", m::ASK_NAME_MISSING);
    } else if name.chars().count() > 100 {
        refusals.add("name", m::ASK_NAME_LONG);
    }
    let message = printable(command.message.trim(), 600);
    if message.chars().count() > 500 {
        refusals.add("message", m::ASK_MESSAGE_LONG);
    }
    if asked_for(&command.kind).is_none() {
        refusals.add("kind", m::ASK_KIND_WRONG);
    }
    refusals.finish()?;
    Ok(Asked { name, email, message })
}

/// Keeps what was asked. A second request for an address whose first is open adds nothing, and is answered the same.
pub async fn ask(request: &Request, command: AskForHelp) -> Result<Next, Fault> {
    let asked = read(&command)?;
    let mut tx = request.public(PublicUse::AskForHelp).await?;
    tx.tenant = PROVIDER;
    throttle::at_most(request, &tx, "help", PER_MINUTE).await?;
    let (id, keys) = (request.app.new_id(), tx.keys().await?);
    let text = serde_json::to_vec(&asked).map_err(|e| Fault::internal(e.to_string()))?;
    let row = help_request::ActiveModel {
        id: Set(id),
        sealed: Set(keys.seal(&place(id), &text)?),
        address_index: Set(keys.index.index("help_request", &asked.email).to_vec()),
        kind: Set(command.kind.clone()),
        asked_at: Set(request.app.clock.now()),
        done_at: Set(None),
        done_by: Set(None),
    };
    let once = OnConflict::new().do_nothing().to_owned();
    help_request::Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await?;
    tx.commit(Event::new(Action::HelpAsk).on("help_request", id, &asked.email).with("kind", command.kind)).await?;
    Ok(Next::to("/sign-in").saying(m::ASK_SAID))
}

/// What waits for the desk.
pub async fn waiting(request: &Request) -> Result<Vec<HelpRequest>, Fault> {
    let read = request.read(Permission::SupportCases).await?;
    let open = help_request::Entity::find().filter(C::DoneAt.is_null()).order_by_asc(C::Id).limit(SHOWN);
    let open = open.all(read.db()).await?;
    let keys = read.keys().await?;
    open.iter().map(|row| shown(&keys, row)).collect()
}

fn shown(keys: &TenantKeys, row: &help_request::Model) -> Result<HelpRequest, Fault> {
    let unreadable = || Fault::internal(format!("help request {} cannot be read", row.id));
    let text = keys.open(&place(row.id), &row.sealed).map_err(|_| unreadable())?;
    let Asked { name, email, message } = serde_json::from_slice(&text).map_err(|_| unreadable())?;
    Ok(HelpRequest {
        id: row.id.to_string(),
        kind: asked_for(&row.kind).unwrap_or(m::ASK_OTHER),
        at: view::when(row.asked_at),
        name,
        email,
        message,
    })
}

/// Answered, or nothing to do: it leaves the list.
pub async fn done(request: &Request, command: OneCase) -> Result<Next, Fault> {
    let id = super::read_id(&command.id)?;
    let tx = request.write(Permission::SupportCases).await?;
    let row = help_request::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Fault::NotFound)?;
    let email = shown(&*tx.keys().await?, &row)?.email;
    let update = help_request::Entity::update_many()
        .col_expr(C::DoneAt, Expr::value(request.app.clock.now()))
        .col_expr(C::DoneBy, Expr::value(request.signed_in()?.account.id))
        .filter(C::Id.eq(id))
        .filter(C::DoneAt.is_null());
    let back = Next::to("/support/cases");
    if update.exec(tx.db()).await?.rows_affected != 1 {
        return Ok(back.warning(m::ASK_GONE));
    }
    tx.commit(Event::new(Action::HelpDone).on("help_request", id, &email)).await?;
    Ok(back.saying(m::ASK_DONE_SAID))
}
