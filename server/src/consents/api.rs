use super::{grant, look, show};
use crate::door::Request;
use crate::use_case;
use app::consents::api::{Consent, ConsentList, ConsentsApi, GrantConsent, Looked, OneConsent};
use app::end_users::api::{EndUserDetail, EndUserFilter, EndUserList};
use app::error::{AppError, Next};
use app::kit::Place;
use app::operation_logs::api::{LogFilter, LogList};

#[async_trait::async_trait]
impl ConsentsApi for Request {
    async fn consents(&self) -> Result<ConsentList, AppError> {
        use_case!(self, show::list(self))
    }

    async fn grant_consent(&self, command: GrantConsent) -> Result<Next, AppError> {
        use_case!(self, grant::grant(self, command))
    }

    async fn end_consent(&self, command: OneConsent) -> Result<Next, AppError> {
        use_case!(self, grant::end(self, &command.id))
    }

    async fn consents_of(&self, tenant: &str) -> Result<Vec<Consent>, AppError> {
        use_case!(self, show::of_tenant(self, tenant))
    }

    async fn look_at_end_users(
        &self,
        tenant: &str,
        filter: EndUserFilter,
        place: Place,
    ) -> Result<Looked<EndUserList>, AppError> {
        use_case!(self, look::end_users(self, tenant, &filter, &place))
    }

    async fn look_at_end_user(&self, tenant: &str, id: &str) -> Result<Looked<EndUserDetail>, AppError> {
        use_case!(self, look::end_user(self, tenant, id))
    }

    async fn look_at_logs(&self, tenant: &str, filter: LogFilter) -> Result<Looked<LogList>, AppError> {
        use_case!(self, look::logs(self, tenant, filter))
    }
}
