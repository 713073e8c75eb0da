use super::{ask, end, open, reset, show, steps};
use crate::door::{Outward, Request};
use app::cases::api::{
    AskForHelp, CaseDetail, CaseList, CasesApi, CheckCase, FoundAccount, HelpList, OneCase, OpenCase, ResetFacts,
    ResetPassword,
};
use app::error::{AppError, Next};
use app::kit::ListCursor;

#[async_trait::async_trait]
impl CasesApi for Request {
    async fn account_of(&self, email: &str) -> Result<Option<FoundAccount>, AppError> {
        show::account_of(self, email).await.outward(self)
    }

    async fn cases(&self, open: bool, cursor: &ListCursor) -> Result<CaseList, AppError> {
        if open { show::open(self, cursor).await.outward(self) } else { show::all(self, cursor).await.outward(self) }
    }

    async fn case(&self, id: &str) -> Result<CaseDetail, AppError> {
        show::detail(self, id).await.outward(self)
    }

    async fn ask_for_help(&self, command: AskForHelp) -> Result<Next, AppError> {
        ask::ask(self, command).await.outward(self)
    }

    async fn help_requests(&self, cursor: &ListCursor) -> Result<HelpList, AppError> {
        ask::waiting(self, cursor).await.outward(self)
    }

    async fn finish_help(&self, command: OneCase) -> Result<Next, AppError> {
        ask::done(self, command).await.outward(self)
    }

    async fn company_cases(&self) -> Result<Vec<CaseDetail>, AppError> {
        show::of_company(self).await.outward(self)
    }

    async fn open_case(&self, command: OpenCase) -> Result<Next, AppError> {
        open::open(self, command).await.outward(self)
    }

    async fn check_case(&self, command: CheckCase) -> Result<Next, AppError> {
        steps::check(self, command).await.outward(self)
    }

    async fn consent_case(&self, command: OneCase) -> Result<Next, AppError> {
        steps::consent(self, &command.id).await.outward(self)
    }

    async fn refuse_case(&self, command: OneCase) -> Result<Next, AppError> {
        end::refuse(self, &command.id).await.outward(self)
    }

    async fn approve_case(&self, command: OneCase) -> Result<Next, AppError> {
        steps::approve(self, &command.id).await.outward(self)
    }

    async fn send_case_again(&self, command: OneCase) -> Result<Next, AppError> {
        steps::send_again(self, &command.id).await.outward(self)
    }

    async fn cancel_case(&self, command: OneCase) -> Result<Next, AppError> {
        end::cancel(self, &command.id).await.outward(self)
    }

    async fn reset_facts(&self) -> Result<ResetFacts, AppError> {
        reset::facts(self).await.outward(self)
    }

    async fn reset_password(&self, command: ResetPassword) -> Result<Next, AppError> {
        reset::reset(self, command).await.outward(self)
    }
}
