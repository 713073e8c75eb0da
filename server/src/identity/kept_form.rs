//! Forms that were not carried out and come back as they were typed: the post arrived after the session had ended by itself,
//! or its author cancelled step-up. They wait in the browser's session, sealed with the company's key and without secrets.
//! Their author alone sees each of them again, once, as a form that is not sent. Nothing of it is carried out by itself, and
//! no address names it (S1).
//!
//! A stranger's post is kept only if the browser sends the cookie of a session that really was one and ended by itself. That
//! cookie is good for it once, and the browser that has shown it keeps a few forms more (other tabs), so what strangers ask
//! still costs no more writes than that.

use super::waiting_act::FormFields;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::door::session::SessionOwner;
use crate::seal::Sealed;
use crate::seal::keys::TenantKeys;
use crate::state::sessions::keys;
use crate::storage::entity::session;
use app::account::api::OWN_ACCOUNT;
use app::permission::Access;
use app::tables::{self, ConsolePost};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;

/// How long a form waits for its author. A session without a person ends sooner.
const LASTS: Duration = Duration::hours(4);
/// The largest form that is kept, in bytes of JSON.
const MOST: usize = 16 * 1024;
/// How many forms wait at a time, such as those of several tabs. The oldest one gives way.
const AT_ONCE: usize = 3;
/// How many forms a stranger's browser may have kept by one cookie, each of which is a write. Nobody has more tabs with a
/// form in them.
const MOST_LATE: u32 = 8;
/// Its own forms are about actions that wait elsewhere (`waiting_act`).
const STEP_UP_PAGE: &str = "/account/prove";

/// The stored form in the session.
#[derive(Serialize, Deserialize)]
pub struct KeptForm {
    id: Uuid,
    account: Uuid,
    tenant: Uuid,
    until: i64,
    /// `StoredForm`, sealed, because it may contain names and addresses.
    sealed: String,
}

#[derive(Serialize, Deserialize)]
struct StoredForm {
    account: Uuid,
    path: String,
    fields: FormFields,
}

const FORM: Sealed<session::Entity, StoredForm> = Sealed::column("typed");

/// Keeps the form of a stranger whose session has ended by itself.
pub async fn keep_late(request: &Request, post: &ConsolePost, fields: &FormFields) -> Result<(), Fault> {
    let Some(fields) = typed(post, fields).filter(|_| request.is_stranger()) else { return Ok(()) };
    let before: Vec<KeptForm> = request.session()?.get(keys::TYPED).await?.unwrap_or_default();
    // Another tab of this browser has shown the cookie already.
    let known = before.last().map(|kept| SessionOwner { account: kept.account, tenant: kept.tenant });
    let late: u32 = request.session()?.get(keys::LATE).await?.unwrap_or_default();
    let (owner, late) = match (request.claim_ended_session().await?, known) {
        (Some(owner), _) => (owner, 0),
        (None, Some(owner)) if late < MOST_LATE => (owner, late),
        _ => return Ok(()),
    };
    let sealing = request.keys_of(&owner).await?;
    if store(request, &owner, &sealing, post, fields).await? {
        request.session()?.insert(keys::LATE, late + 1).await?;
    }
    Ok(())
}

/// Keeps the form of an action that its author has cancelled.
pub async fn keep_cancelled(request: &Request, post: &ConsolePost, fields: &FormFields) -> Result<(), Fault> {
    let Some(fields) = typed(post, fields) else { return Ok(()) };
    let (me, read) = (request.signed_in()?, request.read(OWN_ACCOUNT).await?);
    let owner = SessionOwner { account: me.account.id, tenant: read.tenant() };
    store(request, &owner, &*read.keys().await?, post, fields).await.map(drop)
}

