//! What an approval requires: a reason, and a person who may give it.

use crate::base::typed::{self, Lacks};
use crate::door::Write;
use crate::door::fault::Fault;
use crate::outbox::recipients;
use crate::storage::entity::account;
use crate::storage::entity::operation_log_head;
use app::error::Refusals;
use app::permission::Role;
use app::staff::api::STAFF;
use app::staff::messages as m;
use sea_orm::QuerySelect;

/// Checks the reason, which is always required.
pub fn check_reason(why: &str, refusals: &mut Refusals) -> String {
    typed::required("why", typed::line(why), 500, Lacks { missing: m::REASON_MISSING, long: m::REASON_LONG }, refusals)
}

/// Locks additions of staff, so that of two at once on an empty console only one is the first.
pub async fn hold(tx: &Write) -> Result<(), Fault> {
    tx.one(tx.of::<operation_log_head::Entity>().lock_exclusive()).await?;
    Ok(())
}

/// The members of staff who may approve.
pub async fn approvers(tx: &Write) -> Result<Vec<account::Model>, Fault> {
    let mut staff = recipients::staff(tx).await?;
    staff.retain(|account| Role::from_code(&account.role).is_some_and(|role| STAFF.is_held_by(role, false)));
    Ok(staff)
}
