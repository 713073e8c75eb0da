//! Resolves an id to words, for the page that says whom or what an action affects. Reads within the actor's own
//! company, or for staff within the rows that they may handle.

use crate::door::{Read, Request, seen};
use crate::fault::Fault;
use crate::storage::entity::{account, export, network_lift, support_case, tenant};
use crate::{cases, certificates, consents, contacts, members, networks, passkeys, people, staff, support};
use app::account::api::OWN_SECURITY;
use app::cases::states::kind;
use app::error::AppError;
use app::proof::act::Thing;
use app::text::Words;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub async fn of(request: &Request, thing: Thing, id: &str) -> Result<Words, Fault> {
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let own = request.read(OWN_SECURITY).await?;
    match thing {
        Thing::Member => {
            let found = people::one(&own, own.of::<account::Entity>().filter(account::Column::Id.eq(id))).await?;
            found.map(|found| person(&found)).ok_or(Fault::App(AppError::NotFound))
        }
        Thing::Invitation => members::invitation_name(&own, id).await,
        Thing::Contact => contacts::name(&own, id).await.map(Words::same),
        Thing::Certificate => certificates::name(&own, id).await.map(Words::same),
        Thing::Passkey => passkeys::name(&own, request.signed_in()?.account.id, id).await.map(Words::same),
        Thing::Consent => consents::reason(&own, id).await.map(Words::same),
        Thing::Export => {
            let found = own.of::<export::Entity>().filter(export::Column::Id.eq(id)).one(own.db()).await?;
            found.map(|found| Words::same(found.file_name)).ok_or(Fault::App(AppError::NotFound))
        }
        Thing::Network => networks::name(&own, id).await.map(Words::same),
        Thing::Case if !request.signed_in()?.role.is_staff() => {
            let found = own.of::<support_case::Entity>().filter(support_case::Column::Id.eq(id)).one(own.db()).await?;
            case(&own, found.ok_or(AppError::NotFound)?).await
        }
        Thing::ProfileChange => support::change_name(request, id).await,
        Thing::StaffRequest => staff::name(request, id).await.map(Words::same),
        _ => of_desk(request, thing, id).await,
    }
}

/// Things that the support desk handles, in all companies.
async fn of_desk(request: &Request, thing: Thing, id: Uuid) -> Result<Words, Fault> {
    let read = request.read(app::cases::api::HANDLE).await?;
    match thing {
        Thing::Case => {
            let found = support_case::Entity::find_by_id(id).one(read.db()).await?.ok_or(AppError::NotFound)?;
            seen::note(request, found.tenant_id).await?;
            case(&read, found).await
        }
        Thing::Account => {
            let found = people::find(&read, id).await?.ok_or(AppError::NotFound)?;
            seen::note(request, found.tenant_id.ok_or(AppError::NotFound)?).await?;
            Ok(person(&found))
        }
        Thing::Help => cases::help_name(&read, id).await.map(Words::same),
        Thing::Lift => {
            let found = network_lift::Entity::find_by_id(id).one(read.db()).await?.ok_or(AppError::NotFound)?;
            company(&read, found.tenant_id).await
        }
        _ => company(&read, id).await,
    }
}

fn person(account: &account::Model) -> Words {
    Words::same(format!("{} ({})", account.name, account.email))
}

async fn company(read: &Read, id: Uuid) -> Result<Words, Fault> {
    let found = tenant::Entity::find_by_id(id).one(read.db()).await?;
    found.map(|found| Words::same(found.name)).ok_or(Fault::App(AppError::NotFound))
}

/// The account and the kind of a case.
async fn case(read: &Read, case: support_case::Model) -> Result<Words, Fault> {
    let account = people::find(read, case.account_id).await?.ok_or(AppError::NotFound)?;
    let (who, what) = (person(&account), kind(case.removes_second_factor));
    Ok(Words { ja: format!("{}：{}", who.ja, what.ja), en: format!("{}: {}", who.en, what.en) })
}
