//! What a forged row is about: its company, and the person or thing by name. A name comes from what the program has sealed for
//! this very row, never from what the row itself says: an entry stays for good and quotes nothing. The row may be gone or hold
//! values of another type, so each part is read by itself, and what cannot be read is left out: the alarm is written all the same.

use crate::base::{is_nameless, printable_forged};
use crate::door::fault::Fault;
use crate::door::{Read, Request, company, people};
use crate::identity::joining::invitation::Invited;
use crate::identity::joining::staff_request::read_row;
use crate::outbox::contact::ContactDetails;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::alarms::ForgedRow;
use crate::storage::entity::{contact, invitation, staff_request};
use crate::storage::rows;
use app::error::AppError;
use app::support::api::HOME;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, Value};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::sync::Arc;
use uuid::Uuid;

/// The job's name in the operation log.
pub const JOB: &str = "alarm";

/// The column with the company, in all tables that have one.
const COMPANY: &str = "tenant_id";

/// A table, and the key of its rows.
struct TableKey {
    table: &'static str,
    key: &'static str,
}

const fn table(table: &'static str, key: &'static str) -> TableKey {
    TableKey { table, key }
}

/// The tables whose rows have a company. `Guarded` reads whole rows, so it says nothing of one with a single odd value.
const TABLES: [TableKey; 21] = [
    table("access_consent", "id"),
    table("account", "id"),
    table("announcement_feed", "account_id"),
    table("authenticator", "account_id"),
    table("client_certificate", "id"),
    table("consent_request", "id"),
    table("contact", "id"),
    table("data_key", COMPANY),
    table("end_user", "id"),
    table("export", "id"),
    table("invitation", "id"),
    table("mail", "id"),
    table("network", "id"),
    table("network_lift", "id"),
    table("one_time_link", "token_hash"),
    table("operation_log", COMPANY),
    table("operation_log_word", COMPANY),
    table("passkey", "id"),
    table("profile_change", "id"),
    table("session", "id_hash"),
    table("support_case", "id"),
];

/// The tables whose rows have the key of their person. Other rows may name anybody.
const OF_PERSON: [&str; 2] = ["account", "authenticator"];

/// What is known of a row.
#[derive(Default)]
pub struct AboutRow {
    /// The company that the row names. The provider is no company.
    pub company: Option<Company>,
    /// The name of the person or thing; empty if nobody knows it for certain.
    pub name: String,
}

pub struct Company {
    pub id: Uuid,
    /// Nothing if there is no such company; empty if its row is forged or nobody can read it.
    pub name: Option<String>,
}

pub async fn of(app: &Arc<AppState>, read: &Read, row: &ForgedRow) -> AboutRow {
    let (table, key) = row;
    let id = key.parse::<Uuid>().ok();
    if *table == "tenant" {
        let Some(id) = id else { return AboutRow::default() };
        return AboutRow { name: String::new(), company: Some(company_of(read, id).await) };
    }
    let company = stated_company(read, table, key).await.filter(|id| *id != PROVIDER);
    let name = match id {
        Some(person) if OF_PERSON.contains(table) => person_name(read, person, company).await,
        Some(id) => sealed_name(app, company.unwrap_or(PROVIDER), table, id).await.ok().flatten(),
        None => None,
    };
    let company = match company {
        Some(id) => Some(company_of(read, id).await),
        None => None,
    };
    let name = name.filter(|name| !is_nameless(name)).map(|name| printable_forged(&name));
    AboutRow { company, name: name.unwrap_or_default() }
}

/// The company that a row names.
async fn stated_company(read: &Read, table: &str, key: &str) -> Option<Uuid> {
    let known = TABLES.iter().find(|known| known.table == table)?;
    let is_key = Expr::col(Alias::new(known.key)).eq(key_value(key)?);
    let mut query = Query::select();
    query.column(Alias::new(COMPANY)).from(Alias::new(table)).and_where(is_key).limit(1);
    let found = read.db().query_one(&query).await.ok()??;
    rows::caught(|| found.try_get::<Option<Uuid>>("", COMPANY)).ok().flatten()
}

/// The key of a row, as alarms name it.
fn key_value(key: &str) -> Option<Value> {
    let id = key.parse::<Uuid>().map(Value::from).ok();
    id.or_else(|| hex::decode(key).ok().map(Value::from))
}

/// A company, by its name if the program has written it.
async fn company_of(read: &Read, id: Uuid) -> Company {
    let name = match company::find(read, id).await {
        Ok(company) => Some(company.name),
        Err(Fault::App(AppError::Altered)) => Some(String::new()),
        Err(_) => None,
    };
    Company { id, name }
}

/// The name of a person of the company, or of staff for a row of the provider. A forged row may name another company, which
/// reads the entry.
async fn person_name(read: &Read, id: Uuid, company: Option<Uuid>) -> Option<String> {
    let person = people::find(read, id).await.ok().flatten();
    person.filter(|person| person.tenant_id == company).map(|person| person.name.clone())
}

/// The name of somebody who has no account: it is sealed in the row itself.
async fn sealed_name(app: &Arc<AppState>, company: Uuid, table: &str, id: Uuid) -> Result<Option<String>, Fault> {
    let read = Request::system(app, company, JOB).read(HOME).await?;
    Ok(match table {
        "contact" => {
            let row = read.one(read.of::<contact::Entity>().filter(contact::Column::Id.eq(id))).await?.or_none();
            let keys = read.keys().await?;
            row.and_then(|row| ContactDetails::open(&keys, &row).ok()).map(|contact| contact.name)
        }
        "invitation" => {
            let row = read.one(read.of::<invitation::Entity>().filter(invitation::Column::Id.eq(id))).await?.or_none();
            let keys = read.keys().await?;
            row.and_then(|row| Invited::open(&keys, &row).ok()).map(|invited| invited.name)
        }
        "staff_request" => {
            let row = read.one(staff_request::Entity::find_by_id(id)).await?.or_none();
            let keys = read.keys().await?;
            let Some(mut row) = row else { return Ok(None) };
            Some(read_row(&read, &keys, &mut row).await?.0.name)
        }
        _ => None,
    })
}
