use super::{grant, look, show};
use crate::door::{Outward, Request};
use app::consents::api::{Consent, ConsentList, ConsentsApi, GrantConsent, OneConsent, UnderConsent};
use app::end_users::api::{EndUserDetail, EndUserFilter, EndUserList};
use app::error::{AppError, Next};
use app::kit::ListCursor;
use app::operation_logs::api::{LogFilter, LogList};

#[async_trait::async_trait]
impl ConsentsApi for Request {
    async fn consents(&self) -> Result<ConsentList, AppError> {
        show::list(self).await.outward(self)
    }

    async fn grant_consent(&self, command: GrantConsent) -> Result<Next, AppError> {
        grant::grant(self, command).await.outward(self)
    }

    async fn end_consent(&self, command: OneConsent) -> Result<Next, AppError> {
        grant::end(self, &command.id).await.outward(self)
    }

    async fn consents_of(&self, tenant: &str) -> Result<Vec<Consent>, AppError> {
        show::of_tenant(self, tenant).await.outward(self)
    }

    async fn look_at_end_users(
        &self,
        tenant: &str,
        filter: EndUserFilter,
        cursor: ListCursor,
    ) -> Result<UnderConsent<EndUserList>, AppError> {
        look::end_users(self, tenant, &filter, &cursor).await.outward(self)
    }

    async fn look_at_end_user(&self, tenant: &str, id: &str) -> Result<UnderConsent<EndUserDetail>, AppError> {
        look::end_user(self, tenant, id).await.outward(self)
    }

    async fn look_at_logs(&self, tenant: &str, filter: LogFilter) -> Result<UnderConsent<LogList>, AppError> {
        look::logs(self, tenant, filter).await.outward(self)
    }
}
