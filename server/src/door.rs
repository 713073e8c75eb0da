//! The door: the only way to a connection and the only commit there is. Permission, tenant, transaction and log entry
//! cannot be forgotten, because nothing works without them.

mod by_link;
pub mod company;
mod id;
mod out_of_order;
pub mod seen;
pub mod session;

pub use id::read_id;

use crate::app_state::App;
use crate::consents;
use crate::entity::{Tenanted, access_consent};
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::http::knock::CookieJar;
use crate::keys::{PROVIDER, TenantKeys};
use crate::log::{Author, Entry, Pen};
use crate::sign_in::verify;
use crate::signed_in::SignedIn;
use crate::storage::{Reader, Transaction};
use app::consents::scope::LookScope;
use app::permission::{Access, Permission};
use sea_orm::{ColumnTrait, QueryFilter, Select};
use std::sync::{Arc, PoisonError};
use uuid::Uuid;

/// The uses that need no permission. Each is an exception one can count; the list may only shrink.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PublicUse {
    SignIn,
    SignOut,
    Display,
    /// Somebody who cannot sign in asks the support desk.
    AskForHelp,
}

/// What is committed without an entry, because it is no act of anybody: how far a job came. The acts around it (started,
/// continued, finished, failed) are entries as always. Each is an exception one can count; the list may only shrink.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// An export's lease and the rows it has written.
    Export,
    /// An attempt to sign in, charged before anybody knows how it ends; its entry follows with the result.
    Attempt,
}

/// Where a request comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    pub ip: String,
    pub user_agent: String,
    pub request_id: String,
    /// The cookie that says who has signed in on this device before.
    pub device: String,
    /// The client certificate (DER) that the proxy in front has seen; empty without one.
    pub certificate: Vec<u8>,
}

/// Who knocks.
#[derive(Clone)]
pub enum Who {
    Stranger,
    Account(Arc<SignedIn>),
    /// A job or command of the program itself, for one tenant.
    System {
        tenant: Uuid,
        job: &'static str,
    },
}

/// One request at the door. Actor and tenant come from the session, never from an argument.
#[derive(Clone)]
pub struct Request {
    pub app: Arc<App>,
    pub who: Who,
    pub origin: Origin,
    /// Cookies the use case wants set.
    pub cookies: CookieJar,
    /// The browser's session; none for jobs and commands.
    pub session: Option<tower_sessions::Session>,
}

impl Request {
    /// Jobs and commands come through the same door, each for one tenant.
    pub fn system(app: &Arc<App>, tenant: Uuid, job: &'static str) -> Request {
        Request {
            app: app.clone(),
            who: Who::System { tenant, job },
            origin: Origin::default(),
            cookies: CookieJar::default(),
            session: None,
        }
    }

    /// Asks for a cookie on the answer: display settings only, nothing secret.
    pub fn set_cookie(&self, name: &'static str, value: String) {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).push((name, value));
    }

    pub fn signed_in(&self) -> Result<&Arc<SignedIn>, Fault> {
        match &self.who {
            Who::Account(me) => Ok(me),
            _ => Err(Fault::SignedOut),
        }
    }

    /// A connection that reads what belongs to the own tenant and refuses writes.
    pub async fn read(&self, permission: Permission) -> Result<Read, Fault> {
        self.check(permission).await?;
        Ok(self.reader(self.tenant()))
    }

    /// A transaction on the own tenant. Dropped without a commit, it never happened.
    pub async fn write(&self, permission: Permission) -> Result<Write, Fault> {
        self.check(permission).await?;
        self.check_proof(permission)?;
        let tx = self.begin(self.tenant()).await?;
        Ok(Write { weighs: self.weighs(permission), ..tx })
    }

    /// Staff reading a company's contract and account states (MS-18: no end user, no secret).
    pub async fn read_as_staff(&self, permission: Permission, tenant: Uuid) -> Result<Read, Fault> {
        self.check_staff(permission).await?;
        Ok(self.reader(tenant))
    }

    /// Staff changing something of a company; the entry stands in that company's own log.
    pub async fn write_as_staff(&self, permission: Permission, tenant: Uuid) -> Result<Write, Fault> {
        self.check_staff(permission).await?;
        self.check_proof(permission)?;
        self.begin(tenant).await
    }

