//! The provider's view of companies: contracts, contacts, account states and profiles, never their data (MS-18).

mod change;
mod effects;
mod letters;
mod preview;

pub use change::name as change_name;

use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::paging::{self, Begin};
use crate::door::{Outward, Read, Request, read_id, seen};
use crate::features::cases;
use crate::features::contacts;
use crate::features::security;
use crate::features::security::profile_change::title;
use crate::features::staff;
use crate::profile;
use crate::storage::entity::{account, tenant};
use app::error::{AppError, Next};
use app::kit::{Place, Todo};
use app::security::api::{ProfileView, StaffRule};
use app::support::api::{
    CHANGE_PROFILE, ChangeProfile, OneProfileChange, PROFILES, PreviewProfile, SupportApi, TENANTS, TenantDetail,
    TenantList, TenantRow,
};
use app::support::messages as m;
use app::text::Words;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

const PAGE: u64 = 50;

#[async_trait::async_trait]
impl SupportApi for Request {
    async fn tenants(&self, place: &Place) -> Result<TenantList, AppError> {
        tenants(self, place).await.outward(self)
    }

    async fn tenant(&self, id: &str, preview: Option<&str>) -> Result<TenantDetail, AppError> {
        detail(self, id, preview).await.outward(self)
    }

    async fn preview_profile(&self, _: PreviewProfile) -> Result<Next, AppError> {
        self.check(CHANGE_PROFILE).await.outward(self)?;
        Err(AppError::Preview)
    }

    async fn ask_profile(&self, command: ChangeProfile) -> Result<Next, AppError> {
        change::ask(self, command).await.outward(self)
    }

    async fn approve_profile(&self, command: OneProfileChange) -> Result<Next, AppError> {
        change::approve(self, command).await.outward(self)
    }

    async fn cancel_profile(&self, command: OneProfileChange) -> Result<Next, AppError> {
        change::cancel(self, command).await.outward(self)
    }

    async fn profile(&self, name: &str) -> Result<ProfileView, AppError> {
        one_profile(self, name).await.outward(self)
    }

    async fn staff_rules(&self) -> Result<Vec<StaffRule>, AppError> {
        staff_rules(self).await.outward(self)
    }

    async fn profiles(&self) -> Result<Vec<(String, Words)>, AppError> {
        all_profiles(self).await.outward(self)
    }
}

async fn tenants(request: &Request, place: &Place) -> Result<TenantList, Fault> {
    let read = request.read(TENANTS).await?;
    let fetch = |begin, n| {
        let (read, query) = (&read, Begin::narrow(begin, tenant::Entity::find(), tenant::Column::Id));
        async move { read.first(query, n).await }
    };
    let found = paging::page(Begin::at(place, read_id)?, PAGE, fetch).await?;
    let around = found.around(|tenant| tenant.id.to_string());
    let mut rows = Vec::with_capacity(found.rows.len());
    for tenant in found.rows {
        rows.push(row(&read, tenant).await?);
    }
    Ok(TenantList { desk: todo(request, &read).await?, rows, around })
}

/// The tasks that wait for a member of the desk and that they may do.
async fn todo(request: &Request, read: &Read) -> Result<Option<Vec<Todo>>, Fault> {
    let me = request.signed_in()?;
    if !me.permissions.has(app::cases::api::HANDLE) {
        return Ok(None);
    }
    let mut todo = cases::for_desk(read, me).await?;
    todo.extend(staff::waiting(read, me).await?);
    if me.permissions.has(CHANGE_PROFILE) {
        todo.extend(change::to_approve(read, me.account.id).await?.into_iter().map(profile_to_approve));
    }
    Ok(Some(todo))
}

fn profile_to_approve(change::ToApprove { tenant, company, altered }: change::ToApprove) -> Todo {
    let (words, at) = if altered { (m::PROFILE_ALTERED, "h-change") } else { (m::PROFILE_TO_APPROVE, "h-effect") };
    Todo::new("gauge", words.with(&[("company", &company)]), format!("/support/tenants/{tenant}#{at}"))
}

async fn row(read: &Read, tenant: tenant::Model) -> Result<TenantRow, Fault> {
    let accounts = account::Entity::find().filter(account::Column::TenantId.eq(tenant.id));
    let locked = accounts.clone().filter(account::is_locked());
    Ok(TenantRow {
        altered: !guarded::is_genuine(read.app(), &tenant),
        id: tenant.id.to_string(),
        profile_title: title(profile::built_in(&tenant.profile)),
        name: tenant.name,
        profile: tenant.profile,
        created: when(tenant.created_at),
        accounts: accounts.count(read.db()).await?,
        locked: locked.count(read.db()).await?,
    })
}

async fn find(read: &Read, id: &str) -> Result<tenant::Model, Fault> {
    let id = read_id(id)?;
    tenant::Entity::find_by_id(id).one(read.db()).await?.ok_or(Fault::App(AppError::NotFound))
}

async fn detail(request: &Request, id: &str, wanted: Option<&str>) -> Result<TenantDetail, Fault> {
    let provider = request.read(TENANTS).await?;
    let tenant = find(&provider, id).await?;
    let read = request.read_as_staff(TENANTS, tenant.id).await?;
    let waiting = change::waiting(&read).await?;
    let asked = match &waiting {
        Some(row) => Some(change::asked(request, &read, row).await?),
        None => None,
    };
    let wanted = waiting.as_ref().map(|row| row.wanted.as_str()).or(wanted);
    let wanted = wanted.filter(|_| asked.as_ref().is_none_or(|asked| !asked.altered));
    let preview = match wanted.and_then(profile::built_in).filter(|wanted| wanted.name != tenant.profile) {
        Some(wanted) => Some(preview::preview(&read, &tenant, wanted).await?),
        None => None,
    };
    let contacts = contacts::for_staff(&read).await?;
    if !contacts.is_empty() {
        seen::note(request, tenant.id).await?;
    }
    Ok(TenantDetail { tenant: row(&read, tenant).await?, contacts, profiles: titles(), preview, asked })
}

async fn one_profile(request: &Request, name: &str) -> Result<ProfileView, Fault> {
    request.check(PROFILES).await?;
    Ok(security::show(&request.app, profile::built_in(name).ok_or(AppError::NotFound)?))
}

async fn staff_rules(request: &Request) -> Result<Vec<StaffRule>, Fault> {
    let read = request.read(PROFILES).await?;
    Ok(security::staff_rules(request.app.staff_rules(read.db()).await?))
}

async fn all_profiles(request: &Request) -> Result<Vec<(String, Words)>, Fault> {
    request.check(PROFILES).await?;
    Ok(titles())
}

fn titles() -> Vec<(String, Words)> {
    profile::names().iter().map(|name| ((*name).to_owned(), title(profile::built_in(name)))).collect()
}
