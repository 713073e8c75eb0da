//! Two-step verification (MS-16, MS-20, MS-22): an authenticator app, and recovery codes for when it is lost. One function
//! takes a code, whoever asks for it: the second step of signing in, or a change of the second step itself.

pub mod by_mail;
mod enrol;
mod letters;
mod recovery;
mod totp;
mod waiting;

use crate::app_state::App;
use crate::door::{Read, Request, Write, session};
use crate::entity::{account, authenticator};
use crate::fault::Fault;
use crate::profile::{AccountClass, Profile, SecondFactorMethod, SignInMethod};
use crate::sign_in::throttle;
use crate::signed_in::SignedIn;
use crate::{devices, use_case, view};
use app::error::{AppError, Next};
use app::kit::mask_email;
use app::members::api::SecondStep;
use app::permission::Permission;
use app::second_factor::api::{Cancel, Code, FactorKind, Forced, Pending, SecondFactor, SecondFactorApi, SendCode};
use sea_orm::{ConnectionTrait, EntityTrait};
use unicode_normalization::UnicodeNormalization;

pub use enrol::remove;
pub use letters::{recovery_used, turned_off, wrong_codes};
pub use recovery::left as recovery_codes_left;
pub use waiting::waiting;

/// What wrong codes of an account are counted under, apart from its passwords: halfway through signing in on a device never
/// seen, on a device of the person's, and in a session that is open. So whoever knows the password keeps nobody waiting who
/// is at home.
pub const CODES: [&str; 3] = ["code", "code on a known device", "code in a session"];

/// Which of them it is now.
pub fn codes_here(request: &Request, account: &account::Model) -> &'static str {
    let [unseen, known, signed_in] = CODES;
    match request.signed_in() {
        Ok(_) => signed_in,
        Err(_) if devices::is_known(request, Some(account)) => known,
        Err(_) => unseen,
    }
}

#[async_trait::async_trait]
impl SecondFactorApi for Request {
    async fn second_factor(&self) -> Result<SecondFactor, AppError> {
        use_case!(self, shown(self))
    }

    async fn recovery_codes(&self) -> Result<Vec<String>, AppError> {
        use_case!(self, enrol::codes(self))
    }

    async fn start_second_factor(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::start(self, command, FactorKind::App))
    }

    async fn start_mail_codes(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::start(self, command, FactorKind::Mail))
    }

    async fn send_own_code(&self, _command: SendCode) -> Result<Next, AppError> {
        use_case!(self, enrol::send_again(self))
    }

    async fn prove_second_factor(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::prove(self, command))
    }

    async fn finish_second_factor(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::finish(self, command))
    }

    async fn cancel_second_factor(&self, _command: Cancel) -> Result<Next, AppError> {
        use_case!(self, enrol::cancel(self))
    }

    async fn stop_second_factor(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::stop(self, command))
    }
}

/// What was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Accepted {
    App,
    Mail,
    RecoveryCode,
}

impl Accepted {
    /// As logs have it.
    pub fn method(self) -> SecondFactorMethod {
        match self {
            Accepted::App => SecondFactorMethod::Totp,
            Accepted::Mail => SecondFactorMethod::EmailCode,
            Accepted::RecoveryCode => SecondFactorMethod::RecoveryCode,
        }
    }
}

/// As people type codes: full-width, in groups, in small letters.
fn folded(typed: &str) -> String {
    let plain = typed.nfkc().filter(|c| !c.is_whitespace() && *c != '-');
    plain.flat_map(char::to_uppercase).take(64).collect()
}

