//! One-time links. The database stores a hash of the 256 random bits. A link is valid for one thing, once, for a
//! limited time (ASVS 6.5.1, 6.5.5). An unknown token is not stored.

use super::fault::Fault;
use super::readable;
use super::write::Write;
use crate::base::share;
use crate::seal::RowKey;
use crate::state::AppState;
use crate::state::known_rows::RowFact;
use crate::storage::entity::one_time_link::{self, Column as C, Model};
use app::error::AppError;
use app::link::Purpose;
use app::tables;
use chrono::{DateTime, Utc};
use ring::digest::{SHA256, digest};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

pub const TABLE: &str = "one_time_link";

/// Characters of a token: 32 random bytes in base64url without padding (RFC 4648 §5).
const TOKEN: usize = 43;

/// The link of a token, if one was made for that page and has not expired. A token of another shape costs no query:
/// this is the one place that knows the shape.
pub async fn opened(app: &AppState, db: &impl ConnectionTrait, page: &str, token: &str) -> Result<Model, Fault> {
    let of_token = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if token.len() != TOKEN || !token.bytes().all(of_token) {
        return Err(AppError::LinkOver.into());
    }
    let purposes: Vec<_> = tables::purposes().filter(|purpose| purpose.page == page).collect();
    good(app, db, hash(token), &purposes).await
}

/// Finds the link of a row for one of these purposes, even if it is used. Unknown, replaced and expired links look the
/// same. The holder of a link counts as a known user.
pub async fn find(
    app: &AppState,
    db: &impl ConnectionTrait,
    row: Vec<u8>,
    purposes: &[Purpose],
) -> Result<Model, Fault> {
    let mut link = good(app, db, row.clone(), purposes).await?;
    if is_put_back(app, &link) {
        // A parallel request may have used it after it was read.
        link = good(app, db, row, purposes).await?;
    }
    check(app, &link)?;
    share::recognise();
    Ok(link)
}

async fn good(app: &AppState, db: &impl ConnectionTrait, row: Vec<u8>, purposes: &[Purpose]) -> Result<Model, Fault> {
    let of = one_time_link::Entity::find_by_id(row).filter(C::Until.gt(app.clock.now()));
    let of = of.filter(C::Purpose.is_in(purposes.iter().map(|purpose| purpose.code)));
    readable::one(app, db, of).await?.or_none().ok_or(Fault::App(AppError::LinkOver))
}

/// Whether the program has left a link as it is.
pub fn fits(key: &RowKey, link: &Model) -> bool {
    is_dated(key, link) || signed(link, false, |parts| key.fits(TABLE, parts, link.mac.as_deref()))
}

/// True if the signature of a link covers when it was made. Older versions have signed links without that.
fn is_dated(key: &RowKey, link: &Model) -> bool {
    signed(link, true, |parts| key.fits(TABLE, parts, link.mac.as_deref()))
}

/// When a link was made, as links of one subject are compared. One without a signed time is older than all others.
pub fn since(key: &RowKey, link: &Model) -> i64 {
    if is_dated(key, link) { link.created_at.timestamp_micros() } else { 0 }
}

/// True for a link that counts as unused although it was used, revoked or replaced: somebody has put its row back.
pub fn is_put_back(app: &AppState, link: &Model) -> bool {
    let is_over = || since(app.keys.rows(), link) < app.known_rows.version(TABLE, link.subject_id);
    link.used_at.is_none() && (app.known_rows.is_dead(&link.token_hash) || is_over())
}

/// What is known of a link once an operator takes it as it is.
pub fn restored(app: &AppState, link: &Model) -> Vec<RowFact> {
    let since = RowFact::Restored { table: TABLE.into(), id: link.subject_id, version: since(app.keys.rows(), link) };
    vec![RowFact::RestoredId { id_hash: link.token_hash.clone() }, since]
}

/// A forged link opens nothing and raises an alarm, and so does one that was put back.
fn check(app: &AppState, link: &Model) -> Result<(), Fault> {
    let put_back = is_put_back(app, link);
    if fits(app.keys.rows(), link) && !put_back {
        return Ok(());
    }
    let as_found = [sign(app.keys.rows(), link), vec![put_back.into()]].concat();
    app.alarms.raise(TABLE, hex::encode(&link.token_hash), &as_found);
    Err(AppError::LinkOver.into())
}

/// The fact that an unused link is dead. Nobody can make it last longer than it did, because its end is signed.
pub fn death(token_hash: Vec<u8>, until: DateTime<Utc>) -> RowFact {
    RowFact::DeadId { id_hash: token_hash, until: until.timestamp().saturating_add(1) }
}

/// Signs the purpose, the beginning and the end of a link, so that a person who can write to the database cannot create
/// one (S10).
pub fn sign(key: &RowKey, link: &Model) -> Vec<u8> {
    signed(link, true, |parts| key.sign(TABLE, parts))
}

/// Signs a stored link.
pub async fn sign_stored(db: &impl ConnectionTrait, key: &RowKey, link: &Model) -> Result<(), Fault> {
    let update = one_time_link::Entity::update_many()
        .col_expr(C::Mac, Expr::value(sign(key, link)))
        .filter(C::TokenHash.eq(link.token_hash.clone()));
    update.exec(db).await?;
    Ok(())
}

fn signed<T>(link: &Model, dated: bool, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let used = link.used_at.map(|at| at.timestamp_micros().to_be_bytes());
    let (until, made) = [link.until, link.created_at].map(|at| at.timestamp_micros().to_be_bytes()).into();
    let parts: [&[u8]; 7] = [
        &link.token_hash,
        link.tenant_id.as_bytes(),
        link.purpose.as_bytes(),
        link.subject_id.as_bytes(),
        &until,
        used.as_ref().map_or(&[], |at| at),
        &made,
    ];
    then(&parts[..if dated { 7 } else { 6 }])
}

/// The company of a link, even if it is used or expired.
pub async fn company(db: &impl ConnectionTrait, row: Vec<u8>) -> Result<Option<Uuid>, Fault> {
    let of = one_time_link::Entity::find_by_id(row).select_only().column(C::TenantId);
    Ok(readable::columns(db, of).await?.pop())
}

/// Uses a link up. Of parallel uses only one succeeds.
pub async fn spend(tx: &Write, link: &Model) -> Result<(), Fault> {
    let now = tx.app().clock.now();
    let mac = sign(tx.app().keys.rows(), &Model { used_at: Some(now), ..link.clone() });
    let used = one_time_link::Entity::update_many()
        .col_expr(C::UsedAt, Expr::value(now))
        .col_expr(C::Mac, Expr::value(mac))
        .filter(C::TokenHash.eq(link.token_hash.clone()))
        .filter(C::UsedAt.is_null());
    if used.exec(tx.db()).await?.rows_affected != 1 {
        return Err(AppError::LinkOver.into());
    }
    tx.learns(death(link.token_hash.clone(), link.until));
    Ok(())
}

/// The stored form of a token.
pub fn hash(token: &str) -> Vec<u8> {
    digest(&SHA256, token.as_bytes()).as_ref().to_vec()
}
