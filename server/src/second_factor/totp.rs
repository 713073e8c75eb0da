//! Codes of authenticator apps (RFC 6238): 6 digits, 30 seconds, SHA-1, which is what the apps speak. The step before and
//! the one after count as well, for clocks that differ.

use crate::base::clock::{Rng, SKEW};
use crate::door::Write;
use crate::fault::Fault;
use crate::guarded;
use crate::seal::Place;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::authenticator::{self, Column as C};
use app::second_factor::api::Setup;
use qrcode::{Color, QrCode};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use std::fmt::Write as _;
use totp_rs::{Builder, Totp};
use uuid::Uuid;

/// 160 bits, as RFC 4226 recommends.
const SECRET: usize = 20;
/// By how many steps the newest one may lie ahead of one that fits: from the step before to the one after, and clocks of
/// processes that differ.
const AHEAD: i64 = 2 + SKEW.num_seconds() / 30;
/// Empty modules around the code, as the norm asks for.
const QUIET: usize = 4;

fn place(tenant: Uuid, account: Uuid) -> Place {
    Place { table: "authenticator", column: "secret", tenant: tenant.into_bytes(), row: account.into_bytes() }
}

/// A new secret, sealed.
pub fn new_secret(rng: &dyn Rng, keys: &TenantKeys, account: Uuid) -> Result<Vec<u8>, Fault> {
    let mut secret = [0; SECRET];
    rng.fill(&mut secret);
    Ok(keys.seal(&place(keys.tenant, account), &secret)?)
}

/// How an app names what it makes codes for: whose they are, and the issuer in front of it.
#[derive(Clone, Copy)]
pub struct Label<'a> {
    pub email: &'a str,
    pub issuer: &'a str,
}

fn open(keys: &TenantKeys, account: Uuid, sealed: &[u8], label: Label<'_>) -> Result<Totp, Fault> {
    let unreadable = || Fault::internal(format!("the authenticator of account {account} cannot be read"));
    let secret = keys.open(&place(keys.tenant, account), sealed).map_err(|_| unreadable())?;
    let builder = Builder::new().with_secret(secret).with_account_name(label.email);
    let builder = builder.with_issuer((!label.issuer.is_empty()).then_some(label.issuer));
    builder.build().map_err(|_| unreadable())
}

/// The step a code belongs to, if it fits the secret now; `now` in Unix seconds.
pub fn step_of(keys: &TenantKeys, account: Uuid, sealed: &[u8], code: &str, now: i64) -> Result<Option<i64>, Fault> {
    let step = open(keys, account, sealed, Label { email: "", issuer: "" })?.check(code, now.unsigned_abs());
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Takes a code of the secret in force. No step is accepted twice, nor one before it: the row is changed only where its
/// newest step is older, so of many posts in many processes one succeeds. A step that lies further ahead than any code could
/// have been was taken while the clock was wrong, and closes nothing.
/// A row that somebody else has written takes no code (S10).
pub async fn accept(tx: &Write, account: Uuid, code: &str, now: i64) -> Result<bool, Fault> {
    let row = authenticator::Entity::find_by_id(account).one(tx.db()).await?;
    let Some(row) = row.filter(|row| guarded::is_genuine(tx.app(), row)) else { return Ok(false) };
    let Some(sealed) = row.sealed else { return Ok(false) };
    let Some(step) = step_of(&*tx.keys().await?, account, &sealed, code, now)? else { return Ok(false) };
    let taken = authenticator::Entity::update_many()
        .col_expr(C::LastStep, Expr::value(step))
        .filter(C::AccountId.eq(account))
        .filter(Condition::any().add(C::LastStep.lt(step)).add(C::LastStep.gt(step + AHEAD)));
    Ok(taken.exec(tx.db()).await?.rows_affected == 1)
}

/// A secret as people take it over: as a picture, to type, and as an address.
pub fn setup(keys: &TenantKeys, account: Uuid, sealed: &[u8], label: Label<'_>) -> Result<Setup, Fault> {
    let totp = open(keys, account, sealed, label)?;
    let address = totp.to_url().map_err(|e| Fault::internal(e.to_string()))?;
    let code = QrCode::new(&address).map_err(|e| Fault::internal(e.to_string()))?;
    let secret = totp.secret().to_base32();
    let groups: Vec<&str> = secret.as_bytes().chunks(4).filter_map(|part| std::str::from_utf8(part).ok()).collect();
    Ok(Setup { secret: groups.join(" "), qr_path: path(&code), qr_size: code.width() + 2 * QUIET, address })
}

/// The dark modules of a code as an SVG path.
fn path(code: &QrCode) -> String {
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    path
}
