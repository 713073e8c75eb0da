//! Ends everything of a member who is suspended or removed: one list across several features.

use super::invite;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::links;
use crate::door::people;
use crate::features::announcements;
use crate::features::cases;
use crate::identity::certificates;
use crate::log::event::Event;
use crate::storage::entity::account;
use app::members::feature::RESET;
use uuid::Uuid;

/// For suspension and removal. Returns the log entries of everything that has ended.
pub async fn end_access(tx: &Write, member: &account::Model) -> Result<Vec<Event>, Fault> {
    tx.end_sessions(member.id, None).await?;
    links::revoke(tx, RESET, member.id).await?;
    let mut ended = cases::close_of(tx, member).await?;
    ended.extend(invite::withdraw_all_of(tx, member.id, None).await?);
    Ok(ended)
}

/// For removal: a returning member has neither certificates nor the right to download, and the secret addresses of their
/// calendar have ended.
pub async fn leave(tx: &Write, member: &account::Model) -> Result<Vec<Event>, Fault> {
    certificates::revoke_all(tx, member.id).await?;
    announcements::end_of(tx, member.id).await?;
    forget_download(tx, member.id).await?;
    end_access(tx, member).await
}

async fn forget_download(tx: &Write, of: Uuid) -> Result<(), Fault> {
    let forget = |row: &mut account::Stored| {
        row.may_download = false;
        true
    };
    people::change(tx, of, forget).await.map(drop)
}
