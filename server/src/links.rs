//! One-time links: 256 random bits, of which the database keeps a hash. A link opens one thing, once, for a time; a newer
//! one for the same thing puts the older ones out of use (ASVS 6.5.1, 6.5.5). Its first use moves it from the address
//! into the session, so that it stands in no history and no referrer (ASVS 14.2.1). What was never made is not stored.

use crate::app_state::App;
use crate::door::{Request, Write};
use crate::entity::one_time_link::{self, Column as C, Model};
use crate::fault::Fault;
use crate::seal::RowKey;
use crate::session_store::keys;
use crate::{clock, share};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Duration, Utc};
use ring::digest::{SHA256, digest};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

const TABLE: &str = "one_time_link";

/// What a link is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    ConfirmContact,
    /// An account, at the end of an invitation.
    Join,
    /// An account of staff, once another member of staff has approved it.
    JoinStaff,
    /// A new password, at the end of a support case.
    ResetPassword,
    /// A new password for an account, sent by an administrator of the company.
    ResetByAdministrator,
}

impl Purpose {
    const ALL: [Purpose; 5] = [
        Purpose::ConfirmContact,
        Purpose::Join,
        Purpose::JoinStaff,
        Purpose::ResetPassword,
        Purpose::ResetByAdministrator,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Purpose::ConfirmContact => "contact.confirm",
            Purpose::Join => "member.join",
            Purpose::JoinStaff => "staff.join",
            Purpose::ResetPassword => "password.reset",
            Purpose::ResetByAdministrator => "password.reset.administrator",
        }
    }

    /// The page that the link opens.
    fn path(self) -> &'static str {
        match self {
            Purpose::ConfirmContact => "/contacts/confirm",
            Purpose::Join | Purpose::JoinStaff => "/join",
            Purpose::ResetPassword | Purpose::ResetByAdministrator => "/password/reset",
        }
    }
}

/// Characters of a token: 32 random bytes in base64url without padding (RFC 4648 §5).
const TOKEN: usize = 43;

/// Makes a link, good until `until`, and answers its address.
pub async fn make(tx: &Write, purpose: Purpose, subject: Uuid, until: DateTime<Utc>) -> Result<String, Fault> {
    let app = tx.app();
    let mut token = [0; 32];
    app.rng.fill(&mut token);
    let token = BASE64.encode(token);
    revoke(tx, purpose, subject).await?;
    let mut row = Model {
        token_hash: hash(&token),
        tenant_id: tx.tenant,
        purpose: purpose.code().into(),
        subject_id: subject,
        until,
        used_at: None,
        created_at: app.clock.now(),
        mac: None,
    };
    row.mac = Some(sign(app.keys.rows(), &row));
    one_time_link::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    Ok(format!("{}{}/{token}", app.config.origin(), purpose.path()))
}

/// Puts all links for one thing out of use. Used ones stay, so that whoever tries them again is known.
pub async fn revoke(tx: &Write, purpose: Purpose, subject: Uuid) -> Result<(), Fault> {
    let of = one_time_link::Entity::delete_many().filter(C::SubjectId.eq(subject)).filter(C::UsedAt.is_null());
    of.filter(C::Purpose.eq(purpose.code())).exec(tx.db()).await?;
    Ok(())
}

/// Whether a link for the same thing was made so short a time ago.
pub async fn made_since(tx: &Write, purpose: Purpose, subject: Uuid, ago: Duration) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    let made = one_time_link::Entity::find().filter(C::SubjectId.eq(subject)).filter(C::Purpose.eq(purpose.code()));
    let lately = made.filter(C::CreatedAt.gt(now - ago)).filter(C::CreatedAt.lte(now + clock::SKEW));
    Ok(lately.one(tx.db()).await?.is_some())
}

