//! What the account page says beside the links to its pages. Each figure is the one of that page.

use crate::base::when::when;
use crate::door::Request;
use crate::door::fault::Fault;
use app::account::api::AccountFacts;
use app::certificates::api::{CertificateState, CertificatesApi};
use app::error::AppError;
use app::passkeys::api::PasskeysApi;
use app::sessions::api::SessionsApi;

pub async fn facts(request: &Request) -> Result<AccountFacts, Fault> {
    let me = request.signed_in()?;
    let passkeys = offered(request.passkeys().await)?;
    let passkeys = passkeys.map(|all| all.iter().filter(|passkey| !passkey.altered).count() as u64);
    let certificates = offered(request.own_certificates().await)?.map(|own| own.certificates);
    let valid = |all: Vec<_>| all.iter().filter(|one| is_valid(one)).count() as u64;
    Ok(AccountFacts {
        password_expires: me.password_expires().map(when),
        two_step: me.account.second_factor_at.filter(|_| !me.must_enrol).map(when),
        sessions: request.sessions().await?.len() as u64,
        passkeys,
        certificates: certificates.map(valid),
    })
}

fn is_valid(certificate: &app::certificates::api::Certificate) -> bool {
    matches!(certificate.state, CertificateState::Good)
}

/// Nothing where the person has no such page.
fn offered<T>(found: Result<T, AppError>) -> Result<Option<T>, AppError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(AppError::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}
