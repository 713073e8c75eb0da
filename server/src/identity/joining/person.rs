//! What members and staff have in common when they join: the facts for the page, the password, and the account.

use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Opens, Person, Read, Request, Write};
use crate::identity::account::begin::{bring_back, insert};
use crate::identity::account::{Typed, check_choice, letters, second_if_typed, shape};
use crate::identity::second_factor;
use crate::identity::sign_in::{DeviceTrust, by_link};
use crate::log::event::Event;
use crate::seal::passwords;
use app::error::Next;
use app::members::acts;
use app::members::api::{Join, JoinFacts};
use app::members::messages as m;
use app::members::states::Lock;
use app::permission::Role;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The role of a person who is still there: in the company, or among the staff.
pub async fn role_of(at: &impl Opens, person: Uuid, company: Option<Uuid>) -> Result<Option<Role>, Fault> {
    let found = people::find(at, person).await?.filter(|person| person.is_active() && person.tenant_id == company);
    Ok(found.and_then(|person| Role::from_code(&person.role)))
}

/// The person behind a link.
pub struct Joining {
    pub read: Read,
    /// The new account, or the one of a returning person.
    pub person: Person,
    /// True for a returning person: the account, its lock and its second step are unchanged.
    pub returns: bool,
    /// The lock of a returning person.
    pub lock: Option<Lock>,
    /// True if the address has an account that may not return by this link.
    pub taken: bool,
    pub until: Option<DateTime<Utc>>,
}

impl Joining {
    pub fn facts(self) -> JoinFacts {
        let Joining { person, lock, taken, until, .. } = self;
        JoinFacts {
            company: person.tenant.as_ref().map(|t| t.name.clone()),
            shape: shape(&person),
            role: person.role,
            until: until.map(when),
            taken,
            second_step: second_factor::at_joining(&person),
            stays_locked: lock,
            name: person.account.name,
            email: person.account.email,
        }
    }

    /// Checks the chosen password, and returns its hash.
    pub async fn chosen(&self, request: &Request, command: &Join) -> Result<String, Fault> {
        let new = passwords::normalize(&command.new);
        let typed = Typed { new: &new, again: second_if_typed(command.again.as_ref()), current: None };
        check_choice(&request.app, self.read.db(), &self.person, typed).await?;
        Ok(request.app.passwords.hash(&new).await?)
    }

    /// Inserts the account or reactivates it, commits, and signs the person in.
    pub async fn join(
        &self,
        request: &Request,
        mut tx: Write,
        hash: String,
        device: DeviceTrust,
    ) -> Result<Next, Fault> {
        let of = &self.person.account;
        if self.returns {
            bring_back(&tx, of, hash).await?;
            letters::returned(request, &tx, of, self.lock).await?;
        } else {
            insert(&tx, of, hash).await?;
        }
        tx.log_as(of);
        let entry = Event::new(acts::JOIN).on("account", of.id, &of.email).with(acts::ROLE, of.role.clone());
        tx.commit(entry).await?;
        self.come_in(request, device).await
    }

    /// Signs the person in, unless the account is still locked here (SL-20c).
    async fn come_in(&self, request: &Request, device: DeviceTrust) -> Result<Next, Fault> {
        let inside = by_link::come_in(request, self.person.account.id, device).await?;
        Ok(match (inside, self.lock) {
            (Some(next), Some(_)) => next.warning(m::JOINED_LOCKED_NEW),
            (Some(next), None) => next.saying(m::JOINED_SAID),
            (None, Some(Lock::Whole)) => Next::to("/sign-in").warning(m::JOINED_LOCKED),
            (None, _) => Next::to("/sign-in").warning(m::JOINED_SIGN_IN),
        })
    }
}
