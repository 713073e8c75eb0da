//! New recovery codes. The session stores them sealed, for display, until the person types one of them back.

use super::step::me;
use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::seal::Sealed;
use crate::state::sessions::keys;
use crate::storage::entity::session;
use app::account::api::OWN_SECURITY;
use app::error::AppError;
use uuid::Uuid;

const CODES: Sealed<session::Entity, Vec<String>> = Sealed::column("codes");

/// True if this session still has new codes to show.
pub async fn has_codes(request: &Request) -> Result<bool, Fault> {
    Ok(request.session()?.get::<String>(keys::CODES).await?.is_some())
}

/// The new codes, until one is typed back.
pub async fn codes(request: &Request) -> Result<Vec<String>, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = me(request)?;
    let Some(sealed) = request.session()?.get::<String>(keys::CODES).await? else {
        return Err(AppError::EnrolFirst.into());
    };
    let keys = read.keys().await?;
    Ok(CODES.open_text(&keys, keys.row(me.account.id), &sealed)?)
}

/// Seals codes for a session.
pub async fn seal_codes(tx: &Write, account: Uuid, codes: &[String]) -> Result<String, Fault> {
    Ok(CODES.seal_text(&*tx.keys().await?, account, &codes.to_vec())?)
}

pub async fn forget_codes(request: &Request) -> Result<(), Fault> {
    request.session()?.remove::<String>(keys::CODES).await?;
    Ok(())
}
