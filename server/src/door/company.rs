//! A company's row. Only this module writes it, with one function per column. Its deciding columns are signed
//! (`guarded`): a forged row opens nothing (S10) and is never changed, so that no change can make it genuine.

use super::fault::Fault;
use super::opens::Opens;
use super::readable::{self, Found};
use super::write::Write;
use crate::base::printable_forged;
use crate::door::guarded::Held;
use crate::door::guarded::check::take;
use crate::door::guarded::row::{Guarded, mac};
use crate::profile::Profile;
use crate::storage::counted;
use crate::storage::entity::account;
use crate::storage::entity::tenant::{Column as C, Entity, Model};
use app::error::AppError;
use app::kit::messages::ALTERED_NAME;
use app::networks::scope::Scope;
use app::text::Words;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// The row of a new company.
pub fn new(id: Uuid, name: &str, profile: &str, now: DateTime<Utc>) -> Model {
    Model {
        id,
        name: name.to_owned(),
        profile: profile.to_owned(),
        end_users: 0,
        created_at: now,
        second_factor_for_all: false,
        networks_for: Scope::Off.code().to_owned(),
        networks_lifted_until: None,
        networks_listed: None,
        version: 0,
        mac: None,
    }
}

pub async fn insert(tx: &Write, mut row: Model) -> Result<(), DbErr> {
    row.mac = Some(mac(tx.app(), &row));
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await.map(drop)
}

/// The row of a company, without a check: for what only names the company, and for steps that only end a request.
pub async fn stored(at: &impl Opens, id: Uuid) -> Result<Found<Model>, Fault> {
    Ok(readable::one(at.app(), at.db(), Entity::find_by_id(id)).await?)
}

/// The rows of the companies that other rows name, without a check.
pub async fn named(at: &impl Opens, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Model>, Fault> {
    Ok(readable::all(at.app(), at.db(), Entity::find().filter(C::Id.is_in(ids))).await?)
}

/// Finds a company whose row decides something.
pub async fn find(at: &impl Opens, id: Uuid) -> Result<Model, Fault> {
    genuine(at, stored(at, id).await?).await
}

async fn genuine(at: &impl Opens, found: Found<Model>) -> Result<Model, Fault> {
    match found {
        Found::Row(mut row) => {
            if take(at, &mut row).await? {
                Ok(row)
            } else {
                Err(AppError::Altered.into())
            }
        }
        Found::Unreadable => Err(AppError::Altered.into()),
        Found::Nothing => Err(AppError::NotFound.into()),
    }
}

/// A company's name for staff. A forged row does not say it as a fact.
pub fn name(company: &Model, genuine: bool) -> Words {
    if genuine {
        return Words::same(company.name.as_str());
    }
    ALTERED_NAME.with(&[("name", &printable_forged(&company.name))])
}

/// A company's name for staff. Its row is checked here.
pub async fn shown_name(at: &impl Opens, company: &Model) -> Result<Words, DbErr> {
    let mut row = company.clone();
    let genuine = take(at, &mut row).await?;
    Ok(name(&row, genuine))
}

/// The names of companies with these ids, for staff.
pub async fn names(at: &impl Opens, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, Words>, Fault> {
    let mut names = HashMap::new();
    for company in named(at, ids).await? {
        names.insert(company.id, shown_name(at, &company).await?);
    }
    Ok(names)
}

/// True if a company's row admits a person. Staff have no company. A missing row admits nobody.
pub async fn lets_in(at: &impl Opens, person: &account::Stored, company: Option<&mut Model>) -> Result<bool, Fault> {
    match (person.tenant_id, company) {
        (None, _) => Ok(true),
        (Some(_), Some(company)) => Ok(take(at, company).await?),
        (Some(id), None) => {
            at.app().alarms.raise(Model::TABLE, id.to_string(), b"gone");
            Ok(false)
        }
    }
}

/// A genuine company whose row is locked until the transaction ends.
pub type HeldCompany = Held<Model>;

impl Write {
    /// Locks the company's row before anything is written that refers to it, so that two changes run one after the
    /// other.
    pub async fn hold_company(&self) -> Result<HeldCompany, Fault> {
        let found = self.one(Entity::find_by_id(self.tenant()).lock(LockType::NoKeyUpdate)).await?;
        genuine(self, found).await.map(Held::locked)
    }

    /// Locks the company's row before figures of the company are counted and changed. SQLite has only one writer anyway.
    pub async fn queue_at_company(&self) -> Result<(), Fault> {
        if self.db().get_database_backend() == DbBackend::Postgres {
            self.one(Entity::find_by_id(self.tenant()).lock(LockType::NoKeyUpdate)).await?;
        }
        Ok(())
    }
}

impl HeldCompany {
    pub async fn set_profile(self, tx: &Write, wanted: &Profile) -> Result<(), Fault> {
        self.change(tx, |row| row.profile.clone_from(&wanted.name)).await
    }

    pub async fn set_second_factor_for_all(self, tx: &Write, for_all: bool) -> Result<(), Fault> {
        self.change(tx, |row| row.second_factor_for_all = for_all).await
    }

    pub async fn set_networks_for(self, tx: &Write, scope: Scope) -> Result<(), Fault> {
        self.change(tx, |row| scope.code().clone_into(&mut row.networks_for)).await
    }

    pub async fn set_networks_lifted_until(self, tx: &Write, until: Option<DateTime<Utc>>) -> Result<(), Fault> {
        self.change(tx, |row| row.networks_lifted_until = until).await
    }

    /// Stores the list of the company's networks (`networks::Listed`).
    pub async fn list_networks(self, tx: &Write, listed: Vec<u8>) -> Result<(), Fault> {
        self.change(tx, |row| row.networks_listed = Some(listed)).await
    }

    /// Signs a locked row at the first start of a program that signs companies. Nothing has checked this row before.
    pub(crate) async fn sign_first(tx: &Write, row: Model, listed: Vec<u8>) -> Result<(), Fault> {
        Held::unchecked(row).list_networks(tx, listed).await
    }

    async fn change(self, tx: &Write, set: impl FnOnce(&mut Model)) -> Result<(), Fault> {
        let id = self.id;
        let stored = self.store(tx, set).await?;
        if stored { Ok(()) } else { Err(Fault::internal(format!("the row of company {id} was not stored"))) }
    }
}

/// Adds to the number of end users.
pub async fn count_end_users(tx: &Write, more: i64) -> Result<(), Fault> {
    let update = Entity::update_many().col_expr(C::EndUsers, counted::more(Expr::col(C::EndUsers), more));
    update.filter(C::Id.eq(tx.tenant())).exec(tx.db()).await?;
    Ok(())
}