    /// Staff looking at a company's data: only while the company consents to it, and each look is an entry in its own log
    /// (MS-18, BP-15). The caller ends the transaction with that entry.
    pub async fn write_by_consent(
        &self,
        scope: LookScope,
        tenant: Uuid,
    ) -> Result<(access_consent::Model, Write), Fault> {
        self.check_staff(Permission::SupportLook).await?;
        let tx = self.begin(tenant).await?;
        if let Some(consent) = consents::in_force(&tx, scope).await? {
            company::find(&tx, tenant).await?;
            return Ok((consent, tx));
        }
        drop(tx);
        self.deny(Permission::SupportLook).await?;
        Err(Fault::Forbidden)
    }

    /// A look at more than one thing: the entry first, then the connection.
    pub async fn read_by_consent(
        &self,
        scope: LookScope,
        tenant: Uuid,
        event: Event,
    ) -> Result<(access_consent::Model, Read), Fault> {
        let (consent, tx) = self.write_by_consent(scope, tenant).await?;
        tx.commit(event.with("consent", consent.id.to_string())).await?;
        Ok((consent, self.reader(tenant)))
    }

    /// The loud exception: a transaction without a permission.
    pub async fn public(&self, _use: PublicUse) -> Result<Write, Fault> {
        self.begin(self.tenant()).await
    }

    /// Looking before such a use: nobody waits in the lane of those who write for what is refused anyway.
    pub fn look(&self, _use: PublicUse) -> Read {
        self.reader(self.tenant())
    }

    /// The tenant of the actor: the own company, or the provider for staff and strangers.
    pub fn tenant(&self) -> Uuid {
        match &self.who {
            Who::Stranger => PROVIDER,
            Who::Account(me) => me.account.tenant_id.unwrap_or(PROVIDER),
            Who::System { tenant, .. } => *tenant,
        }
    }

    /// Whether a route is for whoever knocks. What a link opens is looked up where it is used.
    pub async fn admit(&self, access: Access) -> Result<(), Fault> {
        match access {
            Access::Public | Access::Link => Ok(()),
            Access::HalfWay => verify::is_pending(self).await,
            Access::Needs(permission) => self.check(permission).await,
        }
    }

    /// Whether the actor holds a permission right now; a refusal is written to the log.
    pub async fn check(&self, permission: Permission) -> Result<(), Fault> {
        let allowed = match &self.who {
            Who::Stranger => return Err(Fault::SignedOut),
            Who::System { .. } => true,
            Who::Account(me) if me.elsewhere => return self.turn_back(permission).await,
            Who::Account(me) if me.must_change_password() && permission != Permission::OwnAccount => {
                return Err(Fault::PasswordChangeFirst);
            }
            Who::Account(me)
                if me.must_enrol && !matches!(permission, Permission::OwnAccount | Permission::OwnSecurity) =>
            {
                return Err(Fault::EnrolFirst);
            }
            Who::Account(me) => me.permissions.has(permission),
        };
        if allowed { Ok(()) } else { self.deny(permission).await }
    }

    /// The program's own work goes on often, and weighs by what it does.
    fn weighs(&self, permission: Permission) -> bool {
        matches!(self.who, Who::Account(_)) && permission.wants_fresh_proof()
    }

    /// Acts that weigh more want a fresh proof of who acts.
    pub(crate) fn check_proof(&self, permission: Permission) -> Result<(), Fault> {
        match &self.who {
            Who::Account(me) if permission.wants_fresh_proof() && !me.is_proved(self.app.clock.now()) => {
                Err(Fault::ProveFirst)
            }
            _ => Ok(()),
        }
    }

    /// Whether the actor holds a permission and, where it wants that, has proved lately who they are: for what is read.
    pub async fn prove(&self, permission: Permission) -> Result<(), Fault> {
        self.check(permission).await?;
        self.check_proof(permission)
    }

    async fn check_staff(&self, permission: Permission) -> Result<(), Fault> {
        self.check(permission).await?;
        match &self.who {
            Who::Account(me) if !me.role.is_staff() => self.deny(permission).await,
            _ => Ok(()),
        }
    }

    async fn deny(&self, permission: Permission) -> Result<(), Fault> {
        let event = Event::new(Action::AccessDenied).outcome(Outcome::Denied).on("permission", permission.code(), "");
        self.begin(self.tenant()).await?.commit(event).await?;
        Err(Fault::Forbidden)
    }

