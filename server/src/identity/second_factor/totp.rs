//! Codes of authenticator apps (RFC 6238): 6 digits, 30 seconds, and SHA-1, which the apps support. The previous and
//! the next step are accepted too, because clocks differ.

use crate::base::clock::{Rng, SKEW};
use crate::door::fault::Fault;
use crate::door::{Write, second_step};
use crate::seal::keys::TenantKeys;
use crate::seal::{BytesForm, Sealed};
use crate::state::known_rows::RowFact;
use crate::storage::entity::authenticator::{self, Column as C};
use app::second_factor::api::Setup;
use qrcode::{Color, QrCode};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use std::fmt::Write as _;
use totp_rs::{Builder, Totp};
use uuid::Uuid;

/// 160 bits, as recommended by RFC 4226.
const SECRET: usize = 20;
/// How many steps the newest accepted step may lie ahead of a matching one: from the step before to the one after, plus
/// the difference between the clocks of processes.
const AHEAD: i64 = 2 + SKEW.num_seconds() / 30;
/// What `known_rows` calls the newest steps of accounts.
const STEPS: &str = "authenticator_step";
/// Empty modules around the code, as required by the standard.
const QUIET: usize = 4;

const SECRET_KEY: Sealed<authenticator::Entity, BytesForm> = Sealed::column("secret");

/// Creates a new secret, sealed.
pub fn new_secret(rng: &dyn Rng, keys: &TenantKeys, account: Uuid) -> Result<Vec<u8>, Fault> {
    let mut secret = [0; SECRET];
    rng.fill(&mut secret);
    Ok(SECRET_KEY.seal(keys, account, &secret)?)
}

/// The label of an account in the app: its owner, preceded by the issuer.
#[derive(Clone, Copy)]
pub struct AccountLabel<'a> {
    pub email: &'a str,
    pub issuer: &'a str,
}

fn open(keys: &TenantKeys, account: Uuid, sealed: &[u8], label: AccountLabel<'_>) -> Result<Totp, Fault> {
    let unreadable = || Fault::unreadable(format!("the authenticator of account {account} cannot be read"));
    let secret = SECRET_KEY.open(keys, keys.row(account), sealed)?;
    let builder = Builder::new().with_secret(secret).with_account_name(label.email);
    let builder = builder.with_issuer((!label.issuer.is_empty()).then_some(label.issuer));
    builder.build().map_err(|_| unreadable())
}

/// Returns the step of a code, if it matches the secret now; `now` in Unix seconds.
pub fn step_of(keys: &TenantKeys, account: Uuid, sealed: &[u8], code: &str, now: i64) -> Result<Option<i64>, Fault> {
    let step = open(keys, account, sealed, AccountLabel { email: "", issuer: "" })?.check(code, now.unsigned_abs());
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Checks a code of the secret in force. Accepts each step once, and no step before it: the row changes only if its
/// newest step is older, so of parallel posts in several processes only one succeeds. A newest step too far ahead was
/// stored while the clock was wrong, and blocks nothing. A forged row accepts no code (S10).
pub async fn accept(tx: &Write, account: Uuid, code: &str, now: i64) -> Result<bool, Fault> {
    let row = second_step::stored(tx.app(), tx.db(), account).await?;
    let Some(sealed) = row.and_then(|row| row.sealed) else { return Ok(false) };
    let Some(step) = step_of(&*tx.keys().await?, account, &sealed, code, now)? else { return Ok(false) };
    // Somebody may have put the row's newest step back (S10).
    let newest = tx.app().known_rows.version(STEPS, account);
    if (step..=step + AHEAD).contains(&newest) {
        return Ok(false);
    }
    let taken = authenticator::Entity::update_many()
        .col_expr(C::LastStep, Expr::value(step))
        .filter(C::AccountId.eq(account))
        .filter(Condition::any().add(C::LastStep.lt(step)).add(C::LastStep.gt(step + AHEAD)));
    let accepted = taken.exec(tx.db()).await?.rows_affected == 1;
    if accepted {
        if newest > step {
            // It was accepted while the clock was wrong, and is forgotten.
            tx.learns(RowFact::Restored { table: STEPS.into(), id: account, version: 0 });
        }
        tx.learns(RowFact::version(STEPS, account, step));
    }
    Ok(accepted)
}

/// A secret in the forms that people can enter: as a picture, as text, and as an address.
pub fn setup(keys: &TenantKeys, account: Uuid, sealed: &[u8], label: AccountLabel<'_>) -> Result<Setup, Fault> {
    let totp = open(keys, account, sealed, label)?;
    let address = totp.to_url().map_err(|e| Fault::internal(e.to_string()))?;
    let code = QrCode::new(&address).map_err(|e| Fault::internal(e.to_string()))?;
    let secret = totp.secret().to_base32();
    let groups: Vec<&str> = secret.as_bytes().chunks(4).filter_map(|part| std::str::from_utf8(part).ok()).collect();
    Ok(Setup { secret: groups.join(" "), qr_path: path(&code), qr_size: code.width() + 2 * QUIET, address })
}

/// The dark modules of a QR code as an SVG path.
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
