//! The file that the page about verification names in its command.

use super::download::PLAIN;
use super::rows::lines;
use crate::door::attachment;
use crate::door::fault::Fault;
use crate::door::{Read, Request};
use crate::log::open_personal;
use crate::storage::entity::operation_log::{self, Column as C};
use app::operation_logs::acts::DOWNLOAD;
use app::operation_logs::messages::TITLE;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use serde_json::Value;

/// The name of the file that the person has downloaded last from this log; without one, of a file downloaded now.
pub async fn newest(request: &Request, read: &Read) -> Result<String, Fault> {
    let mine = read.of::<operation_log::Entity>().filter(C::ActorId.eq(request.signed_in()?.account.id));
    let mine = mine.filter(C::Action.eq(DOWNLOAD.code())).order_by_desc(C::Seq);
    let (found, sealed) = lines(read, mine, 1).await?;
    let keys = read.keys().await?;
    let name = found.first().and_then(|line| {
        let sealed = sealed.get(&line.seq).map(Vec::as_slice);
        match open_personal(&keys, line.tenant_id, line.seq, sealed).remove("object") {
            Some(Value::String(name)) => Some(name).filter(|name| is_plain(name)),
            _ => None,
        }
    });
    Ok(name.unwrap_or_else(|| attachment::name(request.lang, TITLE, PLAIN, request.app.clock.now())))
}

/// True if a shell takes the name as it is. It is copied into a command, and an entry may be forged.
fn is_plain(name: &str) -> bool {
    let stem = name.strip_suffix(".csv").unwrap_or_default();
    !stem.is_empty() && stem.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_name_is_no_part_of_a_command() {
        for plain in ["操作ログ_202611221005.csv", "operation_log_202611221005.csv"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in ["", ".csv", "a b.csv", "a;rm.csv", "$(a).csv", "../a.csv", "-a.csv", "a.txt", "a\n.csv"] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