    /// Whoever comes from where they may not is told so, and it is in the log.
    async fn turn_back(&self, permission: Permission) -> Result<(), Fault> {
        let event = Event::new(Action::AccessDenied).outcome(Outcome::Denied).on("permission", permission.code(), "");
        self.begin(self.tenant()).await?.commit(event.with("reason", "elsewhere")).await?;
        Err(Fault::Elsewhere(self.origin.ip.clone()))
    }

    fn reader(&self, tenant: Uuid) -> Read {
        Read { db: self.app.storage.reader.clone(), tenant, app: self.app.clone() }
    }

    async fn begin(&self, tenant: Uuid) -> Result<Write, Fault> {
        let tx = self.app.storage.writer.begin().await?;
        Ok(Write { tx, tenant, app: self.app.clone(), author: self.author(), weighs: false })
    }

    fn author(&self) -> Author {
        let (kind, id, name) = match &self.who {
            Who::Stranger => ("stranger", None, String::new()),
            Who::System { job, .. } => ("system", None, (*job).to_owned()),
            Who::Account(me) if me.role.is_staff() => ("staff", Some(me.account.id), me.account.name.clone()),
            Who::Account(me) => ("member", Some(me.account.id), me.account.name.clone()),
        };
        let Origin { ip, user_agent, request_id, .. } = self.origin.clone();
        Author { kind, id, name, ip, user_agent, request_id }
    }
}

/// Reading, within one tenant.
pub struct Read {
    db: Reader,
    pub tenant: Uuid,
    app: Arc<App>,
}

impl Read {
    /// Rows of the tenant.
    pub fn of<E: Tenanted>(&self) -> Select<E> {
        E::find().filter(E::tenant_column().eq(self.tenant))
    }

    pub fn db(&self) -> &Reader {
        &self.db
    }

    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    pub async fn keys(&self) -> Result<Arc<TenantKeys>, Fault> {
        Ok(self.app.keys.tenant(&self.db, self.tenant).await?)
    }
}

/// Writing, within one tenant and one transaction.
pub struct Write {
    tx: Transaction,
    pub tenant: Uuid,
    app: Arc<App>,
    author: Author,
    /// What wants a fresh proof is witnessed outside the database at once.
    weighs: bool,
}

impl Write {
    /// Rows of the tenant.
    pub fn of<E: Tenanted>(&self) -> Select<E> {
        E::find().filter(E::tenant_column().eq(self.tenant))
    }

    pub fn db(&self) -> &Transaction {
        &self.tx
    }

    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    pub async fn keys(&self) -> Result<Arc<TenantKeys>, Fault> {
        Ok(self.app.keys.tenant(&self.tx, self.tenant).await?)
    }

    /// Someone whose account became known within the transaction (signing in): the entry is theirs, in their log.
    pub fn known_as(&mut self, kind: &'static str, account: Uuid, name: &str, tenant: Option<Uuid>) {
        self.tenant = tenant.unwrap_or(PROVIDER);
        self.author = Author { kind, id: Some(account), name: name.to_owned(), ..self.author.clone() };
    }

    /// The only commit there is: it wants the log entry, and without it nothing happened.
    pub async fn commit(self, event: Event) -> Result<i64, Fault> {
        self.commit_all(std::slice::from_ref(&event)).await
    }

    /// A commit whose change is more than one act; at least one entry is written.
    pub async fn commit_all(self, events: &[Event]) -> Result<i64, Fault> {
        let Some((last, before)) = events.split_last() else {
            return Err(Fault::internal("a commit without a log entry"));
        };
        let keys = self.keys().await?;
        let (author, at) = (&self.author, self.app.clock.now());
        let mut pen = Pen::new(&self.app.keys, &keys, &self.app.storage.heads);
        for event in before {
            pen.append(&self.tx, Entry { author, at, event }).await?;
        }
        let head = pen.append_and_commit(self.tx, Entry { author, at, event: last }).await?;
        let weighs = self.weighs || events.iter().any(|event| event.weighs(author.kind));
        self.app.witness.after(&self.app.keys, (self.tenant, &head), events, weighs, at).await;
        Ok(head.seq)
    }

    /// The loud exception: a commit without an entry, for jobs of the program and for the charge of an attempt.
    pub async fn commit_progress(self, what: Progress) -> Result<(), Fault> {
        if what == Progress::Export && self.author.kind != "system" {
            return Err(Fault::internal("a person's change without a log entry"));
        }
        Ok(self.tx.commit().await?)
    }
}
