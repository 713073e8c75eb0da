//! Finds the consent under which staff may view a company's data right now (MS-18, BP-15). Another module lets the
//! company grant and end consents.

use super::fault::Fault;
use super::request::Request;
use super::write::Write;
use crate::door::guarded::check::take;
use crate::storage::entity::access_consent::{Column as C, Entity, Model};
use app::permission::LookScope;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// The consent now in force for a scope; if there are several, the one that lasts longest. A forged one never counts (S10).
pub async fn in_force(tx: &Write, scope: LookScope) -> Result<Option<Model>, Fault> {
    let open = tx.of::<Entity>().filter(C::EndedAt.is_null());
    let open = tx.all(open.filter(C::Until.gt(tx.app().clock.now())).order_by_desc(C::Until)).await?;
    for mut row in open {
        if scopes(&row.scopes).contains(&scope) && take(tx, &mut row).await? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// Until when staff may view some data of the actor's company: the end of the consent now in force that lasts longest.
pub async fn lasts_until(request: &Request) -> Result<Option<DateTime<Utc>>, Fault> {
    let Some(company) = request.signed_in()?.account.tenant_id else { return Ok(None) };
    let read = request.reader(company);
    let open = read.of::<Entity>().filter(C::EndedAt.is_null()).filter(C::Until.gt(request.app.clock.now()));
    for mut row in read.all(open.order_by_desc(C::Until)).await? {
        if take(&read, &mut row).await? {
            return Ok(Some(row.until));
        }
    }
    Ok(None)
}

/// The scopes of a consent, from its row.
pub fn scopes(codes: &str) -> Vec<LookScope> {
    codes.split(',').filter_map(LookScope::from_code).collect()
}
