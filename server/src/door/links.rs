//! Creates and revokes one-time links. A new link replaces the older ones for the same thing. Somebody may have taken one of
//! them away for the moment, so it is known since when links for that thing count (S10).

use super::fault::Fault;
use super::link;
use super::readable;
use super::write::Write;
use crate::base::clock;
use crate::state::known_rows::RowFact;
use crate::storage::entity::one_time_link::{self, Column as C, Model};
use crate::storage::rows;
use app::link::Purpose;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use uuid::Uuid;

/// Creates a link that is valid until `until`, and returns its address.
pub async fn make(tx: &Write, purpose: Purpose, subject: Uuid, until: DateTime<Utc>) -> Result<String, Fault> {
    let app = tx.app();
    let mut token = [0; 32];
    app.rng.fill(&mut token);
    let token = BASE64.encode(token);
    let since = end_all(tx, purpose, subject).await?;
    let mut row = Model {
        token_hash: link::hash(&token),
        tenant_id: tx.tenant(),
        purpose: purpose.code.into(),
        subject_id: subject,
        until,
        used_at: None,
        created_at: since,
        mac: None,
    };
    row.mac = Some(link::sign(app.keys.rows(), &row));
    one_time_link::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    Ok(format!("{}{}/{token}", app.config.origin(), purpose.page))
}

/// Deletes all unused links for one thing. Used ones stay, so that a second use can be told from an unknown token.
pub async fn revoke(tx: &Write, purpose: Purpose, subject: Uuid) -> Result<(), Fault> {
    end_all(tx, purpose, subject).await.map(drop)
}

/// Deletes all unused links for one thing. Returns the time at which the next link is made: none from before counts. It is
/// now, but later than the last one even if the clock was set back.
async fn end_all(tx: &Write, purpose: Purpose, subject: Uuid) -> Result<DateTime<Utc>, Fault> {
    let of = Condition::all().add(C::SubjectId.eq(subject)).add(C::Purpose.eq(purpose.code)).add(C::UsedAt.is_null());
    let links = tx.all(one_time_link::Entity::find().filter(of.clone())).await?;
    for link in links.into_iter().filter(|link| link::fits(tx.app().keys.rows(), link)) {
        tx.learns(link::death(link.token_hash, link.until));
    }
    one_time_link::Entity::delete_many().filter(of).exec(tx.db()).await?;
    let (now, last) = (tx.app().clock.now(), tx.app().known_rows.version(link::TABLE, subject));
    let since = now.timestamp_micros().max(last.saturating_add(1));
    tx.learns(RowFact::since(link::TABLE, subject, since));
    Ok(DateTime::from_timestamp_micros(since).unwrap_or(now))
}

/// True if a link for the same thing was created within a time.
pub async fn made_since(tx: &Write, purpose: Purpose, subject: Uuid, ago: Duration) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    let made = one_time_link::Entity::find().filter(C::SubjectId.eq(subject)).filter(C::Purpose.eq(purpose.code));
    let lately = made.filter(C::CreatedAt.gt(now - ago)).filter(C::CreatedAt.lte(now + clock::SKEW));
    Ok(rows::is_any(tx.db(), lately).await?)
}

/// The end of the unused link for a thing, if there is one.
pub async fn open_until(
    db: &impl ConnectionTrait,
    purpose: Purpose,
    subject: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Fault> {
    let open = one_time_link::Entity::find().filter(C::SubjectId.eq(subject)).filter(C::Purpose.eq(purpose.code));
    let open = open.filter(C::UsedAt.is_null()).filter(C::Until.gt(now)).select_only().column(C::Until);
    Ok(readable::columns(db, open).await?.into_iter().next())
}
