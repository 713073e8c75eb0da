//! The cursor of the list: the first or last id shown, signed for the tenant. An unsigned cursor is refused (400),
//! because links with a cursor come only from the console's own pages.

use crate::door::fault::Fault;
use crate::seal::keys::Keys;
use app::error::AppError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// Creates the cursor of an id.
pub fn write(keys: &Keys, tenant: Uuid, id: Uuid) -> String {
    let mut bytes = id.into_bytes().to_vec();
    bytes.extend_from_slice(&tag(keys, tenant, id));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Returns the id in a cursor.
pub fn read(keys: &Keys, tenant: Uuid, cursor: &str) -> Result<Uuid, Fault> {
    let refused = || Fault::App(AppError::BadRequest("cursor"));
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refused())?;
    let (id, signed) = bytes.split_first_chunk::<16>().ok_or_else(refused)?;
    let id = Uuid::from_bytes(*id);
    // Compared in constant time, so that a tag cannot be guessed byte by byte.
    same(signed, &tag(keys, tenant, id)).then_some(id).ok_or_else(refused)
}

fn tag(keys: &Keys, tenant: Uuid, id: Uuid) -> [u8; 8] {
    let mut message = b"end_users".to_vec();
    message.extend_from_slice(id.as_bytes());
    keys.cursor_tag(tenant, &message)
}

fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (x, y)| differs | (x ^ y)) == 0
}
