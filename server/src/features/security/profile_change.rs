//! A stored change of a company's profile, and the company's view of it.

use super::show::title;
use crate::base::when::when;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::profile;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, TextForm, Unreadable};
use crate::storage::entity::profile_change::{self, Column as C, Model};
use app::security::api::{By, ProfileChange, VIEW};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The number of changes that a company sees; the log has all of them.
const SHOWN: u64 = 50;

pub const REASON: Sealed<profile_change::Entity, TextForm> = Sealed::column("reason");

pub fn reason(keys: &TenantKeys, row: &Model) -> Result<String, Unreadable> {
    REASON.open(keys, row, &row.sealed_reason)
}

/// The changes that a company sees: completed ones and waiting ones. A forged one is marked, and raises an alarm (S10).
pub async fn of_company(request: &Request) -> Result<Vec<ProfileChange>, Fault> {
    let read = request.read(VIEW).await?;
    let there = Condition::any().add(C::ClosedAt.is_null()).add(C::ApprovedAt.is_not_null());
    let rows = read.of::<profile_change::Entity>().filter(there).order_by_desc(C::Id).limit(SHOWN);
    let rows = read.all(rows).await?;
    let ids: Vec<Uuid> = rows.iter().flat_map(|row| [Some(row.asked_by), row.approved_by]).flatten().collect();
    let people = people::named_in(&read, read.tenant(), ids).await?;
    let name = |id: Uuid| people.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default();
    let by = |id: Uuid, at| By { name: name(id), at: when(at) };
    let keys = read.keys().await?;
    let mut shown = Vec::with_capacity(rows.len());
    for mut row in rows {
        shown.push(ProfileChange {
            altered: !guarded::take(&read, &mut row).await?,
            before: title(profile::built_in(&row.before)),
            after: title(profile::built_in(&row.wanted)),
            reason: read.opened(reason(&keys, &row)),
            asked: by(row.asked_by, row.asked_at),
            done: row.approved_by.zip(row.approved_at).map(|(who, at)| by(who, at)),
        });
    }
    Ok(shown)
}