/// Takes a code for an account. It is charged before it is looked at, in the same transaction, and whoever fails often
/// waits longer and longer. The caller commits either way, with what it writes to the log.
pub async fn take(
    request: &Request,
    tx: &Write,
    account: &account::Model,
    profile: &Profile,
    typed: &str,
) -> Result<Option<Accepted>, Fault> {
    let counted = codes_here(request, account);
    if let Some(wait) = throttle::charge_or_wait(request, tx, counted, account.id, &profile.lockout).await? {
        return Err(throttle::too_many(wait));
    }
    let code = folded(typed);
    let now = request.app.clock.now().timestamp();
    let accepted = if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
        let by_mail = by_mail::is_in_force(&request.app, tx.db(), account).await?
            && by_mail::accept(request, tx, account.id, &code).await?;
        if by_mail {
            Some(Accepted::Mail)
        } else {
            let taken = totp::accept(tx.db(), &*tx.keys().await?, account.id, &code, now).await?;
            taken.then_some(Accepted::App)
        }
    } else {
        recovery::accept(tx, account.id, &code).await?.then_some(Accepted::RecoveryCode)
    };
    if accepted.is_some() {
        throttle::settle(request, tx, counted, account.id).await?;
    }
    Ok(accepted)
}

/// Whether a person must have a second step: their class by the profile, or everybody by the company's choice.
pub fn is_required(person: &SignedIn) -> bool {
    let rule = &person.profile.second_factor;
    let by_company = person.tenant.as_ref().is_some_and(|tenant| tenant.second_factor_for_all);
    is_offered(person) && (by_company || rule.required_for.contains(&person.class()))
}

/// What somebody who joins, or comes back, is told of it.
pub fn at_joining(person: &SignedIn) -> SecondStep {
    match (person.account.second_factor_at, person.must_enrol) {
        (Some(_), _) => SecondStep::Kept,
        (None, true) => SecondStep::SetUp,
        (None, false) => SecondStep::NotAsked,
    }
}

/// Whether somebody's second step is one that their profile no longer offers to them, and there is another to set up.
pub async fn is_outdated(app: &App, db: &impl ConnectionTrait, person: &SignedIn) -> Result<bool, Fault> {
    let still_offered = by_mail::is_offered(person.profile, person.class());
    Ok(!still_offered && is_offered(person) && by_mail::is_in_force(app, db, &person.account).await?)
}

fn is_offered(person: &SignedIn) -> bool {
    let rule = &person.profile.second_factor;
    let offered: &[AccountClass] = &rule.offered_to;
    person.profile.sign_in.methods.contains(&SignInMethod::TwoFactor)
        && rule.methods.contains(&SecondFactorMethod::Totp)
        && offered.contains(&person.class())
}

async fn shown(request: &Request) -> Result<SecondFactor, Fault> {
    let read = request.read(Permission::OwnSecurity).await?;
    let me = request.signed_in()?;
    if !is_offered(me) {
        return Err(Fault::NotFound);
    }
    let row = authenticator::Entity::find_by_id(me.account.id).one(read.db()).await?;
    let by_mail = row.as_ref().is_some_and(|row| row.by_mail);
    let pending = pending(request, &read, me, row).await?;
    Ok(SecondFactor {
        since: me.account.second_factor_at.filter(|_| !me.must_enrol).map(view::when),
        required: is_required(me),
        forced: me.must_enrol.then_some(if by_mail { Forced::Outdated } else { Forced::Required }),
        recovery_codes_left: recovery::left(read.db(), me.account.id).await?,
        needs_code: !session::code_was_shown(request, me).await?,
        pending,
        kind: if by_mail { FactorKind::Mail } else { FactorKind::App },
        mail_offered: by_mail::is_offered(me.profile, me.class()),
    })
}

async fn pending(
    request: &Request,
    read: &Read,
    me: &SignedIn,
    row: Option<authenticator::Model>,
) -> Result<Pending, Fault> {
    let Some(row) = row else { return Ok(Pending::Nothing) };
    if row.proved_step.is_some() {
        return Ok(if enrol::has_codes(request).await? { Pending::Codes } else { Pending::Nothing });
    }
    if row.by_mail_new {
        return Ok(Pending::Mail(mask_email(&me.account.email)));
    }
    let Some(sealed) = row.sealed_new else { return Ok(Pending::Nothing) };
    let issuer = request.app.config.service_name();
    let label = totp::Label { email: &me.account.email, issuer: &issuer };
    Ok(Pending::App(totp::setup(&*read.keys().await?, me.account.id, &sealed, label)?))
}
