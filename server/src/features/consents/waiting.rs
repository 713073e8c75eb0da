//! Forged consents for the home pages. They let nobody look, and the company can revoke them.

use crate::door::fault::Fault;
use crate::door::{Person, Read, company, guarded};
use crate::storage::entity::access_consent::{Column as C, Entity, Model};
use app::consents::api::{GRANT, LOOK};
use app::consents::messages as m;
use app::kit::Todo;
use sea_orm::{ColumnTrait, QueryFilter, Select};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The company's consents that are forged and not revoked.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(GRANT) {
        return Ok(Vec::new());
    }
    let altered = altered(read, read.of()).await?.len() as u64;
    Ok(Todo::counted("eye", altered, m::TODO_ALTERED, "/consents").into_iter().collect())
}

/// The companies that have forged consents, as their pages show them to staff.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(LOOK) {
        return Ok(Vec::new());
    }
    let open = read.across::<Entity>()?.filter(C::Until.gt(read.app().clock.now()));
    let companies: BTreeSet<Uuid> = altered(read, open).await?.into_iter().map(|row| row.tenant_id).collect();
    let names = company::names(read, companies.iter().copied()).await?;
    let one = |company: Uuid| {
        let words = m::STAFF_TODO_ALTERED.saying(&[("company", names.get(&company)?)]);
        Some(Todo::new("eye", words, format!("/support/tenants/{company}#h-consent")))
    };
    Ok(companies.into_iter().filter_map(one).collect())
}

async fn altered(read: &Read, of: Select<Entity>) -> Result<Vec<Model>, Fault> {
    let (_, altered) = guarded::part(read, read.all(of.filter(C::EndedAt.is_null())).await?).await?;
    Ok(altered)
}
