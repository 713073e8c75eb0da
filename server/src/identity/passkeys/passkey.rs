//! A stored passkey, its host name, and who may use passkeys.

use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Person, Request, Write, readable};
use crate::profile::SecondFactorMethod;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable};
use crate::state::config::Config;
use crate::storage::entity::passkey::{self, Column as C};
use app::error::AppError;
use ring::digest::{SHA256, digest};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The sealed part of a passkey.
#[derive(Serialize, Deserialize)]
pub struct PasskeyDetails {
    pub name: String,
    pub key: webauthn_rs::prelude::Passkey,
}

pub const SEALED: Sealed<passkey::Entity, PasskeyDetails> = Sealed::column("sealed");

impl PasskeyDetails {
    pub fn open(keys: &TenantKeys, row: &passkey::Model) -> Result<PasskeyDetails, Unreadable> {
        SEALED.open(keys, row, &row.sealed)
    }
}

pub fn hash(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

/// The host name that passkeys are bound to. Returns `None` if browsers reach the console by an IP address, which
/// passkeys do not support.
pub fn relying_party(config: &Config) -> Option<Webauthn> {
    let origin = Url::parse(&config.origin()).ok()?;
    let host = origin.domain()?.to_owned();
    WebauthnBuilder::new(&host, &origin).ok()?.rp_name("Sekisho").build().ok()
}

pub fn relying(request: &Request) -> Result<Webauthn, Fault> {
    relying_party(&request.app.config).ok_or(Fault::App(AppError::NotFound))
}

/// True if the profile offers passkeys to a person.
pub fn is_offered(person: &Person) -> bool {
    let rule = &person.profile.second_factor;
    rule.methods.contains(&SecondFactorMethod::Passkey) && rule.offered_to.contains(&person.class())
}

/// Removes all passkeys of an account.
pub async fn remove_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    let own = passkey::Entity::find().filter(C::AccountId.eq(account)).select_only().column(C::Id);
    for id in readable::columns(tx.db(), own).await? {
        guarded::ended::<passkey::Model>(tx, id);
    }
    passkey::Entity::delete_many().filter(C::AccountId.eq(account)).exec(tx.db()).await?;
    people::end_all::<passkey::Model>(tx, account, &[account]).await
}
