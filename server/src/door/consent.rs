//! Finds the consent under which staff may view a company's data right now (MS-18, BP-15). Another module lets the
//! company grant and end consents.

use super::fault::Fault;
use super::person::Lasting;
use super::request::Request;
use super::write::Write;
use crate::door::guarded::check::{part, take};
use crate::seal::{Sealed, TextForm};
use crate::storage::entity::access_consent::{Column as C, Entity, Model};
use app::consents::api::GRANT;
use app::permission::LookScope;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// What a company's consents allow right now.
pub struct InForce {
    /// The consent that allows it; if there are several, the one that lasts longest.
    pub consent: Option<Model>,
    /// True if one of them is forged. It allows nothing (S10).
    pub altered: bool,
}

/// The consent now in force for a scope.
pub async fn in_force(tx: &Write, scope: LookScope) -> Result<InForce, Fault> {
    let now = tx.app().clock.now();
    let lasting = tx.of::<Entity>().filter(C::Until.gt(now)).order_by_desc(C::Until);
    let (genuine, forged) = part(tx, tx.all(lasting).await?).await?;
    let allows = |row: &Model| is_open(row, now) && scopes(&row.scopes).contains(&scope);
    Ok(InForce { consent: genuine.into_iter().find(allows), altered: !forged.is_empty() })
}

/// True for a genuine consent that is neither over nor revoked.
pub fn is_open(row: &Model, now: DateTime<Utc>) -> bool {
    row.ended_at.is_none() && row.until > now
}

/// Why a consent was given.
pub const REASON: Sealed<Entity, TextForm> = Sealed::column("reason");

/// Until when staff may view some data of the actor's company, and why: the consent now in force that lasts longest.
pub async fn lasting(request: &Request) -> Result<Option<Lasting>, Fault> {
    let me = request.signed_in()?;
    let Some(company) = me.account.tenant_id else { return Ok(None) };
    let (read, now) = (request.reader(company), request.app.clock.now());
    let open = read.of::<Entity>().filter(C::EndedAt.is_null()).filter(C::Until.gt(now));
    for mut row in read.all(open.order_by_desc(C::Until)).await? {
        if take(&read, &mut row).await? && is_open(&row, now) {
            let may = me.permissions.has(GRANT);
            let why = if may { read.opened(REASON.open(&*read.keys().await?, &row, &row.sealed_reason)) } else { None };
            return Ok(Some(Lasting { until: row.until, why }));
        }
    }
    Ok(None)
}

/// The scopes of a consent, from its row.
pub fn scopes(codes: &str) -> Vec<LookScope> {
    codes.split(',').filter_map(LookScope::from_code).collect()
}
