use super::{manage, show};
use crate::door::Request;
use crate::use_case;
use app::certificates::api::{AddCertificate, CertificatePage, CertificatesApi, OneCertificate, OwnCertificates};
use app::error::{AppError, Next};

#[async_trait::async_trait]
impl CertificatesApi for Request {
    async fn certificates(&self, member: &str) -> Result<CertificatePage, AppError> {
        use_case!(self, show::page(self, member))
    }

    async fn add_certificate(&self, command: AddCertificate) -> Result<Next, AppError> {
        use_case!(self, manage::add(self, command))
    }

    async fn revoke_certificate(&self, command: OneCertificate) -> Result<Next, AppError> {
        use_case!(self, manage::revoke(self, &command.certificate))
    }

    fn takes_certificates(&self) -> bool {
        self.signed_in().is_ok_and(|me| show::has_page(me))
    }

    async fn own_certificates(&self) -> Result<OwnCertificates, AppError> {
        use_case!(self, show::own(self))
    }

    async fn revoke_own_certificate(&self, command: OneCertificate) -> Result<Next, AppError> {
        use_case!(self, manage::revoke_own(self, &command.certificate))
    }
}