/// Until when a link for a thing is good that nobody has used; none if there is no such link.
pub async fn open_until(
    db: &impl ConnectionTrait,
    purpose: Purpose,
    subject: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Fault> {
    let open = one_time_link::Entity::find().filter(C::SubjectId.eq(subject)).filter(C::Purpose.eq(purpose.code()));
    let open = open.filter(C::UsedAt.is_null()).filter(C::Until.gt(now)).one(db).await?;
    Ok(open.map(|link| link.until))
}

/// The link behind the token of an address, if one was made for that page and its time is not over. What has not the shape
/// of ours is not even looked up: this is the one place that knows the shape.
pub async fn opened(db: &impl ConnectionTrait, page: &str, token: &str, now: DateTime<Utc>) -> Result<Model, Fault> {
    let of_token = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if token.len() != TOKEN || !token.bytes().all(of_token) {
        return Err(Fault::LinkOver);
    }
    let purposes: Vec<_> = Purpose::ALL.into_iter().filter(|purpose| purpose.path() == page).collect();
    good(db, hash(token), &purposes, now).await
}

/// What is kept of a link in the session: its row, which opens nothing for whoever reads sessions in the database.
pub async fn keep(request: &Request, link: &Model) -> Result<(), Fault> {
    let session = request.session.as_ref().ok_or(Fault::LinkOver)?;
    Ok(session.insert(keys::LINK, hex::encode(&link.token_hash)).await?)
}

/// The link in the session, for one of these purposes, also a used one. Unknown, replaced and expired ones look the same.
/// Whoever holds it is no stranger.
pub async fn find(db: &impl ConnectionTrait, request: &Request, purposes: &[Purpose]) -> Result<Model, Fault> {
    let row = kept(request).await?.ok_or(Fault::LinkOver)?;
    let link = good(db, row, purposes, request.app.clock.now()).await?;
    check(&request.app, &link)?;
    share::recognise();
    Ok(link)
}

async fn good(
    db: &impl ConnectionTrait,
    row: Vec<u8>,
    purposes: &[Purpose],
    now: DateTime<Utc>,
) -> Result<Model, Fault> {
    let of = one_time_link::Entity::find_by_id(row).filter(C::Until.gt(now));
    let of = of.filter(C::Purpose.is_in(purposes.iter().map(|purpose| purpose.code())));
    of.one(db).await?.ok_or(Fault::LinkOver)
}

async fn kept(request: &Request) -> Result<Option<Vec<u8>>, Fault> {
    let Some(session) = &request.session else { return Ok(None) };
    let kept = session.get::<String>(keys::LINK).await?;
    Ok(kept.and_then(|row| hex::decode(row).ok()))
}

/// One that somebody else has written opens nothing, and is an alarm.
fn check(app: &App, link: &Model) -> Result<(), Fault> {
    if signed(link, |parts| app.keys.rows().fits(TABLE, parts, link.mac.as_deref())) {
        return Ok(());
    }
    app.alarms.raise(TABLE, hex::encode(&link.token_hash), &sign(app.keys.rows(), link));
    Err(Fault::LinkOver)
}

/// Signs what a link opens and until when, so that nobody who writes to the database makes one (S10).
pub fn sign(key: &RowKey, link: &Model) -> Vec<u8> {
    signed(link, |parts| key.sign(TABLE, parts))
}

fn signed<T>(link: &Model, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let used = link.used_at.map(|at| at.timestamp_micros().to_be_bytes());
    then(&[
        &link.token_hash,
        link.tenant_id.as_bytes(),
        link.purpose.as_bytes(),
        link.subject_id.as_bytes(),
        &link.until.timestamp_micros().to_be_bytes(),
        used.as_ref().map_or(&[], |at| at),
    ])
}

/// The company of the link in the session, whatever became of the link; none if there is no such link.
pub async fn company(db: &impl ConnectionTrait, request: &Request) -> Result<Option<Uuid>, Fault> {
    let Some(row) = kept(request).await? else { return Ok(None) };
    Ok(one_time_link::Entity::find_by_id(row).one(db).await?.map(|link| link.tenant_id))
}

/// Uses a link up; of several at once, one succeeds.
pub async fn spend(tx: &Write, link: &Model) -> Result<(), Fault> {
    let now = tx.app().clock.now();
    let mac = sign(tx.app().keys.rows(), &Model { used_at: Some(now), ..link.clone() });
    let used = one_time_link::Entity::update_many()
        .col_expr(C::UsedAt, Expr::value(now))
        .col_expr(C::Mac, Expr::value(mac))
        .filter(C::TokenHash.eq(link.token_hash.clone()))
        .filter(C::UsedAt.is_null());
    if used.exec(tx.db()).await?.rows_affected == 1 { Ok(()) } else { Err(Fault::LinkOver) }
}

fn hash(token: &str) -> Vec<u8> {
    digest(&SHA256, token.as_bytes()).as_ref().to_vec()
}
