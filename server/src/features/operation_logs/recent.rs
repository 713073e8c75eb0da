//! What the home page shows of the log: what people did last, and how often something was done since a moment.

use super::forged;
use super::rows::{lines, row};
use crate::door::Read;
use crate::door::fault::Fault;
use crate::door::paging;
use crate::log::event::succeeded;
use crate::storage::entity::operation_log::{Column as C, Entity, Model};
use app::account;
use app::end_users::acts::IMPORT_CHUNK;
use app::home::api::RecentAct;
use app::kit::Total;
use app::mail;
use app::operation_logs::api::LogResult;
use app::proof;
use app::record::Act;
use app::second_factor;
use app::sign_in;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

/// Who acts by themselves: neither jobs, nor anybody who is not signed in.
const PEOPLE: [&str; 2] = ["member", "staff"];
/// The number of entries that are looked at for the last requests.
const LOOKED_AT: u64 = 100;

/// Entries that say nothing of what somebody did: signing in and out with its steps, re-authentication, the own display, mails,
/// blocks of rows.
const BESIDE: [Act; 10] = [
    sign_in::acts::SIGN_IN,
    sign_in::acts::SIGN_OUT,
    sign_in::acts::PASSWORD_PROVED,
    second_factor::acts::SEND_CODE,
    second_factor::acts::START,
    second_factor::acts::PROVE,
    proof::acts::PROVE,
    account::acts::CHANGE_DISPLAY,
    mail::acts::SEND,
    IMPORT_CHUNK,
];

/// The last `n` things that people did, newest first. A request is told by its first entry, and equal ones in a row are told
/// once. Altered data that
/// the program noticed stands among them, because the company has to hear of it.
pub async fn recent(read: &Read, n: usize) -> Result<Vec<RecentAct>, Fault> {
    let noticed = forged::with_result(LogResult::Noticed);
    let query = read.of::<Entity>().filter(Condition::any().add(C::ActorKind.is_in(PEOPLE)).add(noticed));
    let query = query.filter(C::Action.is_not_in(BESIDE.map(Act::code))).order_by_desc(C::Seq);
    let (found, personal) = lines(read, query, LOOKED_AT).await?;
    let keys = read.keys().await?;
    let told = alike(requests(found)).into_iter().take(n);
    Ok(told.map(|(first, more)| RecentAct { row: row(&keys, &personal, first), more }).collect())
}

/// The first entry of each request, with the number of its further ones. The entries of a request follow each other.
fn requests(newest_first: Vec<Model>) -> Vec<(Model, u64)> {
    let mut all: Vec<(Model, u64)> = Vec::new();
    for line in newest_first {
        match all.last_mut() {
            Some((first, more)) if !line.request_id.is_empty() && first.request_id == line.request_id => {
                *first = line;
                *more += 1;
            }
            _ => all.push((line, 0)),
        }
    }
    all
}

/// Folds requests that follow each other and are told alike: the same person did the same with the same result. The newest
/// stands for them.
fn alike(newest_first: Vec<(Model, u64)>) -> Vec<(Model, u64)> {
    let told = |line: &Model| (line.actor_id, line.action.clone(), line.result.clone());
    let mut all: Vec<(Model, u64)> = Vec::new();
    for (line, further) in newest_first {
        match all.last_mut() {
            Some((newest, more)) if told(newest) == told(&line) => *more += further + 1,
            _ => all.push((line, further)),
        }
    }
    all
}

/// The number of the first entry since a moment; `None` without an entry. It is asked once for all that is counted since
/// then.
pub async fn first_since(read: &Read, since: DateTime<Utc>) -> Result<Option<i64>, Fault> {
    let first = read.of::<Entity>().filter(C::At.gte(since)).order_by_asc(C::At).limit(1);
    Ok(first.select_only().column(C::Seq).into_tuple::<i64>().one(read.db()).await?)
}

/// How often people of a kind (`member`, `staff`) have done something with success, from an entry on. It reads the index of
/// actions from there, never the whole log.
pub async fn count_from(read: &Read, act: Act, by: &str, first: i64) -> Result<Total, Fault> {
    let query = read.of::<Entity>().filter(C::Action.eq(act.code())).filter(C::Seq.gte(first));
    paging::total(read.db(), query.filter(C::ActorKind.eq(by)).filter(succeeded()).order_by_asc(C::Seq)).await
}
