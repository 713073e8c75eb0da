//! A request at the door: who sends it, and what they may do. Actor and tenant come from the session, never from an
//! argument.

use super::fault::Fault;
use super::person::Person;
use super::read::Read;
use super::who::{Origin, Who};
use super::write::Write;
use crate::base::share;
use crate::log::event::{Event, Outcome};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use app::account::api::{OWN_ACCOUNT, OWN_SECURITY};
use app::error::AppError;
use app::operation_logs::acts;
use app::permission::{Access, Permission};
use app::record::Word;
use app::text::Lang;
use chrono::Duration;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Uses without a permission. A test counts them, and the list may only shrink.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PublicUse {
    SignIn,
    SignOut,
    Display,
    /// A person who cannot sign in asks the support desk for help.
    AskForHelp,
}

/// A cookie that goes with the response: a display setting, the device cookie (`identity::devices`) or the mark of a browser
/// (`browser_mark`). Scripts cannot read it. None of them opens a session.
pub struct NewCookie {
    pub name: &'static str,
    pub value: String,
    pub kept_for: Duration,
}

/// The cookies that a request sets.
pub type CookieJar = Arc<Mutex<Vec<NewCookie>>>;

/// How long a browser keeps display settings and the device cookie.
const A_YEAR: Duration = Duration::days(365);

/// One request at the door.
#[derive(Clone)]
pub struct Request {
    pub app: Arc<AppState>,
    pub who: Who,
    pub origin: Origin,
    pub cookies: CookieJar,
    /// The language of the pages.
    pub lang: Lang,
    /// The browser's session; `None` for jobs and commands.
    pub session: Option<tower_sessions::Session>,
    /// Set when the request has reset the session's idle timeout.
    pub touched: Arc<AtomicBool>,
}

impl Request {
    /// The request of a job or command, for one tenant.
    pub fn system(app: &Arc<AppState>, tenant: Uuid, job: &'static str) -> Request {
        Request {
            app: app.clone(),
            who: Who::System { tenant, job },
            origin: Origin::default(),
            cookies: CookieJar::default(),
            lang: Lang::default(),
            session: None,
            touched: Arc::default(),
        }
    }

    /// Sets a cookie that the browser keeps for a year: a display setting or the device cookie, which is signed.
    pub fn set_cookie(&self, name: &'static str, value: String) {
        self.set_cookie_for(name, value, A_YEAR);
    }

    /// Sets a cookie that the browser keeps for some time only.
    pub fn set_cookie_for(&self, name: &'static str, value: String, kept_for: Duration) {
        let cookie = NewCookie { name, value, kept_for };
        let mut jar = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        // The last one of a name counts.
        jar.retain(|other| other.name != name);
        jar.push(cookie);
    }

    pub fn signed_in(&self) -> Result<&Arc<Person>, Fault> {
        match &self.who {
            Who::Account(me) => Ok(me),
            _ => Err(AppError::SignedOut.into()),
        }
    }

    /// True if nobody is signed in.
    pub fn is_stranger(&self) -> bool {
        matches!(self.who, Who::Stranger | Who::HalfWay(_) | Who::ShutOut(_))
    }

    /// Opens the actor's own tenant for reading.
    pub async fn read(&self, permission: Permission) -> Result<Read, Fault> {
        self.check(permission).await?;
        self.app.known_rows.catch_up()?;
        Ok(self.reader(self.tenant()))
    }

    /// Begins a transaction on the actor's own tenant. Dropping it without a commit rolls it back.
    pub async fn write(&self, permission: Permission) -> Result<Write, Fault> {
        self.check(permission).await?;
        self.check_proof(permission)?;
        Ok(self.begin(self.tenant()).await?.weighing(self.weighs(permission)))
    }

    /// The loud exception: begins a transaction without a permission.
    pub async fn write_public(&self, _use: PublicUse) -> Result<Write, Fault> {
        self.begin(self.tenant()).await
    }

    /// Read access before such a use begins, so that a refusal never waits for the write lane.
    pub fn read_public(&self, _use: PublicUse) -> Read {
        self.reader(self.tenant())
    }

    pub(super) fn reader(&self, tenant: Uuid) -> Read {
        Read::new(&self.app, tenant)
    }

    pub(super) async fn begin(&self, tenant: Uuid) -> Result<Write, Fault> {
        Write::begin(&self.app, tenant, self.who.author(&self.origin)).await
    }

    /// The tenant of the actor: their company, or the provider for staff and strangers.
    pub fn tenant(&self) -> Uuid {
        match &self.who {
            Who::Stranger | Who::HalfWay(_) | Who::ShutOut(_) => PROVIDER,
            Who::Account(me) => me.account.tenant_id.unwrap_or(PROVIDER),
            Who::System { tenant, .. } => *tenant,
        }
    }

    /// Refuses a route that is not for this actor. A one-time link is looked up where it is used.
    pub async fn admit(&self, access: Access) -> Result<(), Fault> {
        match access {
            Access::Public | Access::Link => Ok(()),
            Access::HalfWay if matches!(self.who, Who::HalfWay(_)) => {
                share::recognise();
                Ok(())
            }
            Access::HalfWay => Err(AppError::SignedOut.into()),
            Access::Needs(permission) => self.check(permission).await,
        }
    }

    /// Refuses an actor without a permission, and logs the refusal.
    pub async fn check(&self, permission: Permission) -> Result<(), Fault> {
        let allowed = match &self.who {
            Who::Stranger | Who::HalfWay(_) | Who::ShutOut(_) => return Err(AppError::SignedOut.into()),
            Who::System { .. } => true,
            Who::Account(me) if me.elsewhere => {
                let error = AppError::Elsewhere { ip: self.origin.ip.clone() };
                return self.deny(permission, Some(acts::ELSEWHERE), error).await;
            }
            Who::Account(me) if me.must_change_password() && permission != OWN_ACCOUNT => {
                return Err(AppError::PasswordChangeFirst.into());
            }
            Who::Account(me) if me.must_enrol && ![OWN_ACCOUNT, OWN_SECURITY].contains(&permission) => {
                return Err(AppError::EnrolFirst.into());
            }
            Who::Account(me) => me.permissions.has(permission),
        };
        if allowed { Ok(()) } else { self.deny(permission, None, AppError::Forbidden).await }
    }

    /// True if every entry of the transaction is witnessed at once. Jobs are too frequent for that; their entries
    /// decide for themselves.
    fn weighs(&self, permission: Permission) -> bool {
        matches!(self.who, Who::Account(_)) && permission.requires_step_up()
    }

    /// Requires re-authentication for a sensitive action (step-up).
    pub(crate) fn check_proof(&self, permission: Permission) -> Result<(), Fault> {
        match &self.who {
            Who::Account(me) if !me.is_proved_for(permission.step_up(), self.app.clock.now()) => {
                Err(AppError::ProveFirst.into())
            }
            _ => Ok(()),
        }
    }

    /// Checks permission and step-up for something that only reads.
    pub async fn prove(&self, permission: Permission) -> Result<(), Fault> {
        self.check(permission).await?;
        self.check_proof(permission)
    }

    /// Refuses a request that needs a permission, and logs it.
    pub(super) async fn deny(
        &self,
        permission: Permission,
        because: Option<Word>,
        error: AppError,
    ) -> Result<(), Fault> {
        let event = Event::new(acts::DENY).outcome(Outcome::Denied).on("permission", permission.code(), "");
        let event = because.into_iter().fold(event, Event::because);
        self.begin(self.tenant()).await?.commit(event).await?;
        Err(error.into())
    }
}
