//! An action that waits for step-up. It waits in the person's session, sealed, under a single-use id: one action at a
//! time, for a limited time, and without its secrets. What runs later is exactly what was posted and shown in words
//! (`proof`), not what an address or a form says.

use crate::door::fault::Fault;
use crate::door::{Request, Working};
use crate::seal::Sealed;
use crate::state::sessions::keys;
use crate::storage::entity::session;
use app::account::api::OWN_SECURITY;
use app::permission::Access;
use app::tables::{self, ConsolePost};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long an action waits.
const LASTS: Duration = Duration::minutes(30);
/// The largest form that can be kept.
const MOST: usize = 16 * 1024;

pub type FormFields = Vec<(String, String)>;

/// The stored form in the session.
#[derive(Serialize, Deserialize)]
struct Kept {
    id: Uuid,
    until: i64,
    /// `StoredAct`, sealed, because it may contain names and addresses.
    sealed: String,
}

#[derive(Serialize, Deserialize)]
struct StoredAct {
    account: Uuid,
    path: String,
    fields: FormFields,
}

/// A waiting action.
pub struct Waiting {
    pub id: Uuid,
    pub post: &'static ConsolePost,
    pub fields: FormFields,
}

/// The result of keeping an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeepResult {
    Kept,
    TooLarge,
}

/// The page that asks for step-up in the middle of an action.
pub struct StepUpPage {
    pub path: &'static str,
    /// Keeps the action until its author has passed step-up.
    pub keep: for<'a> fn(&'a Request, &'static ConsolePost, &'a FormFields) -> Working<'a, Result<KeepResult, Fault>>,
}

const ACT: Sealed<session::Entity, StoredAct> = Sealed::column("kept");

/// Keeps an action. Replaces the one that waited before.
pub async fn keep(request: &Request, post: &'static ConsolePost, fields: &FormFields) -> Result<KeepResult, Fault> {
    let fields: FormFields =
        fields.iter().filter(|(name, _)| !post.secrets.contains(&name.as_str())).cloned().collect();
    let act = StoredAct { account: request.signed_in()?.account.id, path: post.path.to_owned(), fields };
    let size = serde_json::to_vec(&act).map_err(|e| Fault::internal(e.to_string()))?.len();
    if size > MOST {
        request.session()?.remove::<Kept>(keys::KEPT).await?;
        return Ok(KeepResult::TooLarge);
    }
    let (id, read) = (request.app.new_id(), request.read(OWN_SECURITY).await?);
    let sealed = ACT.seal_text(&*read.keys().await?, id, &act)?;
    let until = (request.app.clock.now() + LASTS).timestamp();
    request.session()?.insert(keys::KEPT, Kept { id, until, sealed }).await?;
    Ok(KeepResult::Kept)
}

/// Returns the waiting action of this session, if the signed-in person is its author and still has the permission.
pub async fn waiting(request: &Request) -> Result<Option<Waiting>, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    let kept = request.session()?.get::<Kept>(keys::KEPT).await?;
    let Some(kept) = kept.filter(|kept| kept.until > request.app.clock.now().timestamp()) else { return Ok(None) };
    let keys = read.keys().await?;
    let act = ACT.open_text(&keys, keys.row(kept.id), &kept.sealed).ok();
    let Some(act) = act.filter(|act| act.account == me.account.id) else { return Ok(None) };
    let post = tables::posts().find(|post| post.path == act.path && post.act.is_some());
    let may = |post: &&ConsolePost| matches!(post.access, Access::Needs(permission) if me.permissions.has(permission));
    Ok(post.filter(may).map(|post| Waiting { id: kept.id, post, fields: act.fields }))
}

/// Takes the action with an id. It is removed from the session before it runs, so it runs only once.
pub async fn take(request: &Request, id: &str) -> Result<Option<Waiting>, Fault> {
    let waiting = waiting(request).await?.filter(|waiting| waiting.id.to_string() == id);
    if waiting.is_some() {
        request.session()?.remove::<Kept>(keys::KEPT).await?;
    }
    Ok(waiting)
}

/// A waiting action that moves to a new session of the same person.
pub struct Carried(Kept);

/// Takes the action with an id out of a session that is about to end.
pub async fn carry(request: &Request, id: &str) -> Result<Option<Carried>, Fault> {
    let kept = request.session()?.get::<Kept>(keys::KEPT).await?;
    Ok(kept.filter(|kept| kept.id.to_string() == id).map(Carried))
}

/// Puts the action into the new session. Its author is checked when it continues.
pub async fn put(request: &Request, Carried(kept): Carried) -> Result<(), Fault> {
    Ok(request.session()?.insert(keys::KEPT, kept).await?)
}
