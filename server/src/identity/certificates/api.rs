use super::{manage, show};
use crate::door::{Outward, Request};
use app::certificates::api::{AddCertificate, CertificatePage, CertificatesApi, OneCertificate, OwnCertificates};
use app::error::{AppError, Next};

#[async_trait::async_trait]
impl CertificatesApi for Request {
    async fn certificates(&self, member: &str) -> Result<CertificatePage, AppError> {
        show::page(self, member).await.outward(self)
    }

    async fn add_certificate(&self, command: AddCertificate) -> Result<Next, AppError> {
        manage::add(self, command).await.outward(self)
    }

    async fn revoke_certificate(&self, command: OneCertificate) -> Result<Next, AppError> {
        manage::revoke(self, &command.certificate).await.outward(self)
    }

    async fn own_certificates(&self) -> Result<OwnCertificates, AppError> {
        show::own(self).await.outward(self)
    }

    async fn revoke_own_certificate(&self, command: OneCertificate) -> Result<Next, AppError> {
        manage::revoke_own(self, &command.certificate).await.outward(self)
    }
}
