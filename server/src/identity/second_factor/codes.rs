//! New recovery codes. The session stores them sealed, for display, until the person says that they are kept.

use super::recovery;
use super::step::me;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Read, Request, Write};
use crate::seal::Sealed;
use crate::state::sessions::keys;
use crate::storage::entity::session;
use app::account::api::OWN_SECURITY;
use app::error::AppError;
use app::second_factor::api::NewCodes;
use uuid::Uuid;

const CODES: Sealed<session::Entity, Vec<String>> = Sealed::column("codes");

/// True if this session still has new codes to show.
pub async fn has_codes(request: &Request) -> Result<bool, Fault> {
    Ok(request.session()?.get::<String>(keys::CODES).await?.is_some())
}

/// The new codes and what stands beside them on paper, until the person says that they are kept.
pub async fn codes(request: &Request) -> Result<NewCodes, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = me(request)?;
    let codes = open(request, &read, me.account.id).await?.ok_or(AppError::EnrolFirst)?;
    let made = recovery::made_at(&read, me.account.id).await?.ok_or(AppError::EnrolFirst)?;
    let config = &request.app.config;
    Ok(NewCodes { codes, made: when(made), console: config.service_name(), address: config.origin() })
}

/// One of the codes that this session shows, if it shows any.
pub async fn shown(request: &Request) -> Result<Option<String>, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let codes = open(request, &read, me(request)?.account.id).await?;
    Ok(codes.and_then(|codes| codes.into_iter().next()))
}

async fn open(request: &Request, read: &Read, account: Uuid) -> Result<Option<Vec<String>>, Fault> {
    let Some(sealed) = request.session()?.get::<String>(keys::CODES).await? else { return Ok(None) };
    let keys = read.keys().await?;
    Ok(Some(CODES.open_text(&keys, keys.row(account), &sealed)?))
}

/// Seals codes for a session.
pub async fn seal_codes(tx: &Write, account: Uuid, codes: &[String]) -> Result<String, Fault> {
    Ok(CODES.seal_text(&*tx.keys().await?, account, &codes.to_vec())?)
}

pub async fn forget_codes(request: &Request) -> Result<(), Fault> {
    request.session()?.remove::<String>(keys::CODES).await?;
    Ok(())
}
