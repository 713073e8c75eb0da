//! A change of the networks must not lock out the person who makes it, nor (unless an owner makes it) any owner. The
//! latest sign-in of each owner shows their network.

use crate::door::fault::Fault;
use crate::door::{Read, Request};
use crate::features::operation_logs;
use crate::identity::networks::rules::Rules;
use crate::log::event::succeeded;
use crate::outbox::recipients::owners;
use crate::profile::AccountClass;
use crate::storage::entity::operation_log::{self, Column as C};
use app::networks::messages as m;
use app::permission::Role;
use app::sign_in::acts;
use app::text::Words;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// An owner and the address of their last sign-in.
struct OwnerSeen {
    id: Uuid,
    name: String,
    ip: String,
}

/// The owners that a change must not lock out, with their addresses.
pub struct Guard {
    owners: Vec<OwnerSeen>,
}

impl Guard {
    /// Looks up the owners' addresses, unless an owner makes the change.
    pub async fn new(request: &Request) -> Result<Guard, Fault> {
        let read = request.read(app::security::api::VIEW).await?;
        let mut guard = Guard { owners: Vec::new() };
        if request.signed_in()?.role == Role::Owner {
            return Ok(guard);
        }
        for owner in owners(&read, read.tenant()).await? {
            if let Some(ip) = last_ip(&read, owner.id).await? {
                guard.owners.push(OwnerSeen { id: owner.id, name: owner.name, ip });
            }
        }
        Ok(guard)
    }

    /// Why a change must be refused, for people. An owner who was locked out before does not count.
    pub fn refusal(&self, request: &Request, before: &Rules, after: &Rules) -> Result<Option<Words>, Fault> {
        let me = request.signed_in()?;
        let ip = &request.origin.ip;
        if !after.admit(me.account.id, me.class(), me.profile, ip) {
            return Ok(Some(m::OWN.with(&[("ip", ip)])));
        }
        let admits =
            |rules: &Rules, of: &OwnerSeen| rules.admit(of.id, AccountClass::Administrator, me.profile, &of.ip);
        let out = self.owners.iter().find(|owner| admits(before, owner) && !admits(after, owner));
        Ok(out.map(|owner| m::KEEPS_OWNER.with(&[("name", &owner.name), ("ip", &owner.ip)])))
    }
}

async fn last_ip(read: &Read, owner: Uuid) -> Result<Option<String>, Fault> {
    let signed_in = read
        .of::<operation_log::Entity>()
        .filter(C::ActorId.eq(owner))
        .filter(C::Action.eq(acts::SIGN_IN.code()))
        .filter(succeeded())
        .order_by_desc(C::Seq);
    let newest = operation_logs::page(read, signed_in, 1).await?.pop();
    Ok(newest.map(|row| row.ip).filter(|ip| !ip.is_empty()))
}
