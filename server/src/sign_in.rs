//! Signing in and out. Unknown, wrong and locked look the same and take the same (ASVS 6.3.8).

use crate::door::{PublicUse, Request, Write};
use crate::entity::account;
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::session_store::keys;
use crate::signed_in::SignedIn;
use crate::{fold, password, use_case};
use app::error::{AppError, FieldError, Next, Refusals, local_path};
use app::sign_in::api::{SignIn, SignInApi, SignOut};
use app::sign_in::messages as m;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;

#[async_trait::async_trait]
impl SignInApi for Request {
    async fn sign_in(&self, command: SignIn) -> Result<Next, AppError> {
        use_case!(self, sign_in(self, command))
    }

    async fn sign_out(&self, _command: SignOut) -> Result<Next, AppError> {
        use_case!(self, sign_out(self))
    }
}

async fn sign_in(request: &Request, command: SignIn) -> Result<Next, Fault> {
    check_typed(&command)?;
    let app = &request.app;
    let email = fold::email(&command.email);
    let found = account::Entity::find().filter(account::Column::Email.eq(&email)).one(&app.storage.reader).await?;
    let password = password::normalize(&command.password);
    let hash = found.as_ref().map(|a| a.password_hash.as_str());
    let fits = app.passwords.verify(&password, hash).await.map_err(|e| Fault::internal(e.to_string()))?;
    let tx = request.public(PublicUse::SignIn).await?;
    match found {
        Some(account) if fits && is_open(&account) => admit(request, tx, account, &command.return_to).await,
        Some(account) => Err(turn_away(request, tx, account).await?),
        None => {
            let event = Event::new(Action::SignIn).outcome(Outcome::Failure).personal("email", email);
            tx.commit(event.with("reason", "unknown")).await?;
            Err(refused())
        }
    }
}

fn check_typed(command: &SignIn) -> Result<(), AppError> {
    let mut refusals = Refusals::default();
    if command.email.trim().is_empty() {
        refusals.add("email", m::EMAIL_MISSING);
    }
    if command.password.is_empty() {
        refusals.add("password", m::PASSWORD_MISSING);
    }
    // Longer than any password we set: answered like a wrong one, without hashing a novel.
    if command.password.len() > 1024 || command.email.len() > 320 {
        refusals.add("email", m::REFUSED);
    }
    refusals.finish()
}

fn is_open(account: &account::Model) -> bool {
    account.status == "active" && account.locked_at.is_none()
}

/// One message at one field, whatever the reason.
fn refused() -> Fault {
    AppError::Invalid(vec![FieldError::new("email", m::REFUSED)]).into()
}

/// Opens a session with a new id and the profile's limits.
async fn admit(request: &Request, mut tx: Write, account: account::Model, return_to: &str) -> Result<Next, Fault> {
    let app = &request.app;
    let now = app.clock.now();
    let (id, tenant) = (account.id, account.tenant_id);
    account::Entity::update_many()
        .col_expr(account::Column::FailedAttempts, Expr::value(0))
        .col_expr(account::Column::LastSignInAt, Expr::value(now))
        .filter(account::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    known(&mut tx, &account);
    tx.commit(Event::new(Action::SignIn).on("account", id, &account.email)).await?;
    let Some(me) = SignedIn::load(app, &app.storage.reader, id).await? else { return Err(refused()) };
    open_session(request, &me, tenant).await?;
    remember_display(request, &me.account);
    Ok(Next::to(local_path(return_to).unwrap_or("/")))
}

async fn open_session(request: &Request, me: &SignedIn, tenant: Option<Uuid>) -> Result<(), Fault> {
    let session = request.session.as_ref().ok_or_else(|| Fault::internal("signing in without a browser"))?;
    let until = request.app.clock.now() + me.profile.session.absolute();
    session.flush().await?;
    session.insert(keys::ACCOUNT, me.account.id).await?;
    if let Some(tenant) = tenant {
        session.insert(keys::TENANT, tenant).await?;
    }
    session.insert(keys::IDLE, me.profile.session.idle().num_seconds()).await?;
    session.insert(keys::UNTIL, until.timestamp()).await?;
    session.save().await?;
    Ok(())
}

/// The person's own display settings win over what the browser had.
fn remember_display(request: &Request, account: &account::Model) {
    let chosen = [("lang", &account.language), ("theme", &account.theme), ("density", &account.density)];
    for (name, value) in chosen {
        if let Some(value) = value {
            request.set_cookie(name, value.clone());
        }
    }
}

/// Counts the failure; at the profile's limit the account is locked (SL-20c). The answer never tells.
async fn turn_away(request: &Request, mut tx: Write, account: account::Model) -> Result<Fault, Fault> {
    use account::Column as C;
    let now = request.app.clock.now();
    known(&mut tx, &account);
    let me = SignedIn::new(account, None, now, &profile_of(request, &tx).await?)?;
    let limit = i32::try_from(me.profile.lockout.attempts).unwrap_or(i32::MAX);
    account::Entity::update_many()
        .col_expr(C::FailedAttempts, Expr::col(C::FailedAttempts).add(1))
        .filter(C::Id.eq(me.account.id))
        .exec(tx.db())
        .await?;
    let locked = account::Entity::update_many()
        .col_expr(C::LockedAt, Expr::value(now))
        .filter(C::Id.eq(me.account.id))
        .filter(C::LockedAt.is_null())
        .filter(C::FailedAttempts.gte(limit))
        .exec(tx.db())
        .await?
        .rows_affected;
    let reason = if me.account.status != "active" {
        "suspended"
    } else if me.account.locked_at.is_some() {
        "locked"
    } else {
        "wrong_password"
    };
    let failure = Event::new(Action::SignIn).outcome(Outcome::Failure).on("account", me.account.id, &me.account.email);
    let mut events = vec![failure.with("reason", reason)];
    if locked == 1 {
        let lock = Event::new(Action::AccountLocked).on("account", me.account.id, &me.account.email);
        events.push(lock.with("attempts", limit));
    }
    tx.commit_all(&events).await?;
    Ok(refused())
}

async fn profile_of(request: &Request, tx: &Write) -> Result<String, Fault> {
    let tenant = crate::entity::tenant::Entity::find_by_id(tx.tenant).one(tx.db()).await?;
    Ok(tenant.map_or_else(|| request.app.config.profile.clone(), |t| t.profile))
}

fn known(tx: &mut Write, account: &account::Model) {
    let kind = if account.tenant_id.is_some() { "member" } else { "staff" };
    tx.known_as(kind, account.id, &account.name, account.tenant_id);
}

async fn sign_out(request: &Request) -> Result<Next, Fault> {
    if let Ok(me) = request.signed_in() {
        let tx = request.public(PublicUse::SignOut).await?;
        tx.commit(Event::new(Action::SignOut).on("account", me.account.id, &me.account.email)).await?;
    }
    if let Some(session) = &request.session {
        session.flush().await?;
    }
    Ok(Next::to("/sign-in").saying(m::SIGNED_OUT))
}
