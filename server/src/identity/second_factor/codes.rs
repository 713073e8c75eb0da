//! New recovery codes. The session stores them sealed, for display, until the person types one of them back.

use super::step::me;
use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::seal::Place;
use crate::state::sessions::keys;
use app::account::api::OWN_SECURITY;
use app::error::AppError;
use uuid::Uuid;

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
    let unreadable = || Fault::internal("recovery codes of a session cannot be read");
    let text = read.keys().await?.open_text(&place(read.tenant(), me.account.id), &sealed).map_err(|_| unreadable())?;
    serde_json::from_str(&text).map_err(|_| unreadable())
}

/// Seals codes for a session.
pub async fn seal_codes(tx: &Write, account: Uuid, codes: &[String]) -> Result<String, Fault> {
    let text = serde_json::to_string(codes).map_err(|e| Fault::internal(e.to_string()))?;
    Ok(tx.keys().await?.seal_text(&place(tx.tenant(), account), &text)?)
}

fn place(tenant: Uuid, account: Uuid) -> Place {
    Place { table: "session", column: "codes", tenant: tenant.into_bytes(), row: account.into_bytes() }
}

pub async fn forget_codes(request: &Request) -> Result<(), Fault> {
    request.session()?.remove::<String>(keys::CODES).await?;
    Ok(())
}
