//! Companies and accounts: how they come into being. Used by the command line and the demonstration.

use crate::app_state::App;
use crate::door::Write;
use crate::entity::{account, operation_log_head, tenant};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::keys::PROVIDER;
use crate::{fold, log, password, profile};
use app::permission::Role;
use sea_orm::{EntityTrait, Set, SqlErr, TransactionTrait};
use std::sync::Arc;
use uuid::Uuid;

/// The provider's own key and log, which must exist before anything can be logged.
pub async fn ensure_provider(app: &App) -> Result<(), Fault> {
    if operation_log_head::Entity::find_by_id(PROVIDER).one(&app.storage.reader).await?.is_some() {
        return Ok(());
    }
    let tx = app.storage.writer.begin().await?;
    app.keys.create(&tx, PROVIDER, app.clock.now()).await?;
    log::start_chain(&tx, &app.keys, PROVIDER).await?;
    tx.commit().await?;
    Ok(())
}

/// A new account and its one-time password, which is shown once and stored nowhere.
pub struct NewAccount {
    pub id: Uuid,
    pub email: String,
    pub one_time_password: String,
}

/// Adds a company: its key, its log, its first entry.
pub async fn add(app: &Arc<App>, name: &str, profile_name: &str) -> Result<Uuid, Fault> {
    if profile::built_in(profile_name).is_none() {
        let known = profile::names().join(", ");
        return Err(Fault::internal(format!("no profile {profile_name}; there are {known}")));
    }
    let id = app.new_id();
    let now = app.clock.now();
    let mut tx = system_write(app, PROVIDER).await?;
    let row = tenant::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        profile: Set(profile_name.to_owned()),
        end_users: Set(0),
        created_at: Set(now),
    };
    tenant::Entity::insert(row).exec_without_returning(tx.db()).await.map_err(taken("company", name))?;
    app.keys.create(tx.db(), id, now).await?;
    log::start_chain(tx.db(), &app.keys, id).await?;
    tx.tenant = id;
    tx.commit(Event::new(Action::TenantAdd).on("tenant", id, name).with("profile", profile_name)).await?;
    Ok(id)
}

/// Adds an account with a one-time password that must be changed at first sign-in (SL-20d).
pub async fn add_account(
    app: &Arc<App>,
    tenant: Option<Uuid>,
    role: Role,
    email: &str,
    name: &str,
) -> Result<NewAccount, Fault> {
    let email = fold::email(email);
    if !email.contains('@') {
        return Err(Fault::internal(format!("{email} is not an email address")));
    }
    let id = app.new_id();
    let one_time_password = password::one_time_password(app.rng.as_ref());
    let hash = app.passwords.hash(&one_time_password).await.map_err(|e| Fault::internal(e.to_string()))?;
    let now = app.clock.now();
    let tx = system_write(app, tenant.unwrap_or(PROVIDER)).await?;
    let row = account::ActiveModel {
        id: Set(id),
        tenant_id: Set(tenant),
        email: Set(email.clone()),
        name: Set(name.to_owned()),
        role: Set(role.code().into()),
        status: Set("active".into()),
        password_hash: Set(hash),
        password_set_at: Set(now),
        must_change_password: Set(true),
        failed_attempts: Set(0),
        created_at: Set(now),
        ..Default::default()
    };
    account::Entity::insert(row).exec_without_returning(tx.db()).await.map_err(taken("account", &email))?;
    tx.commit(Event::new(Action::AccountAdd).on("account", id, &email).with("role", role.code())).await?;
    Ok(NewAccount { id, email, one_time_password })
}

async fn system_write(app: &Arc<App>, tenant: Uuid) -> Result<Write, Fault> {
    use app::permission::Permission::SupportTenants;
    crate::door::Request::system(app, tenant, "sekisho").write(SupportTenants).await
}

fn taken(what: &'static str, name: &str) -> impl FnOnce(sea_orm::DbErr) -> Fault {
    move |error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Fault::internal(format!("the {what} {name} exists already")),
        _ => error.into(),
    }
}
