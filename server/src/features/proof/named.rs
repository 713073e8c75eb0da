//! Resolves an id to words, for the page that says whom or what an action affects. Reads within the actor's own
//! company, or for staff within the rows that they may handle.

use crate::base::with_address;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Read, Request, company, staff_views};
use crate::features::announcements;
use crate::features::cases;
use crate::features::consents;
use crate::features::contacts;
use crate::features::exports;
use crate::features::staff;
use crate::features::support;
use crate::identity::certificates;
use crate::identity::joining::invitation;
use crate::identity::networks;
use crate::identity::passkeys;
use crate::storage::entity::{account, network_lift, support_case};
use app::account::api::OWN_SECURITY;
use app::cases::states;
use app::error::AppError;
use app::kind::Kind;
use app::text::Words;
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

pub async fn of(request: &Request, kind: Kind, id: &str) -> Result<Words, Fault> {
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let own = request.read(OWN_SECURITY).await?;
    match kind {
        Kind::Member => {
            let found = people::one(&own, own.of::<account::Entity>().filter(account::Column::Id.eq(id))).await?;
            found.map(|found| person(&found)).ok_or(Fault::App(AppError::NotFound))
        }
        Kind::Invitation => invitation::name(&own, id).await,
        Kind::Contact => contacts::name(&own, id).await.map(Words::same),
        Kind::Certificate => certificates::name(&own, id).await.map(Words::same),
        Kind::Passkey => passkeys::name(&own, request.signed_in()?.account.id, id).await.map(Words::same),
        Kind::Consent => consents::reason(&own, id).await.map(Words::same),
        Kind::AccessRequest => consents::request_reason(&own, id).await.map(Words::same),
        Kind::Export => exports::name(&own, id).await,
        Kind::Network => networks::name(&own, id).await.map(Words::same),
        Kind::Case if !request.signed_in()?.role.is_staff() => {
            let found =
                own.one(own.of::<support_case::Entity>().filter(support_case::Column::Id.eq(id))).await?.there()?;
            case(&own, found.ok_or(AppError::NotFound)?).await
        }
        Kind::ProfileChange => support::change_name(request, id).await,
        Kind::Announcement => announcements::name(&own, id).await,
        Kind::StaffRequest => staff::name(request, id).await.map(Words::same),
        _ => of_desk(request, kind, id).await,
    }
}

/// Things that the support desk handles, in all companies.
async fn of_desk(request: &Request, kind: Kind, id: Uuid) -> Result<Words, Fault> {
    let read = request.read(app::cases::api::HANDLE).await?;
    match kind {
        Kind::Case => {
            let found = read.across::<support_case::Entity>()?.filter(support_case::Column::Id.eq(id));
            let found = read.one(found).await?.shown()?;
            staff_views::log_view(request, found.tenant_id).await?;
            case(&read, found).await
        }
        Kind::Account => {
            let found = people::find(&read, id).await?.ok_or(AppError::NotFound)?;
            staff_views::log_view(request, found.tenant_id.ok_or(AppError::NotFound)?).await?;
            Ok(person(&found))
        }
        Kind::Help => cases::help_name(request, &read, id).await.map(Words::same),
        Kind::Lift => {
            let found = read.across::<network_lift::Entity>()?.filter(network_lift::Column::Id.eq(id));
            let found = read.one(found).await?.shown()?;
            company_name(&read, found.tenant_id).await
        }
        Kind::Tenant => company_name(&read, id).await,
        _ => Err(AppError::NotFound.into()),
    }
}

fn person(account: &account::Model) -> Words {
    Words::same(with_address(&account.name, &account.email))
}

async fn company_name(read: &Read, id: Uuid) -> Result<Words, Fault> {
    let found = company::stored(read, id).await?.there()?.ok_or(AppError::NotFound)?;
    Ok(company::shown_name(read, &found).await?)
}

/// The account and the kind of a case. One that is forged, or was when it ended, may name anybody, so it is called by its id.
async fn case(read: &Read, mut case: support_case::Model) -> Result<Words, Fault> {
    if !guarded::take(read, &mut case).await? || case.ended_altered_by.is_some() {
        return Ok(states::by_id(&case.id.to_string()));
    }
    let account = people::find(read, case.account_id).await?.ok_or(AppError::NotFound)?;
    let (who, what) = (person(&account), states::kind(case.removes_second_factor));
    Ok(Words { ja: format!("{}：{}", who.ja, what.ja), en: format!("{}: {}", who.en, what.en) })
}
