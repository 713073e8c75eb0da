use crate::error::{AppError, Next};
use crate::kit::When;
use crate::permission::{MEMBERS, Permission, Verb};
use async_trait::async_trait;
use serde::Deserialize;

pub const OWN_CERTIFICATES: Permission = Permission::new(
    "account.certificates",
    Verb::Edit,
    "自分のクライアント証明書を失効させる",
    "Revoke your client certificates",
)
.held_by(MEMBERS)
.with_step_up();

/// The state of a certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CertificateState {
    Good,
    /// Outside its own dates.
    OutOfTime,
    Revoked,
    /// The row is forged: it counts for nothing, and its dates may not be shown.
    Altered,
    /// The row is forged, and it was revoked.
    AlteredRevoked,
}

/// Whose a certificate is, in its own words.
#[derive(Clone, Debug)]
pub struct SubjectAndIssuer {
    pub subject: String,
    pub issuer: String,
}

/// A certificate of a person.
#[derive(Clone, Debug)]
pub struct Certificate {
    pub id: String,
    /// None where somebody else than the program has written it.
    pub named: Option<SubjectAndIssuer>,
    /// SHA-256 in hexadecimal, in pairs.
    pub fingerprint: String,
    pub until: When,
    pub state: CertificateState,
}

impl Certificate {
    pub fn is_altered(&self) -> bool {
        matches!(self.state, CertificateState::Altered | CertificateState::AlteredRevoked)
    }
}

/// The page of one person.
#[derive(Clone, Debug)]
pub struct CertificatePage {
    pub member: String,
    pub name: String,
    pub certificates: Vec<Certificate>,
    pub may_edit: bool,
    /// True if the console is configured to receive certificates.
    pub accepted: bool,
}

/// One's own certificates.
#[derive(Clone, Debug)]
pub struct OwnCertificates {
    pub certificates: Vec<Certificate>,
    /// True if the console is configured to receive certificates.
    pub accepted: bool,
}

/// Registers a certificate for a member.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddCertificate {
    /// The member.
    pub id: String,
    /// PEM (RFC 7468).
    #[serde(default)]
    pub pem: String,
}

/// Names a certificate.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneCertificate {
    pub certificate: String,
}

#[cfg_attr(test, unimock::unimock(api = CertificatesFake))]
#[async_trait]
pub trait CertificatesApi: Send + Sync {
    async fn certificates(&self, member: &str) -> Result<CertificatePage, AppError>;

    async fn add_certificate(&self, command: AddCertificate) -> Result<Next, AppError>;

    async fn revoke_certificate(&self, command: OneCertificate) -> Result<Next, AppError>;

    async fn own_certificates(&self) -> Result<OwnCertificates, AppError>;

    async fn revoke_own_certificate(&self, command: OneCertificate) -> Result<Next, AppError>;
}
