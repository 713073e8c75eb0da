use super::{answer, ask, grant, look, requests, show};
use crate::door::{Outward, Request};
use app::consents::api::{
    AllowRequest, AskForAccess, Asking, ConsentDetail, ConsentList, ConsentsApi, DeclineRequest, GrantConsent,
    OneConsent, RequestToAnswer, StaffConsents, UnderConsent,
};
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

    async fn consent(&self, id: &str) -> Result<ConsentDetail, AppError> {
        show::one(self, id).await.outward(self)
    }

    async fn access_request(&self, id: &str) -> Result<RequestToAnswer, AppError> {
        requests::to_answer(self, id).await.outward(self)
    }

    async fn allow_request(&self, command: AllowRequest) -> Result<Next, AppError> {
        answer::allow(self, command).await.outward(self)
    }

    async fn decline_request(&self, command: DeclineRequest) -> Result<Next, AppError> {
        answer::decline(self, command).await.outward(self)
    }

    async fn asked_of_company(&self, tenant: &str) -> Result<Asking, AppError> {
        requests::of_company(self, tenant).await.outward(self)
    }

    async fn asked_for_case(&self, case: &str) -> Result<Asking, AppError> {
        requests::for_case(self, case).await.outward(self)
    }

    async fn ask_company(&self, command: AskForAccess) -> Result<Next, AppError> {
        ask::of_company(self, command).await.outward(self)
    }

    async fn ask_for_case(&self, command: AskForAccess) -> Result<Next, AppError> {
        ask::for_case(self, command).await.outward(self)
    }

    async fn withdraw_request(&self, command: OneConsent) -> Result<Next, AppError> {
        ask::withdraw(self, &command.id).await.outward(self)
    }

    async fn consents_of(&self, tenant: &str) -> Result<StaffConsents, AppError> {
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
