//! The session of a request: its notes, its new id at every step-up, and its end.

use super::counter::Counter;
use super::fault::Fault;
use super::person::Person;
use super::request::Request;
use super::throttle;
use super::write::Write;
use crate::base::clock;
use crate::door::people;
use crate::seal::keys::{PROVIDER, TenantKeys};
use crate::state::AppState;
use crate::state::sessions::ended::EndedSession;
use crate::state::sessions::{self, ENDED, ended, gone, hash, keys};
use crate::storage::entity::account::{self, Column as C};
use app::error::AppError;
use app::sign_in::api::Ended;
use chrono::DateTime;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tower_sessions::Session;
use tower_sessions::session::{self, Id};
use tower_sessions::session_store::Error;
use uuid::Uuid;

impl Request {
    /// The session of the browser. Jobs and commands have none.
    pub fn session(&self) -> Result<&Session, Fault> {
        self.session.as_ref().ok_or(Fault::App(AppError::SignedOut))
    }

    /// The id of the session; `None` for jobs, and before anything is stored.
    pub fn session_id(&self) -> Option<Id> {
        self.session.as_ref().and_then(Session::id)
    }

    /// Makes the browser forget its session, if it has one. `Write::end_own_session` ends it before. The session may be in
    /// hiding: somebody may have taken its row away for the moment.
    pub async fn leave_session(&self) -> Result<(), Fault> {
        if let Some(session) = self.session.as_ref().filter(|session| session.id().is_some()) {
            return leave(&self.app, session).await;
        }
        let most = self.app.default_profile().lockout.per_address_per_minute;
        if let Some(id_hash) = &self.origin.session
            && throttle::limit(self, Counter::Hidden, most).is_ok()
        {
            self.app.sessions.dies_unproved(self.reader(PROVIDER).db(), id_hash).await?;
        }
        Ok(())
    }

