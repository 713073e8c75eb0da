//! What a forged row is about: its company, and the person or thing by name. The row may be gone or hold values of another
//! type, so each part is read by itself, and what cannot be read is left out: the alarm is written all the same.

use crate::base::{is_nameless, printable_forged};
use crate::door::fault::Fault;
use crate::door::readable::Found;
use crate::door::{Read, Request, company, people};
use crate::identity::joining::invitation::Invited;
use crate::identity::joining::staff_request::read_row;
use crate::outbox::contact::ContactDetails;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::alarms::ForgedRow;
use crate::storage::entity::{contact, invitation, staff_request};
use crate::storage::rows;
use app::support::api::HOME;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, Value};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryResult, TryGetable};
use std::sync::Arc;
use uuid::Uuid;

/// The job's name in the operation log.
pub const JOB: &str = "alarm";

/// The column with the company, in all tables that have one.
const COMPANY: &str = "tenant_id";

/// The columns of a table: the key of its rows, their person, and a name that is not sealed.
struct Place {
    table: &'static str,
    key: &'static str,
    person: &'static str,
    name: &'static str,
}

const fn place(table: &'static str, [key, person, name]: [&'static str; 3]) -> Place {
    Place { table, key, person, name }
}

/// The tables whose rows have a company. `Guarded` reads whole rows, so it says nothing of one with a single odd value.
const PLACES: [Place; 18] = [
    place("access_consent", ["id", "", ""]),
    place("account", ["id", "id", ""]),
    place("authenticator", ["account_id", "account_id", ""]),
    place("client_certificate", ["id", "account_id", ""]),
    place("contact", ["id", "", ""]),
    place("data_key", [COMPANY, "", ""]),
    place("end_user", ["id", "", ""]),
    place("export", ["id", "", "file_name"]),
    place("invitation", ["id", "", ""]),
    place("mail", ["id", "account_id", ""]),
    place("network", ["id", "account_id", "cidr"]),
    place("network_lift", ["id", "", ""]),
    place("one_time_link", ["token_hash", "", ""]),
    place("operation_log", [COMPANY, "", ""]),
    place("passkey", ["id", "account_id", ""]),
    place("profile_change", ["id", "", ""]),
    place("session", ["id_hash", "account_id", ""]),
    place("support_case", ["id", "account_id", ""]),
];

/// What is known of a row.
#[derive(Default)]
pub struct About {
    /// The company that the row names. The provider is no company.
    pub company: Option<Company>,
    /// The name of the person or thing; empty if nobody can read it.
    pub name: String,
}

pub struct Company {
    pub id: Uuid,
    /// Nothing if there is no such company; empty if nobody can read its row.
    pub name: Option<String>,
}

/// What the row itself says.
#[derive(Default)]
struct Said {
    company: Option<Uuid>,
    person: Option<Uuid>,
    name: Option<String>,
}

pub async fn of(app: &Arc<AppState>, read: &Read, row: &ForgedRow) -> About {
    let (table, key) = row;
    let id = key.parse::<Uuid>().ok();
    if *table == "tenant" {
        let Some(id) = id else { return About::default() };
        let company = company_of(read, id).await;
        return About { name: company.name.clone().unwrap_or_default(), company: Some(company) };
    }
    let said = said(read, table, key).await;
    let company = said.company.filter(|id| *id != PROVIDER);
    let mut name = match said.person {
        Some(person) => person_name(read, person, company).await,
        None => said.name,
    };
    if let (None, Some(id)) = (&name, id) {
        name = sealed_name(app, company.unwrap_or(PROVIDER), table, id).await.ok().flatten();
    }
    let company = match company {
        Some(id) => Some(company_of(read, id).await),
        None => None,
    };
    let name = name.filter(|name| !is_nameless(name)).map(|name| printable_forged(&name));
    About { company, name: name.unwrap_or_default() }
}

async fn said(read: &Read, table: &str, key: &str) -> Said {
    let Some(place) = PLACES.iter().find(|place| place.table == table) else { return Said::default() };
    let Some(key) = key_value(key) else { return Said::default() };
    let columns = [COMPANY, place.person, place.name].into_iter().filter(|column| !column.is_empty());
    let mut query = Query::select();
    query.columns(columns.map(Alias::new)).from(Alias::new(table)).and_where(Expr::col(Alias::new(place.key)).eq(key));
    let Ok(Some(found)) = read.db().query_one(query.limit(1)).await else { return Said::default() };
    Said { company: value(&found, COMPANY), person: value(&found, place.person), name: value(&found, place.name) }
}

/// The key of a row, as alarms name it.
fn key_value(key: &str) -> Option<Value> {
    let id = key.parse::<Uuid>().map(Value::from).ok();
    id.or_else(|| hex::decode(key).ok().map(Value::from))
}

fn value<T: TryGetable>(found: &QueryResult, column: &str) -> Option<T> {
    if column.is_empty() {
        return None;
    }
    rows::caught(|| found.try_get::<Option<T>>("", column)).ok().flatten()
}

async fn company_of(read: &Read, id: Uuid) -> Company {
    let name = match company::stored(read, id).await {
        Ok(Found::Row(company)) => Some(printable_forged(&company.name)),
        Ok(Found::Unreadable) => Some(String::new()),
        Ok(Found::Nothing) | Err(_) => None,
    };
    Company { id, name }
}

/// The name of a person of the company, or of staff for a row of the provider. A forged row may name anybody, and its company
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
