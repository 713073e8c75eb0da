//! Passkeys (WebAuthn Level 3, NIST SP 800-63B-4 §3.1.7): as sign-in without password, and so in place of the second step
//! too. The device checks the person, the passkey is bound to our host name, and no answer counts twice.

mod letters;
mod register;
mod sign_in;
mod stored;

use crate::config::Config;
use crate::door::{Read, Request, Write};
use crate::entity::passkey::{self, Column as C};
use crate::fault::Fault;
use crate::profile::SecondFactorMethod;
use crate::signed_in::SignedIn;
use crate::{use_case, view};
use app::error::{AppError, Next};
use app::passkeys::api::{Credential, OnePasskey, Passkey, PasskeysApi, StartPasskey, StartSignIn};
use app::permission::Permission;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use stored::Stored;
pub use stored::sign;
use url::Url;
use uuid::Uuid;
use webauthn_rs::{Webauthn, WebauthnBuilder};

#[async_trait::async_trait]
impl PasskeysApi for Request {
    fn has_passkeys(&self) -> bool {
        self.app.webauthn.is_some()
    }

    async fn passkeys(&self) -> Result<Vec<Passkey>, AppError> {
        use_case!(self, list(self))
    }

    async fn start_passkey(&self, command: StartPasskey) -> Result<Next, AppError> {
        use_case!(self, register::start(self, &command.name))
    }

    async fn passkey_wanted(&self) -> Result<String, AppError> {
        use_case!(self, register::wanted(self))
    }

    async fn finish_passkey(&self, command: Credential) -> Result<Next, AppError> {
        use_case!(self, register::finish(self, &command.credential))
    }

    async fn remove_passkey(&self, command: OnePasskey) -> Result<Next, AppError> {
        use_case!(self, register::remove(self, &command.id))
    }

    async fn start_passkey_sign_in(&self, command: StartSignIn) -> Result<Next, AppError> {
        use_case!(self, sign_in::start(self, command))
    }

    async fn passkey_asked(&self) -> Result<String, AppError> {
        use_case!(self, sign_in::asked(self))
    }

    async fn sign_in_with_passkey(&self, command: Credential) -> Result<Next, AppError> {
        use_case!(self, sign_in::finish(self, &command.credential))
    }
}

/// A passkey belongs to a host name; where browsers reach the console by an address, there are none.
pub fn relying_party(config: &Config) -> Option<Webauthn> {
    let origin = Url::parse(&config.origin()).ok()?;
    let host = origin.domain()?.to_owned();
    WebauthnBuilder::new(&host, &origin).ok()?.rp_name("Sekisho").build().ok()
}

fn relying(request: &Request) -> Result<&Webauthn, Fault> {
    request.app.webauthn.as_ref().ok_or(Fault::NotFound)
}

/// Whether the profile offers passkeys to a person.
fn is_offered(person: &SignedIn) -> bool {
    let rule = &person.profile.second_factor;
    rule.methods.contains(&SecondFactorMethod::Passkey) && rule.offered_to.contains(&person.class())
}

async fn list(request: &Request) -> Result<Vec<Passkey>, Fault> {
    let read = request.read(Permission::OwnSecurity).await?;
    let me = request.signed_in()?;
    if !is_offered(me) {
        return Err(Fault::NotFound);
    }
    let own = passkey::Entity::find().filter(C::AccountId.eq(me.account.id)).order_by_asc(C::Id);
    let keys = read.keys().await?;
    let shown = |row: passkey::Model| {
        Ok(Passkey {
            id: row.id.to_string(),
            name: Stored::open(&keys, &row)?.name,
            added: view::when(row.created_at),
            last_used: row.last_used_at.map(view::when),
        })
    };
    own.all(read.db()).await?.into_iter().map(shown).collect()
}

/// What somebody calls one of their passkeys.
pub async fn name(read: &Read, of: Uuid, id: Uuid) -> Result<String, Fault> {
    let row = passkey::Entity::find().filter(C::AccountId.eq(of)).filter(C::Id.eq(id)).one(read.db()).await?;
    Ok(Stored::open(&*read.keys().await?, &row.ok_or(Fault::NotFound)?)?.name)
}

/// An account without passkeys.
pub async fn remove_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    passkey::Entity::delete_many().filter(C::AccountId.eq(account)).exec(tx.db()).await?;
    Ok(())
}
