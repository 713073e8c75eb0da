//! One's own sessions (ASVS 7.5.2), and how to end them.

use crate::base::browser;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Every, Job, Outward, Request, declined, readable};
use crate::log::event::Event;
use crate::profile::{Profile, Quota};
use crate::seal::Sealed;
use crate::seal::keys::TenantKeys;
use crate::state::AppState;
use crate::state::sessions::{self as session_store, SessionData, keys};
use crate::storage::entity::session::{self, Column as C};
use crate::storage::entity::{account, of_tenant};
use app::account::api::{OWN_ACCOUNT, OWN_SECURITY};
use app::error::{AppError, Next};
use app::sessions::acts;
use app::sessions::api::{EndOtherSessions, EndSession, ExtendSession, OpenSession, SessionsApi};
use app::sessions::messages as m;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use uuid::Uuid;

/// Deletes expired sessions.
pub static SWEEP: Job = Job {
    what: "sessions that ended",
    every: Every::Hour,
    run: |app| Box::pin(async { Ok(app.sessions.sweep().await.map(drop)?) }),
};

/// Forgets the dead ids of which no copy is valid any more.
pub static FORGET: Job = Job {
    what: "what is known of sessions that ended",
    every: Every::Hour,
    run: |app| Box::pin(async { Ok(app.sessions.forget().await?) }),
};

#[async_trait::async_trait]
impl SessionsApi for Request {
    async fn sessions(&self) -> Result<Vec<OpenSession>, AppError> {
        list(self).await.outward(self)
    }

    async fn end_session(&self, command: EndSession) -> Result<Next, AppError> {
        end(self, command).await.outward(self)
    }

    async fn end_other_sessions(&self, _command: EndOtherSessions) -> Result<Next, AppError> {
        end_others(self).await.outward(self)
    }

    async fn extend_session(&self, _command: ExtendSession) -> Result<Next, AppError> {
        extend(self).await.outward(self)
    }
}

/// Where a session was opened. It is personal, and sealed in the session's data.
#[derive(Serialize, Deserialize, Default)]
pub struct OpenedAt {
    pub ip: String,
    pub user_agent: String,
}

/// The bytes in the hash of an id.
const ID_HASH: usize = 32;

const OPENED_AT: Sealed<session::Entity, OpenedAt> = Sealed::column("opened_at");

impl OpenedAt {
    pub fn seal(&self, keys: &TenantKeys, account: Uuid) -> Result<String, Fault> {
        Ok(OPENED_AT.seal_text(keys, account, self)?)
    }

    /// Shows unreadable data as unknown, because the session must appear in the list to be ended.
    fn open(keys: &TenantKeys, account: Uuid, data: &SessionData) -> OpenedAt {
        let sealed = data.get(keys::OPENED_AT).and_then(|v| v.as_str());
        sealed.and_then(|sealed| OPENED_AT.open_text(keys, keys.row(account), sealed).ok()).unwrap_or_default()
    }
}

/// True if as many other people of the company are signed in as the profile allows (DS-7).
pub async fn is_full(
    app: &AppState,
    db: &impl ConnectionTrait,
    account: &account::Model,
    profile: &Profile,
) -> Result<bool, Fault> {
    let now = app.clock.now();
    let (Quota::Limit(most), Some(tenant)) = (&profile.session.concurrent_users, account.tenant_id) else {
        return Ok(false);
    };
    let others = of_tenant::<session::Entity>(tenant).filter(C::AccountId.ne(account.id));
    let open = readable::all(app, db, others.filter(C::AbsoluteAt.gt(now))).await?;
    let people: HashSet<_> =
        open.iter().filter(|row| app.sessions.is_open(row, now)).filter_map(|row| row.account_id).collect();
    Ok(people.len() >= *most as usize)
}

fn current(request: &Request) -> Option<Vec<u8>> {
    request.session_id().map(|id| session_store::hash(&id))
}

async fn list(request: &Request) -> Result<Vec<OpenSession>, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    let (now, current) = (request.app.clock.now(), current(request));
    let rows = session_store::of_account(me.account.id).order_by_desc(C::LastSeenAt);
    let rows = read.all(rows).await?;
    let keys = read.keys().await?;
    let shown = |(row, data): (session::Model, SessionData)| {
        let opened = OpenedAt::open(&keys, me.account.id, &data);
        OpenSession {
            current: Some(&row.id_hash) == current.as_ref(),
            id: hex::encode(&row.id_hash),
            device: browser::words(&opened.user_agent),
            ip: opened.ip,
            since: when(row.created_at),
            last_seen: when(row.last_seen_at),
            until: when(row.absolute_at),
        }
    };
    let mut sessions = Vec::new();
    for row in rows.into_iter().filter(|row| request.app.sessions.is_open(row, now)) {
        // A session that was forged or put back opens nothing.
        let data = request.app.sessions.open(&row);
        if let Some(data) = data.filter(|data| session_store::is_counted(data, &me.account)) {
            sessions.push(shown((row, data)));
        }
    }
    sessions.sort_by_key(|session| !session.current);
    Ok(sessions)
}

async fn end(request: &Request, command: EndSession) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    let back = Next::to("/account/sessions");
    let id = hex::decode(&command.id).ok().filter(|id| id.len() == ID_HASH).ok_or(AppError::NotFound)?;
    let event = Event::new(acts::END).on("account", me.account.id, &me.account.email);
    if Some(&id) == current(request).as_ref() {
        return tx.out_of_order(event, back.warning(m::OWN)).await;
    }
    if !tx.end_session(&id, me.account.id).await? {
        return tx.refuse_missing(event, declined(back.warning(m::GONE))).await;
    }
    tx.commit(event.with(acts::SESSIONS, 1)).await?;
    Ok(back.saying(m::ENDED))
}

async fn end_others(request: &Request) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    let n = tx.end_sessions(me.account.id, request.session.as_ref()).await?;
    let event = Event::new(acts::END).on("account", me.account.id, &me.account.email);
    tx.commit(event.with(acts::SESSIONS, n)).await?;
    Ok(Next::to("/account/sessions").saying(m::ENDED_OTHERS.with(&[("n", &n)])))
}

/// The person goes on working. The post itself has reset the idle timeout, as every page and post does when it is let in;
/// the absolute limit stays. Only a post that really did so has an entry, at most one a minute: repeating the post fills no
/// log. Leads to a page that any account may open, with the new limits in it.
async fn extend(request: &Request) -> Result<Next, Fault> {
    let next = Next::to("/account");
    request.check(OWN_ACCOUNT).await?;
    if !request.has_touched() {
        return Ok(next);
    }
    let tx = request.write(OWN_ACCOUNT).await?;
    let me = request.signed_in()?;
    tx.commit(Event::new(acts::EXTEND).on("account", me.account.id, &me.account.email)).await?;
    Ok(next)
}
