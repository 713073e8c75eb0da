//! Makes accounts and seals their fields.

use super::guard;
use super::sealed::AccountDetails;
use super::words;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::seal::keys::PROVIDER;
use crate::storage::entity::account::{Entity, Model, Stored};
use app::members::states::MemberState;
use app::permission::Role;
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// A person who gets an account. Staff have no tenant.
pub struct Newcomer<'a> {
    pub tenant: Option<Uuid>,
    pub role: Role,
    pub name: &'a str,
    pub email: &'a str,
}

/// A new account without a password.
pub fn new(id: Uuid, Newcomer { tenant, role, name, email }: Newcomer<'_>, now: DateTime<Utc>) -> Model {
    let stored = Stored {
        id,
        tenant_id: tenant,
        email_index: String::new(),
        sealed: String::new(),
        role: role.code().into(),
        status: MemberState::Active.code().into(),
        password_hash: String::new(),
        password_version: 0,
        sessions_version: 1,
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
        keys: None,
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
    let is_new = tx.insert_new(Entity::insert(row.into_active_model().reset_all())).await?;
    if is_new {
        words::store(tx, of).await?;
    }
    Ok(is_new)
}

/// Seals name and address for the account's row.
pub async fn seal(tx: &Write, of: &Model) -> Result<String, Fault> {
    let keys = tx.app().keys.tenant(tx.db(), of.tenant_id.unwrap_or(PROVIDER)).await?;
    AccountDetails { name: of.name.clone(), email: of.email.clone() }.seal(&keys, of.id)
}
