//! The provider's side: companies as contracts, contacts and account states, never as data (MS-18), and their profiles.

mod preview;

use crate::consents::seen;
use crate::door::{Read, Request};
use crate::entity::{account, tenant};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::paging::{self, Begin};
use crate::profile::{self, Profile};
use crate::{cases, contacts, security, typed, use_case, view};
use app::error::{AppError, Next, Refusals};
use app::kit::Place;
use app::permission::Permission;
use app::security::api::ProfileView;
use app::support::api::{ChangeProfile, SupportApi, TenantDetail, TenantList, TenantRow};
use app::support::messages as m;
use app::text::Words;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

const PAGE: u64 = 50;

#[async_trait::async_trait]
impl SupportApi for Request {
    async fn tenants(&self, place: &Place) -> Result<TenantList, AppError> {
        use_case!(self, tenants(self, place))
    }

    async fn tenant(&self, id: &str, preview: Option<&str>) -> Result<TenantDetail, AppError> {
        use_case!(self, detail(self, id, preview))
    }

    async fn change_profile(&self, command: ChangeProfile) -> Result<Next, AppError> {
        use_case!(self, change_profile(self, command))
    }

    async fn profile(&self, name: &str) -> Result<ProfileView, AppError> {
        use_case!(self, one_profile(self, name))
    }

    async fn profiles(&self) -> Result<Vec<(String, Words)>, AppError> {
        use_case!(self, all_profiles(self))
    }
}

async fn tenants(request: &Request, place: &Place) -> Result<TenantList, Fault> {
    let read = request.read(Permission::SupportTenants).await?;
    let fetch = |begin, n| {
        let (read, query) = (&read, Begin::narrow(begin, tenant::Entity::find(), tenant::Column::Id));
        async move { Ok(query.limit(n).all(read.db()).await?) }
    };
    let id = |cursor: &str| cursor.parse::<Uuid>().map_err(|_| Fault::NotFound);
    let found = paging::page(Begin::at(place, id)?, PAGE, fetch).await?;
    let around = found.around(|tenant| tenant.id.to_string());
    let mut rows = Vec::with_capacity(found.rows.len());
    for tenant in found.rows {
        rows.push(row(&read, tenant).await?);
    }
    let desk = request.signed_in()?.permissions.has(Permission::SupportCases);
    let desk = if desk { Some(cases::desk_work(request).await?) } else { None };
    Ok(TenantList { desk, rows, around })
}

async fn row(read: &Read, tenant: tenant::Model) -> Result<TenantRow, Fault> {
    let accounts = account::Entity::find().filter(account::Column::TenantId.eq(tenant.id));
    let locked = accounts.clone().filter(account::is_locked());
    Ok(TenantRow {
        id: tenant.id.to_string(),
        profile_title: title(profile::built_in(&tenant.profile)),
        name: tenant.name,
        profile: tenant.profile,
        created: view::when(tenant.created_at),
        accounts: accounts.count(read.db()).await?,
        locked: locked.count(read.db()).await?,
    })
}

fn title(profile: Option<&Profile>) -> Words {
    profile.map_or_else(|| Words::same(""), |p| Words { ja: p.title.ja.clone(), en: p.title.en.clone() })
}

async fn find(read: &Read, id: &str) -> Result<tenant::Model, Fault> {
    let id = id.parse::<Uuid>().map_err(|_| Fault::NotFound)?;
    tenant::Entity::find_by_id(id).one(read.db()).await?.ok_or(Fault::NotFound)
}

async fn detail(request: &Request, id: &str, wanted: Option<&str>) -> Result<TenantDetail, Fault> {
    let provider = request.read(Permission::SupportTenants).await?;
    let tenant = find(&provider, id).await?;
    let read = request.read_as_staff(Permission::SupportTenants, tenant.id).await?;
    let preview = match wanted.and_then(profile::built_in).filter(|wanted| wanted.name != tenant.profile) {
        Some(wanted) => Some(preview::preview(&read, &tenant, wanted, request.app.clock.now()).await?),
        None => None,
    };
    let contacts = contacts::for_staff(&read).await?;
    if !contacts.is_empty() {
        seen::note(request, tenant.id).await?;
    }
    Ok(TenantDetail { tenant: row(&read, tenant).await?, contacts, profiles: titles(), preview })
}

async fn change_profile(request: &Request, command: ChangeProfile) -> Result<Next, Fault> {
    let provider = request.read(Permission::SupportProfileChange).await?;
    let tenant = find(&provider, &command.id).await?;
    let mut errors = Refusals::default();
    let Some(wanted) = profile::built_in(&command.profile) else {
        return Err(AppError::invalid("profile", m::PROFILE_UNKNOWN).into());
    };
    if wanted.name == tenant.profile {
        errors.add("profile", m::PROFILE_SAME);
    }
    let words = (m::REASON_MISSING, m::REASON_LONG);
    let reason = typed::required("reason", typed::line(&command.reason), 500, words, &mut errors);
    errors.finish()?;
    let tx = request.write_as_staff(Permission::SupportProfileChange, tenant.id).await?;
    let changed = tenant::Entity::update_many()
        .col_expr(tenant::Column::Profile, Expr::value(&wanted.name))
        .filter(tenant::Column::Id.eq(tenant.id))
        .filter(tenant::Column::Profile.eq(&tenant.profile))
        .exec(tx.db())
        .await?;
    if changed.rows_affected != 1 {
        return Err(AppError::invalid("profile", m::PROFILE_MOVED).into());
    }
    let event = Event::new(Action::ProfileChange).on("tenant", tenant.id, &tenant.name);
    let event = event.with("from", tenant.profile).with("to", wanted.name.clone()).with("version", wanted.version);
    tx.commit(event.personal("reason", reason)).await?;
    Ok(Next::to(format!("/support/tenants/{}", tenant.id)).saying(m::PROFILE_CHANGED))
}

async fn one_profile(request: &Request, name: &str) -> Result<ProfileView, Fault> {
    request.check(Permission::SupportProfiles).await?;
    Ok(security::show(profile::built_in(name).ok_or(Fault::NotFound)?))
}

async fn all_profiles(request: &Request) -> Result<Vec<(String, Words)>, Fault> {
    request.check(Permission::SupportProfiles).await?;
    Ok(titles())
}

fn titles() -> Vec<(String, Words)> {
    profile::names().iter().map(|name| ((*name).to_owned(), title(profile::built_in(name)))).collect()
}
