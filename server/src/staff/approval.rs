//! What an approval takes: a reason, and somebody who may give it.

use crate::base::typed;
use crate::door::Write;
use crate::fault::Fault;
use crate::mail::recipients;
use crate::seal::keys::PROVIDER;
use crate::storage::entity::account;
use crate::storage::entity::operation_log_head;
use app::error::Refusals;
use app::permission::Role;
use app::staff::messages as m;
use sea_orm::{EntityTrait, QuerySelect};

/// A reason is always asked for.
pub fn check_reason(why: &str, refusals: &mut Refusals) -> String {
    typed::required("why", typed::line(why), 500, (m::REASON_MISSING, m::REASON_LONG), refusals)
}

/// Additions come one after the other: of two at once on an empty console, one is the first.
pub async fn hold(tx: &Write) -> Result<(), Fault> {
    operation_log_head::Entity::find_by_id(PROVIDER).lock_exclusive().one(tx.db()).await?;
    Ok(())
}

/// Who may approve.
pub async fn approvers(tx: &Write) -> Result<Vec<account::Model>, Fault> {
    let mut staff = recipients::staff(tx).await?;
    staff.retain(|account| account.role == Role::Support.code());
    Ok(staff)
}