/// What a person typed into a form, without secrets; nothing if they typed nothing.
fn typed(post: &ConsolePost, fields: &FormFields) -> Option<FormFields> {
    let says = |(name, value): &(String, String)| {
        let is_place = post.page.contains(&format!("{{{name}}}"));
        let is_object = post.about.is_some_and(|about| about.field == name);
        !is_place && !is_object && !value.trim().is_empty()
    };
    let open: FormFields = fields.iter().filter(|(name, _)| !post.secrets.contains(&name.as_str())).cloned().collect();
    let own = matches!(post.access, Access::Needs(_)) && post.page != STEP_UP_PAGE;
    (own && open.iter().any(says)).then_some(open)
}

/// Returns false for a form that is too large to be kept.
async fn store(
    request: &Request,
    owner: &SessionOwner,
    sealing: &TenantKeys,
    post: &ConsolePost,
    fields: FormFields,
) -> Result<bool, Fault> {
    let form = StoredForm { account: owner.account, path: post.path.to_owned(), fields };
    let size = serde_json::to_vec(&form).map_err(|e| Fault::internal(e.to_string()))?.len();
    if size > MOST {
        return Ok(false);
    }
    let (session, id) = (request.session()?, request.app.new_id());
    let until = (request.app.clock.now() + LASTS).timestamp();
    let sealed = FORM.seal_text(sealing, id, &form)?;
    let mut kept: Vec<KeptForm> = session.get(keys::TYPED).await?.unwrap_or_default();
    kept.retain(|other| other.account == owner.account);
    kept.push(KeptForm { id, account: owner.account, tenant: owner.tenant, until, sealed });
    let oldest = kept.len().saturating_sub(AT_ONCE);
    kept.drain(..oldest);
    session.insert(keys::TYPED, kept).await?;
    Ok(true)
}

/// A form that comes back.
pub struct CameBack {
    pub post: &'static ConsolePost,
    pub fields: FormFields,
}

/// Takes the form of a page, if the signed-in person is its author and may still send it. It comes back once.
pub async fn take(request: &Request, page: &str) -> Result<Option<CameBack>, Fault> {
    let (Ok(me), Some(session)) = (request.signed_in(), &request.session) else { return Ok(None) };
    let Some(mut all) = session.get::<Vec<KeptForm>>(keys::TYPED).await? else { return Ok(None) };
    let (read, now) = (request.read(OWN_ACCOUNT).await?, request.app.clock.now().timestamp());
    let sealing = read.keys().await?;
    let open = |kept: &KeptForm| {
        let form = FORM.open_text(&sealing, sealing.row(kept.id), &kept.sealed).ok()?;
        let post = tables::posts().find(|post| post.path == form.path)?;
        let may = matches!(post.access, Access::Needs(permission) if me.permissions.has(permission));
        let fits = kept.until > now && form.account == me.account.id && may && post.page_of(&form.fields) == page;
        fits.then_some(CameBack { post, fields: form.fields })
    };
    // The newest one, if the same form was sent twice.
    let found = all.iter().enumerate().rev().find_map(|(i, kept)| Some((i, open(kept)?)));
    let Some((i, back)) = found else { return Ok(None) };
    all.remove(i);
    all.retain(|kept| kept.until > now);
    if all.is_empty() {
        session.remove::<Vec<KeptForm>>(keys::TYPED).await?;
    } else {
        session.insert(keys::TYPED, all).await?;
    }
    Ok(Some(back))
}

/// The forms of an account in a session that is about to give way to one that the account opens. Those of other accounts are
/// dropped with that session.
pub async fn carry(session: &Session, account: Uuid) -> Result<Vec<KeptForm>, Fault> {
    let mut all = session.get::<Vec<KeptForm>>(keys::TYPED).await?.unwrap_or_default();
    all.retain(|kept| kept.account == account);
    Ok(all)
}

/// Puts the forms into the new session.
pub async fn put(session: &Session, kept: Vec<KeptForm>) -> Result<(), Fault> {
    if kept.is_empty() { Ok(()) } else { Ok(session.insert(keys::TYPED, kept).await?) }
}
