//! The cursor of the list: the first or last row shown and its number in the list, signed for the tenant. An unsigned cursor
//! is refused (400), because links with a cursor come only from the console's own pages.

use crate::door::fault::Fault;
use crate::door::paging::{Cut, PageStart};
use crate::seal::keys::Keys;
use app::error::AppError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// A row of the list and its number, from 1 on; 0 if the number is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ListPlace {
    pub id: Uuid,
    pub number: u64,
}

/// Creates the cursor of a row.
pub fn write(keys: &Keys, tenant: Uuid, place: ListPlace) -> String {
    let mut bytes = bytes(place);
    bytes.extend_from_slice(&tag(keys, tenant, place));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Returns the row in a cursor.
pub fn read(keys: &Keys, tenant: Uuid, cursor: &str) -> Result<ListPlace, Fault> {
    let refused = || Fault::App(AppError::BadRequest("cursor"));
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refused())?;
    let (id, rest) = bytes.split_first_chunk::<16>().ok_or_else(refused)?;
    let (number, signed) = rest.split_first_chunk::<8>().ok_or_else(refused)?;
    let place = ListPlace { id: Uuid::from_bytes(*id), number: u64::from_be_bytes(*number) };
    // Compared in constant time, so that a tag cannot be guessed byte by byte.
    same(signed, &tag(keys, tenant, place)).then_some(place).ok_or_else(refused)
}

/// The number of the first row of a page, where it is known: from the number of the row beside it. Rows that were added or
/// removed since shift it, as they shift every list between two pages.
pub fn first<T>(begin: PageStart<ListPlace>, found: &Cut<T>) -> Option<u64> {
    let rows = u64::try_from(found.rows.len()).unwrap_or(u64::MAX);
    let first = match begin {
        PageStart::OlderThan(ListPlace { number, .. }) if number > 0 => Some(number.saturating_add(1)),
        PageStart::NewerThan(ListPlace { number, .. }) => number.checked_sub(rows).filter(|first| *first > 0),
        _ => None,
    };
    found.first().or(first)
}

fn bytes(place: ListPlace) -> Vec<u8> {
    let mut bytes = place.id.into_bytes().to_vec();
    bytes.extend_from_slice(&place.number.to_be_bytes());
    bytes
}

fn tag(keys: &Keys, tenant: Uuid, place: ListPlace) -> [u8; 8] {
    let mut message = b"end_users".to_vec();
    message.extend(bytes(place));
    keys.cursor_tag(tenant, &message)
}

fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (x, y)| differs | (x ^ y)) == 0
}