    /// Resets the idle timeout after user activity, at most once a minute.
    pub async fn touch(&self) -> Result<(), Fault> {
        let Some(id) = self.session_id().filter(|_| self.signed_in().is_ok()) else { return Ok(()) };
        if self.app.sessions.is_stale(&id).await? && self.app.sessions.touch(&id).await? {
            self.touched.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// True if this request has reset the idle timeout. Of requests that arrive within a minute, one does.
    pub fn has_touched(&self) -> bool {
        self.touched.load(Ordering::Relaxed)
    }

    /// Records under a key that something happened now (Unix time).
    pub async fn note_now(&self, key: &str) -> Result<(), Fault> {
        Ok(self.session()?.insert(key, self.app.clock.now().timestamp()).await?)
    }

    /// True if the recorded time is recent enough for step-up.
    async fn is_fresh(&self, me: &Person, key: &str) -> Result<bool, Fault> {
        let Some(session) = &self.session else { return Ok(false) };
        let at = session.get::<i64>(key).await?.and_then(|at| DateTime::from_timestamp(at, 0));
        Ok(at.is_some_and(|at| clock::is_within(at, me.profile.step_up.max_age(), self.app.clock.now())))
    }

    /// Gives the session of a signed-in person a new id, as every step-up does (ASVS 7.2.4). A session that was ended
    /// meanwhile stays ended: one conditional UPDATE sets its row aside, and the new id takes over that row or nothing.
    pub async fn renew_session(&self) -> Result<(), Fault> {
        let session = self.session()?;
        let old = session.id().ok_or(AppError::SignedOut)?;
        let number = session.get::<String>(keys::NUMBER).await?.ok_or(AppError::SignedOut)?;
        let aside = self.app.sessions.aside(&number);
        let idle = sessions::idle_of(session).await?;
        session.insert(keys::RENEWS, aside.to_string()).await?;
        if !self.app.sessions.set_aside(&old, &aside, idle).await? {
            leave(&self.app, session).await?;
            return Err(AppError::SignedOut.into());
        }
        session.cycle_id().await?;
        match session.save().await {
            Err(session::Error::Store(Error::Backend(reason))) if reason == ENDED => {
                session.flush().await?;
                Err(AppError::SignedOut.into())
            }
            saved => Ok(saved?),
        }
    }
}

/// Whose a session was.
pub struct SessionOwner {
    pub account: Uuid,
    /// The company; the provider for staff.
    pub tenant: Uuid,
}

impl Request {
    /// Whose session the browser had, if it sends the cookie of one that has ended by itself. The cookie says so once.
    pub async fn claim_ended_session(&self) -> Result<Option<SessionOwner>, Fault> {
        let Some(id_hash) = self.origin.session.as_ref().filter(|_| self.is_stranger()) else { return Ok(None) };
        let ended = self.app.sessions.take_ended(self.reader(PROVIDER).db(), id_hash).await?;
        Ok(ended.map(|(account, tenant)| SessionOwner { account, tenant: tenant.unwrap_or(PROVIDER) }))
    }

    /// The keys that seal what belongs to the owner of a session.
    pub async fn keys_of(&self, owner: &SessionOwner) -> Result<Arc<TenantKeys>, Fault> {
        self.reader(owner.tenant).keys().await
    }
}

/// Ends the session of a browser. No copy of its row opens it again.
pub async fn leave(app: &AppState, session: &Session) -> Result<(), Fault> {
    let (id, idle) = (session.id(), sessions::idle_of(session).await?);
    session.flush().await?;
    if let Some(id) = id {
        app.sessions.dies(&hash(&id), idle);
    }
    Ok(())
}

/// True if the session still counts for its account. The session store compared the two before the signature of the
/// account's row was checked, so the row may have been another one (S10). If this request and the end of the account's other
/// sessions crossed, the stored session is newer than the one that was loaded.
pub async fn counts(session: &Session, account: &account::Stored) -> Result<bool, Fault> {
    if is_counted(session, account).await? {
        return Ok(true);
    }
    session.load().await?;
    is_counted(session, account).await
}

/// Why a session does not open the console, if it would, had nobody changed the row of the account or of the company (S10).
/// A forged row decides here only what the browser with the session is told.
pub async fn why_shut_out(
    app: &AppState,
    session: &Session,
    db: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Option<Ended>, Fault> {
    let found = people::belonging(&(app, db), people::every().filter(C::Id.eq(account))).await?;
    let Some(found) = found.filter(|found| found.altered || found.person.is_active()) else { return Ok(None) };
    let Some(why) = found.barred() else { return Ok(None) };
    Ok(counts(session, &found.person).await?.then_some(why))
}

async fn is_counted(session: &Session, account: &account::Stored) -> Result<bool, Fault> {
    let number = session.get::<String>(keys::NUMBER).await?.unwrap_or_default();
    let counted = session.get::<i32>(keys::SESSIONS_VERSION).await? == Some(account.sessions_version);
    Ok(counted && !sessions::lists(account, &number))
}

/// True if a passkey opened this session recently.
pub async fn passkey_was_shown(request: &Request, me: &Person) -> Result<bool, Fault> {
    request.is_fresh(me, keys::PASSKEY_AT).await
}

/// True if this session showed a code of the second step recently.
pub async fn code_was_shown(request: &Request, me: &Person) -> Result<bool, Fault> {
    request.is_fresh(me, keys::SHOWN_AT).await
}

/// Records that a code was shown. For some time, changing the second step asks for no other code.
pub async fn remember_code(request: &Request) -> Result<(), Fault> {
    request.note_now(keys::SHOWN_AT).await
}

impl Write {
    /// Ends a session of an account by the hash of its id. The account's row lists it and its id is dead, so that a person
    /// who can write to the database cannot bring it back (S10). Returns whether there was one. A row that is gone may be put
    /// back. A row that was altered does not tell which session it was, so all sessions of the account end.
    pub async fn end_session(&self, id_hash: &[u8], of: Uuid) -> Result<bool, Fault> {
        let (app, found) = (self.app(), sessions::find(self.db(), id_hash).await?);
        let there = found.is_some();
        let row = found.and_then(|found| app.sessions.open_last(id_hash, found));
        if row.as_ref().is_some_and(|row| row.account_id != Some(of)) {
            return Ok(false);
        }
        self.learns(app.sessions.death(id_hash, sessions::longest_idle()));
        match row.as_ref().and_then(|row| app.sessions.ended_session(row)) {
            Some(ended_session) => self.list_as_ended(of, &ended_session).await?,
            None if there => {
                self.end_sessions(of, None).await?;
            }
            None => {}
        }
        gone::delete(self.db(), id_hash.to_vec()).await?;
        Ok(there)
    }

    /// Ends the session of a request, if it has one, as the request has loaded it: its row may have been altered since. A
    /// parallel request may be giving the session a new id, or may have done so: then its row is found by its number.
    pub async fn end_own_session(&self, request: &Request) -> Result<(), Fault> {
        let app = self.app();
        let Some(id) = request.session_id() else {
            // The browser may have sent the id of a session whose row is hidden.
            if let Some(id_hash) = &request.origin.session {
                self.learns(app.sessions.death(id_hash, sessions::longest_idle()));
            }
            return Ok(());
        };
        let (session, id_hash) = (request.session()?, hash(&id));
        let idle = sessions::idle_of(session).await?;
        self.learns(app.sessions.death(&id_hash, idle));
        if let Some(found) = sessions::find(self.db(), &id_hash).await? {
            app.sessions.open_last(&id_hash, found);
        }
        let (account, number) = (session.get::<Uuid>(keys::ACCOUNT).await?, session.get::<String>(keys::NUMBER).await?);
        let signed_in = account.zip(number);
        if let Some((account, number)) = &signed_in
            && let Some(ended_session) = app.sessions.ended_session_of(number, idle)
        {
            self.list_as_ended(*account, &ended_session).await?;
        }
        let there = gone::delete(self.db(), id_hash).await?;
        match signed_in.filter(|_| !there) {
            Some((account, number)) => self.delete_moved(account, &number).await,
            None => Ok(()),
        }
    }

    /// Deletes the row of a session that has another id by now.
    async fn delete_moved(&self, account: Uuid, number: &str) -> Result<(), Fault> {
        // Locked, so that a renewal in progress takes over nothing.
        let rows = self.all(sessions::of_account(account).lock_exclusive()).await?;
        for row in rows.into_iter().filter(|row| self.app().sessions.is_of(row, number)) {
            gone::delete(self.db(), row.id_hash).await?;
        }
        Ok(())
    }

    async fn list_as_ended(&self, account: Uuid, ended_session: &EndedSession) -> Result<(), Fault> {
        let now = self.app().clock.now();
        // The sessions of an account that is not active are invalid already.
        let list = |row: &mut account::Stored| {
            row.ended_sessions = Some(ended::with(row.ended_sessions.as_deref(), ended_session, now));
            row.is_active()
        };
        people::change(self, account, list).await.map(drop)
    }

    /// Ends every session of an account, except the given one if it belongs to the account. The account's counter
    /// increases, so that sessions being opened at the moment, and sessions put back later, are invalid.
    pub async fn end_sessions(&self, of: Uuid, keep: Option<&Session>) -> Result<u64, Fault> {
        let mut ended = 0;
        let count_on = |row: &mut account::Stored| {
            row.sessions_version = row.sessions_version.saturating_add(1);
            row.ended_sessions = None;
            ended = row.sessions_version;
            true
        };
        people::change(self, of, count_on).await?;
        let keep = keep.and_then(|session| Some((session, session.id()?)));
        if let Some((session, id)) = keep
            && session.get::<Uuid>(keys::ACCOUNT).await? == Some(of)
        {
            session.insert(keys::SESSIONS_VERSION, ended).await?;
            let counted = self.app().sessions.count_on(self.db(), &id, ended).await;
            counted.map_err(session::Error::Store)?;
        }
        Ok(gone::delete_all(self.db(), of, keep.map(|(_, id)| id).as_ref()).await?)
    }
}
