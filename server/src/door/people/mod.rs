//! People: accounts with their sealed fields opened. Names and addresses are sealed with the key of the company (or the
//! provider) and found by a blind index (SL-16, WS-6, BP-11). A row alone has neither, so no code can forget to open
//! it.

pub mod guard;
pub mod sealed;

pub use guard::change;

use crate::door::fault::Fault;
use crate::door::{Read, Write, company, readable};
use crate::seal::keys::{Keys, PROVIDER};
use crate::state::App;
use crate::storage::entity::account::{Column as C, Entity, Model, Stored};
use crate::storage::entity::tenant;
use crate::storage::rows::Row;
use app::permission::Role;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryTrait, Select, SqlErr,
};
use sealed::Named;
use uuid::Uuid;

/// Where accounts are read: a connection, and the program, which has the keys.
pub trait Opens {
    type Db: ConnectionTrait;

    fn db(&self) -> &Self::Db;

    fn app(&self) -> &App;

    /// True if reads see only committed rows.
    fn reads_committed(&self) -> bool {
        false
    }
}

impl Opens for Read {
    type Db = crate::storage::Reader;

    fn db(&self) -> &Self::Db {
        Read::db(self)
    }

    fn app(&self) -> &App {
        Read::app(self)
    }

    fn reads_committed(&self) -> bool {
        true
    }
}

impl Opens for Write {
    type Db = crate::storage::Transaction;

    fn db(&self) -> &Self::Db {
        Write::db(self)
    }

    fn app(&self) -> &App {
        Write::app(self)
    }
}

impl<C: ConnectionTrait> Opens for (&App, &C) {
    type Db = C;

    fn db(&self) -> &C {
        self.1
    }

    fn app(&self) -> &App {
        self.0
    }
}

/// Finds an account by its id, in any company.
pub async fn find(at: &impl Opens, id: Uuid) -> Result<Option<Model>, Fault> {
    one(at, Entity::find_by_id(id)).await
}

/// Returns the account that a query finds.
pub async fn one(at: &impl Opens, query: Select<Entity>) -> Result<Option<Model>, Fault> {
    match readable::one(at.app(), at.db(), query).await?.or_none() {
        Some(row) => open(at, row).await.map(Some),
        None => Ok(None),
    }
}

/// Returns all accounts that a query finds.
pub async fn all(at: &impl Opens, query: Select<Entity>) -> Result<Vec<Model>, Fault> {
    open_all(at, readable::all(at.app(), at.db(), query).await?).await
}

/// The first accounts that a query finds, for a page.
pub async fn first(at: &impl Opens, query: Select<Entity>, n: u64) -> Result<Vec<Model>, Fault> {
    open_all(at, readable::first(at.app(), at.db(), query, n).await?).await
}

async fn open_all(at: &impl Opens, rows: Vec<Stored>) -> Result<Vec<Model>, Fault> {
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        people.push(open(at, row).await?);
    }
    Ok(people)
}

/// Returns the account that a query finds, with its company; staff have none. If the company's row is forged, the
/// person counts as suspended.
pub async fn with_company(
    at: &impl Opens,
    query: Select<Entity>,
) -> Result<Option<(Model, Option<tenant::Model>)>, Fault> {
    let query = query.find_also_related(tenant::Entity);
    let Some(found) = at.db().query_one(query.as_query()).await? else { return Ok(None) };
    let Some(row) = readable::part(at.app(), Row::<Entity>::part(&found, "A_")) else { return Ok(None) };
    let company = Row::<tenant::Entity>::part(&found, "B_").model.ok();
    let mut person = open(at, row).await?;
    if !company::lets_in(at, &person, company.as_ref()) {
        guard::suspend(&mut person.stored);
    }
    Ok(Some((person, company)))
}

async fn open(at: &impl Opens, mut row: Stored) -> Result<Model, Fault> {
    let genuine = guard::take(at, &mut row).await?;
    let named = match at.app().keys.tenant(at.db(), row.tenant_id.unwrap_or(PROVIDER)).await {
        Err(_) if !genuine => None,
        keys => match Named::open(&*keys?, &row) {
            Err(_) if !genuine => None,
            named => readable::opened(at.app(), guard::TABLE, row.id, named),
        },
    };
    // Whose name nobody can read is known by the id, and comes in nowhere.
    let Named { name, email } = named.unwrap_or_else(|| {
        guard::suspend(&mut row);
        Named { name: row.id.to_string(), email: row.id.to_string() }
    });
    Ok(Model { name, email, stored: row })
}

/// Filters by address, folded like all addresses.
pub fn addressed(keys: &Keys, email: &str) -> SimpleExpr {
    C::EmailIndex.eq(keys.address_index(email))
}

/// A new account without a password.
pub fn new(id: Uuid, (tenant, role): (Option<Uuid>, Role), (email, name): (&str, &str), now: DateTime<Utc>) -> Model {
    let stored = Stored {
        id,
        tenant_id: tenant,
        email_index: String::new(),
        sealed: String::new(),
        role: role.code().into(),
        status: "active".into(),
        password_hash: String::new(),
        password_no: 0,
        sessions_no: 1,
        ended_sessions: None,
        password_set_at: now,
        must_change_password: false,
        failed_attempts: 0,
        attempts_open: 0,
        attempts_opened_at: None,
        unseen_failed: 0,
        unseen_open: 0,
        unseen_opened_at: None,
        locked_at: None,
        unseen_locked_at: None,
        devices_since: None,
        language: None,
        theme: None,
        density: None,
        last_sign_in_at: None,
        change_wanted_at: None,
        second_factor_at: None,
        created_at: now,
        may_download: false,
        version: 0,
        mac: None,
    };
    Model { name: name.to_owned(), email: email.to_owned(), stored }
}

/// Inserts a new account. Returns false if the address has one already; then the transaction is over.
pub async fn insert(tx: &Write, of: &Model) -> Result<bool, Fault> {
    let mut row = of.stored.clone();
    row.sealed = seal(tx, of).await?;
    row.email_index = tx.app().keys.address_index(&of.email);
    row.mac = Some(guard::sign(tx.app().keys.rows(), &row));
    match Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Seals name and address for the account's row.
pub async fn seal(tx: &Write, of: &Model) -> Result<String, Fault> {
    let keys = tx.app().keys.tenant(tx.db(), of.tenant_id.unwrap_or(PROVIDER)).await?;
    Named { name: of.name.clone(), email: of.email.clone() }.seal(&keys, of.id)
}
