//! Requests to lift a company's network limits that wait for another member of staff.

use crate::door::fault::Fault;
use crate::door::{Person, Read, company, guarded};
use crate::storage::entity::network_lift::{Column as C, Entity};
use app::cases::api::HANDLE;
use app::kit::Todo;
use app::networks::messages as m;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// The number of waiting companies shown.
const SHOWN: u64 = 50;

/// Requests that the person may approve or end. A forged one can only be ended.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(HANDLE) {
        return Ok(Vec::new());
    }
    let open = read.across::<Entity>()?.filter(C::ClosedAt.is_null()).order_by_asc(C::Id).limit(SHOWN);
    let open = read.all(open).await?;
    let mut companies = company::named(read, open.iter().map(|row| row.tenant_id)).await?;
    let mut todo = Vec::new();
    for mut row in open {
        let genuine = guarded::take(read, &mut row).await?;
        let Some(company) = companies.iter_mut().find(|company| company.id == row.tenant_id) else { continue };
        if genuine && row.asked_by == me.account.id {
            continue;
        }
        let open = guarded::take(read, company).await?;
        let words = match (genuine, open) {
            (false, _) => m::LIFT_ALTERED,
            (true, false) => m::LIFT_CLOSED,
            (true, true) => m::LIFT_TO_APPROVE,
        };
        let places = [("company", &company::name(company, open)), ("button", &m::LIFT_CANCEL.into())];
        let page = format!("/support/tenants/{}#h-lift", company.id);
        todo.push(Todo::new("shield", words.saying(&places), page));
    }
    Ok(todo)
}
