//! One company: its contract, contacts and account states, and what another profile would change.

use super::company::{find_company, row};
use super::preview::preview;
use super::profiles::titles;
use super::waiting;
use crate::door::fault::Fault;
use crate::door::{Request, guarded, people, staff_views};
use crate::features::contacts;
use crate::profile;
use app::support::api::{TENANTS, TenantDetail};

pub async fn detail(request: &Request, id: &str, wanted: Option<&str>) -> Result<TenantDetail, Fault> {
    let provider = request.read(TENANTS).await?;
    let mut tenant = find_company(&provider, id).await?;
    let read = request.read_as_staff(TENANTS, tenant.id).await?;
    let mut waiting = waiting::of_company(&read).await?;
    let asked = match &mut waiting {
        Some(row) => Some(waiting::asked(request, &read, row).await?),
        None => None,
    };
    let wanted = waiting.as_ref().map(|row| row.wanted.as_str()).or(wanted);
    // Neither a forged request nor a forged company has effects that anybody can count.
    let genuine = guarded::take(&provider, &mut tenant).await? && asked.as_ref().is_none_or(|asked| !asked.altered);
    let wanted = wanted.filter(|_| genuine);
    let preview = match wanted.and_then(profile::built_in).filter(|wanted| wanted.name != tenant.profile) {
        Some(wanted) => Some(preview(&read, &tenant, wanted).await?),
        None => None,
    };
    let contacts = contacts::for_staff(&read).await?;
    if !contacts.is_empty() {
        staff_views::log_view(request, tenant.id).await?;
    }
    Ok(TenantDetail {
        tenant: row(&read, tenant).await?,
        altered_accounts: people::altered(&read, people::of(read.tenant())).await?.len() as u64,
        contacts,
        profiles: titles(),
        preview,
        asked,
    })
}
