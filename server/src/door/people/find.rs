//! Finds accounts and opens their sealed fields.

use super::guard;
use super::sealed::AccountDetails;
use crate::base::nameless;
use crate::door::fault::Fault;
use crate::door::opens::Opens;
use crate::door::{company, readable};
use crate::seal::keys::{Keys, PROVIDER};
use crate::state::alarms;
use crate::storage::blocks;
use crate::storage::entity::account::{self, Column as C, Entity, Model, Stored};
use crate::storage::entity::tenant;
use crate::storage::rows::{self, Row};
use app::sign_in::api::Ended;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryTrait, Select};
use uuid::Uuid;

/// Accounts of every company, for passes over all of them. The verbs below narrow them.
pub fn every() -> Select<Entity> {
    Entity::find()
}

/// The account with an id, in any company.
pub fn with_id(id: Uuid) -> Select<Entity> {
    every().filter(C::Id.eq(id))
}

/// Finds an account by its id, in any company.
pub async fn find(at: &impl Opens, id: Uuid) -> Result<Option<Model>, Fault> {
    one(at, with_id(id)).await
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

/// An account and its company.
pub struct Belonging {
    pub person: Model,
    /// Staff have none.
    pub company: Option<tenant::Model>,
    /// The account itself is forged, or nobody can read its name. It is that of a suspended person here (S10).
    pub altered: bool,
    /// The company's row is forged or gone, so it lets nobody in (S10).
    pub shut_out: bool,
}

impl Belonging {
    /// Why the person must not be let in, whatever they prove.
    pub fn barred(&self) -> Option<Ended> {
        if self.altered { Some(Ended::Altered) } else { self.shut_out.then_some(Ended::ShutOut) }
    }
}

/// Returns the account that a query finds, with its company. A person who is `barred` must not be let in.
pub async fn belonging(at: &impl Opens, query: Select<Entity>) -> Result<Option<Belonging>, Fault> {
    let query = query.find_also_related(tenant::Entity);
    let Some(found) = at.db().query_one(query.as_query()).await? else { return Ok(None) };
    let Some(row) = readable::part::<Entity>(at.app(), &found, "A_") else { return Ok(None) };
    let mut company = rows::model::<tenant::Entity>(&found, "B_").ok();
    let (person, whole) = opened(at, row).await?;
    let shut_out = !company::lets_in(at, &person, company.as_mut()).await?;
    Ok(Some(Belonging { person, company, altered: !whole, shut_out }))
}

/// An account that is forged, or whose name and address nobody can read.
pub struct Altered {
    pub id: Uuid,
    /// Staff have none.
    pub company: Option<Uuid>,
    pub has_left: bool,
}

/// The altered accounts among those that a query finds.
pub async fn altered(at: &impl Opens, query: Select<Entity>) -> Result<Vec<Altered>, Fault> {
    let mut altered = Vec::new();
    for row in readable::all(at.app(), at.db(), query).await? {
        let found = Altered { id: row.id, company: row.tenant_id, has_left: row.has_left() };
        if !is_whole(at, row).await? {
            altered.push(found);
        }
    }
    Ok(altered)
}

/// The altered accounts among those that this process has found since its start. A home page of staff asks for them.
pub async fn altered_found(at: &impl Opens) -> Result<Vec<Altered>, Fault> {
    altered(at, every().filter(C::Id.is_in(at.app().alarms.found_in(guard::TABLE)))).await
}

/// Looks at the accounts of all companies and the staff, so that an altered one is an alarm also if nobody opens it. Of very
/// many, the next look finds the further ones.
pub async fn look_over(at: &impl Opens) -> Result<(), Fault> {
    let (key, known, mut suspected) = (at.app().keys.rows(), &at.app().known_rows, Vec::new());
    let look = |row: Row<Entity>| {
        let Ok(row) = row.model else { return };
        let is_older = known.beyond(guard::TABLE, row.id, row.version).is_some();
        let is_forged = is_older || !guard::is_genuine(key, &row);
        if is_forged && suspected.len() < alarms::MOST {
            suspected.push(row.id);
        }
    };
    blocks::every(at.db(), &every(), &[C::Id], look).await?;
    altered(at, every().filter(C::Id.is_in(suspected))).await.map(drop)
}

/// True if an account was forged when it was closed for good.
pub async fn was_forged(at: &impl Opens, id: Uuid) -> Result<bool, Fault> {
    Ok(find(at, id).await?.is_some_and(|person| person.was_forged()))
}

/// True if an account is genuine and its name and address can be read.
pub async fn is_whole(at: &impl Opens, row: Stored) -> Result<bool, Fault> {
    Ok(opened(at, row).await?.1)
}

async fn open(at: &impl Opens, row: Stored) -> Result<Model, Fault> {
    Ok(opened(at, row).await?.0)
}

/// An account, and whether it is whole.
async fn opened(at: &impl Opens, mut row: Stored) -> Result<(Model, bool), Fault> {
    let genuine = guard::take(at, &mut row).await?;
    let named = match at.app().keys.tenant(at.db(), row.tenant_id.unwrap_or(PROVIDER)).await {
        Err(_) if !genuine => None,
        keys => match AccountDetails::open(&*keys?, &row) {
            Err(_) if !genuine => None,
            named => readable::opened(at.app(), named),
        },
    };
    let whole = genuine && named.is_some();
    // Whose name nobody can read is known by the id, has no address, and comes in nowhere.
    let AccountDetails { name, email } = named.unwrap_or_else(|| {
        guard::suspend(&mut row);
        AccountDetails { name: nameless(row.id), email: String::new() }
    });
    Ok((Model { name, email, stored: row }, whole))
}

/// The accounts with these ids, in any company: the people that rows name.
pub async fn named(at: &impl Opens, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Model>, Fault> {
    all(at, every().filter(C::Id.is_in(ids))).await
}

/// Those of these accounts that are staff or belong to a company: the people whom its rows may name. A row that was altered
/// may give anybody's id, and no page of a company shows the people of another (MS-18).
pub async fn named_in(
    at: &impl Opens,
    company: Uuid,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Model>, Fault> {
    let may_be_named = Condition::any().add(C::TenantId.is_null()).add(C::TenantId.eq(company));
    all(at, every().filter(C::Id.is_in(ids)).filter(may_be_named)).await
}

/// Finds a member of staff. The id of a person of a company finds nobody, because forms and unsigned columns may give any
/// id (MS-18).
pub async fn member_of_staff(at: &impl Opens, id: Uuid) -> Result<Option<Model>, Fault> {
    one(at, with_id(id).filter(C::TenantId.is_null())).await
}

/// The accounts of a company or, for the provider, of its staff.
pub fn of(tenant: Uuid) -> Select<Entity> {
    every().filter(if tenant == PROVIDER { C::TenantId.is_null() } else { C::TenantId.eq(tenant) })
}

/// Members of companies who may sign in, but for a lock. An index has the locked accounts alone.
pub fn locked() -> Select<Entity> {
    let members = every().filter(account::is_locked()).filter(C::TenantId.is_not_null());
    members.filter(account::active())
}

/// The account with an address, in any company, because an address has one account.
pub fn at_address(keys: &Keys, email: &str) -> Select<Entity> {
    every().filter(addressed(keys, email))
}

/// Filters by address, folded like all addresses.
pub fn addressed(keys: &Keys, email: &str) -> SimpleExpr {
    C::EmailIndex.eq(keys.address_index(email))
}
