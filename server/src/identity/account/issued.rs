//! New accounts with a one-time password, which the person must change at first sign-in (SL-20d).

use crate::door::Write;
use crate::door::command_line::{line, refused};
use crate::door::fault::Fault;
use crate::door::people::{self, Newcomer};
use crate::log::event::Event;
use crate::outbox;
use crate::seal::passwords;
use crate::state::AppState;
use app::permission::Role;
use uuid::Uuid;

/// A new account and its one-time password, which is shown once and stored nowhere.
pub struct NewAccount {
    pub id: Uuid,
    pub email: String,
    pub one_time_password: String,
}

/// A new account. Its one-time password is hashed before the transaction begins.
pub struct Issued {
    pub account: NewAccount,
    role: Role,
    name: String,
    hash: String,
}

impl Issued {
    pub async fn new(app: &AppState, role: Role, email: &str, name: &str) -> Result<Issued, Fault> {
        let email = outbox::address::read(email).map_err(|why| refused(email, why))?;
        let name = line(name)?;
        let one_time_password = passwords::one_time_password(app.rng.as_ref());
        let hash = app.passwords.hash(&one_time_password).await?;
        let account = NewAccount { id: app.new_id(), email, one_time_password };
        Ok(Issued { account, role, name, hash })
    }

    pub async fn insert(&self, app: &AppState, tx: &Write, tenant: Option<Uuid>) -> Result<Event, Fault> {
        let NewAccount { id, email, .. } = &self.account;
        let now = app.clock.now();
        let mut account = people::new(*id, Newcomer { tenant, role: self.role, name: &self.name, email }, now);
        account.stored.password_hash.clone_from(&self.hash);
        account.stored.must_change_password = true;
        if !people::insert(tx, &account).await? {
            return Err(Fault::internal(format!("the account {email} already exists")));
        }
        Ok(Event::new(app::support::acts::ADD_ACCOUNT)
            .on("account", id, email)
            .with(app::members::acts::ROLE, self.role.code()))
    }
}
