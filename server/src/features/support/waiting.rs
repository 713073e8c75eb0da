//! Changes of profile that wait for another member of staff.

use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Person, Read, Request, company, guarded, people};
use crate::features::security::{reason, title};
use crate::profile;
use crate::storage::entity::profile_change::{self, Column as C, Model};
use app::error::AppError;
use app::kit::Todo;
use app::kit::messages::ALTERED;
use app::support::api::{CHANGE_PROFILE, ProfileChangeAsked};
use app::support::messages as m;
use app::text::Words;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The number of waiting companies shown.
const SHOWN: u64 = 50;

/// The waiting change of a company.
pub async fn of_company(read: &Read) -> Result<Option<Model>, Fault> {
    Ok(read.one(read.of::<profile_change::Entity>().filter(C::ClosedAt.is_null())).await?.there()?)
}

/// A waiting change for staff, with the person who asked.
pub async fn asked(request: &Request, read: &Read, row: &mut Model) -> Result<ProfileChangeAsked, Fault> {
    let genuine = guarded::take(read, row).await?;
    let by = people::member_of_staff(read, row.asked_by).await?;
    // The reason of a row that was moved here from another company cannot be read.
    let reason = reason(&*read.keys().await?, row);
    let altered = !genuine || reason.is_err();
    Ok(ProfileChangeAsked {
        id: row.id.to_string(),
        at: when(row.asked_at),
        by: by.map(|by| by.name).unwrap_or_default(),
        own: row.asked_by == request.signed_in()?.account.id,
        reason: reason.unwrap_or_default(),
        altered,
    })
}

/// The target profile of a change, for the page that asks for confirmation.
pub async fn name(request: &Request, id: Uuid) -> Result<Words, Fault> {
    let read = request.read(CHANGE_PROFILE).await?;
    let found = read.one(read.across::<profile_change::Entity>()?.filter(C::Id.eq(id))).await?.there()?;
    let genuine = guarded::genuine(&read, Some(found.ok_or(AppError::NotFound)?)).await?;
    Ok(genuine.map_or_else(|| ALTERED.into(), |found| title(profile::built_in(&found.wanted))))
}

/// A waiting change, for the member of staff who may approve or end it.
struct ToApprove {
    tenant: Uuid,
    company: Words,
    /// The row is forged.
    altered: bool,
    /// The company's row is forged, so that nothing can be approved.
    closed: bool,
}

/// Waiting changes that the given member of staff may approve or end.
async fn to_approve(read: &Read, me: Uuid) -> Result<Vec<ToApprove>, Fault> {
    let open = read.across::<profile_change::Entity>()?.filter(C::ClosedAt.is_null()).filter(C::AskedBy.ne(me));
    let open = read.all(open.order_by_asc(C::Id).limit(SHOWN)).await?;
    let companies = company::named(read, open.iter().map(|row| row.tenant_id)).await?;
    let altered: Vec<Uuid> = guarded::part(read, open).await?.1.iter().map(|row| row.tenant_id).collect();
    let mut shown = Vec::with_capacity(companies.len());
    for mut of in companies {
        let closed = !guarded::take(read, &mut of).await?;
        let company = company::name(&of, !closed);
        shown.push(ToApprove { tenant: of.id, altered: altered.contains(&of.id), closed, company });
    }
    Ok(shown)
}

/// Waiting changes that a member of staff may approve or end.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(CHANGE_PROFILE) {
        return Ok(Vec::new());
    }
    Ok(to_approve(read, me.account.id).await?.into_iter().map(profile_to_approve).collect())
}

fn profile_to_approve(ToApprove { tenant, company, altered, closed }: ToApprove) -> Todo {
    let (words, at) = match (altered, closed) {
        (true, _) => (m::PROFILE_ALTERED, "h-change"),
        (false, true) => (m::PROFILE_CLOSED, "h-change"),
        (false, false) => (m::PROFILE_TO_APPROVE, "h-effect"),
    };
    Todo::new(
        "gauge",
        words.saying(&[("company", &company), ("button", &m::CHANGE_CANCEL.into())]),
        format!("/support/tenants/{tenant}#{at}"),
    )
}
