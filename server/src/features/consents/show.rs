//! Consents for the pages of the company and of staff.

use super::consent::{hours, reason_of, was_altered};
use super::requests;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Read, Request, consent, read_id, staff_views};
use crate::features::operation_logs;
use crate::storage::entity::access_consent::{self, Column as C};
use crate::storage::entity::operation_log::{self, Column as L};
use app::consents::acts;
use app::consents::api::{Consent, ConsentDetail, ConsentList, GRANT, StaffConsents, VIEWS_SHOWN};
use app::error::AppError;
use app::support::api::TENANTS;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The number of consents shown; the log has all of them.
const SHOWN: u64 = 50;
/// The number of views that are counted.
const COUNTED: u64 = 1000;

pub async fn list(request: &Request) -> Result<ConsentList, Fault> {
    let read = request.read(GRANT).await?;
    let most = request.signed_in()?.profile.staff_access.consent_max_hours;
    let (rows, now) = (newest(&read).await?, request.app.clock.now());
    let hours = hours(most);
    let (requests, answered) = (requests::waiting(&read).await?, requests::answered(&read).await?);
    Ok(ConsentList { requests, answered, consents: view(&read, rows, now).await?, hours })
}

/// One consent of the company, with the views of staff that its log has.
pub async fn one(request: &Request, id: &str) -> Result<ConsentDetail, Fault> {
    let (read, id) = (request.read(GRANT).await?, read_id(id)?);
    let row = read.one(read.of::<access_consent::Entity>().filter(C::Id.eq(id))).await?.shown()?;
    let consent = view(&read, vec![row], request.app.clock.now()).await?.pop().ok_or(AppError::NotFound)?;
    let views = read.of::<operation_log::Entity>().filter(L::Action.eq(acts::LOOK.code()));
    let views = views.filter(L::Detail.contains(id.to_string())).order_by_desc(L::Seq);
    let views = operation_logs::page(&read, views, VIEWS_SHOWN).await?;
    Ok(ConsentDetail { consent, request: requests::behind(&read, id).await?, views })
}

/// The company's consents that its page shows.
pub async fn newest(read: &Read) -> Result<Vec<access_consent::Model>, Fault> {
    read.all(read.of::<access_consent::Entity>().order_by_desc(C::Id).limit(SHOWN)).await
}

/// For staff: the consents now in force, and forged ones, whose end is nobody's word; and what waits for an answer.
pub async fn of_tenant(request: &Request, tenant: &str) -> Result<StaffConsents, Fault> {
    let read = request.read_as_staff(TENANTS, read_id(tenant)?).await?;
    let now = request.app.clock.now();
    let lasting = read.of::<access_consent::Entity>().filter(C::Until.gt(now));
    let mut shown = view(&read, read.all(lasting.order_by_desc(C::Id)).await?, now).await?;
    shown.retain(|consent| consent.in_force || consent.altered);
    // They name the administrators who gave them, so the view is logged.
    if !shown.is_empty() {
        staff_views::log_view(request, read.tenant()).await?;
    }
    Ok(StaffConsents { consents: shown, waiting: requests::waiting(&read).await? })
}

/// The reason of a consent of the company.
pub async fn reason(read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = read.one(read.of::<access_consent::Entity>().filter(C::Id.eq(id))).await?.shown()?;
    let reason = read.opened(reason_of(&*read.keys().await?, &row));
    // One that nobody can read is known by its id.
    Ok(reason.unwrap_or_else(|| id.to_string()))
}

async fn view(read: &Read, rows: Vec<access_consent::Model>, now: DateTime<Utc>) -> Result<Vec<Consent>, Fault> {
    let named = rows.iter().flat_map(|row| [Some(row.granted_by), row.ended_by]).flatten();
    let people = people::named_in(read, read.tenant(), named.collect::<Vec<_>>()).await?;
    let name = |id: Uuid| people.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default();
    let looks = looks(read, &rows).await?;
    let keys = read.keys().await?;
    let mut shown = Vec::with_capacity(rows.len());
    for mut row in rows {
        let (genuine, id) = (guarded::take(read, &mut row).await?, row.id.to_string());
        shown.push(Consent {
            reason: read.opened(reason_of(&keys, &row)),
            scopes: consent::scopes(&row.scopes),
            granted: when(row.granted_at),
            granted_by: name(row.granted_by),
            until: when(row.until),
            ended: row.ended_at.map(when),
            ended_by: row.ended_by.map(name).unwrap_or_default(),
            in_force: genuine && consent::is_open(&row, now),
            altered: !genuine,
            was_altered: genuine && was_altered(&row),
            looks: looks.iter().filter(|detail| detail.contains(&id)).count() as u64,
            id,
        });
    }
    Ok(shown)
}

/// The log details of the views since the oldest of these consents. Each names its consent.
async fn looks(read: &Read, rows: &[access_consent::Model]) -> Result<Vec<String>, Fault> {
    let Some(since) = rows.iter().map(|row| row.granted_at).min() else { return Ok(Vec::new()) };
    let looks = read.of::<operation_log::Entity>().filter(L::Action.eq(acts::LOOK.code()));
    let looks = read.all(looks.filter(L::At.gte(since)).order_by_desc(L::Seq).limit(COUNTED)).await?;
    Ok(looks.into_iter().map(|row| row.detail).collect())
}
