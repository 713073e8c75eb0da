use super::{ask, end, open, reset, show, steps};
use crate::door::Request;
use crate::use_case;
use app::cases::api::{
    AskForHelp, CaseDetail, CaseList, CasesApi, CheckCase, FoundAccount, HelpList, OneCase, OpenCase, ResetFacts,
    ResetPassword,
};
use app::error::{AppError, Next};
use app::kit::Place;

#[async_trait::async_trait]
impl CasesApi for Request {
    async fn account_of(&self, email: &str) -> Result<Option<FoundAccount>, AppError> {
        use_case!(self, show::account_of(self, email))
    }

    async fn cases(&self, open: bool, place: &Place) -> Result<CaseList, AppError> {
        if open { use_case!(self, show::open(self, place)) } else { use_case!(self, show::all(self, place)) }
    }

    async fn case(&self, id: &str) -> Result<CaseDetail, AppError> {
        use_case!(self, show::detail(self, id))
    }

    async fn ask_for_help(&self, command: AskForHelp) -> Result<Next, AppError> {
        use_case!(self, ask::ask(self, command))
    }

    async fn help_requests(&self, place: &Place) -> Result<HelpList, AppError> {
        use_case!(self, ask::waiting(self, place))
    }

    async fn finish_help(&self, command: OneCase) -> Result<Next, AppError> {
        use_case!(self, ask::done(self, command))
    }

    async fn company_cases(&self) -> Result<Vec<CaseDetail>, AppError> {
        use_case!(self, show::of_company(self))
    }

    async fn open_case(&self, command: OpenCase) -> Result<Next, AppError> {
        use_case!(self, open::open(self, command))
    }

    async fn check_case(&self, command: CheckCase) -> Result<Next, AppError> {
        use_case!(self, steps::check(self, command))
    }

    async fn consent_case(&self, command: OneCase) -> Result<Next, AppError> {
        use_case!(self, steps::consent(self, &command.id))
    }

    async fn refuse_case(&self, command: OneCase) -> Result<Next, AppError> {
        use_case!(self, end::refuse(self, &command.id))
    }

    async fn approve_case(&self, command: OneCase) -> Result<Next, AppError> {
        use_case!(self, steps::approve(self, &command.id))
    }

    async fn send_case_again(&self, command: OneCase) -> Result<Next, AppError> {
        use_case!(self, steps::send_again(self, &command.id))
    }

    async fn cancel_case(&self, command: OneCase) -> Result<Next, AppError> {
        use_case!(self, end::cancel(self, &command.id))
    }

    async fn reset_facts(&self) -> Result<ResetFacts, AppError> {
        use_case!(self, reset::facts(self))
    }

    async fn reset_password(&self, command: ResetPassword) -> Result<Next, AppError> {
        use_case!(self, reset::reset(self, command))
    }
}
