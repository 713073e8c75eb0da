use super::{account, ask, assign, end, figures, list, locked, notes, open, reset, search, show, steps};
use crate::door::{Outward, Request};
use app::cases::api::{
    AccountSearch, AddNote, AskForHelp, AssignCase, CaseDetail, CaseFilter, CaseList, CasesApi, CheckCase, DeskFigures,
    FoundAccount, HelpList, LockedList, OneCase, OpenCase, ResetFacts, ResetPassword,
};
use app::error::{AppError, Next};
use app::kit::ListCursor;

#[async_trait::async_trait]
impl CasesApi for Request {
    async fn account_of(&self, which: &str) -> Result<Option<FoundAccount>, AppError> {
        account::find(self, which).await.outward(self)
    }

    async fn search_accounts(&self, typed: &str) -> Result<AccountSearch, AppError> {
        search::search(self, typed).await.outward(self)
    }

    async fn locked_accounts(&self, company: &str) -> Result<LockedList, AppError> {
        locked::list(self, company).await.outward(self)
    }

    async fn desk_figures(&self) -> Result<Option<DeskFigures>, AppError> {
        figures::desk(self).await.outward(self)
    }

    async fn cases(&self, filter: &CaseFilter, cursor: &ListCursor) -> Result<CaseList, AppError> {
        list::list(self, filter, cursor).await.outward(self)
    }

    async fn case(&self, id: &str) -> Result<CaseDetail, AppError> {
        show::detail(self, id).await.outward(self)
    }

    async fn ask_for_help(&self, command: AskForHelp) -> Result<Next, AppError> {
        ask::ask(self, command).await.outward(self)
    }

    async fn help_requests(&self, most: u64, cursor: &ListCursor) -> Result<HelpList, AppError> {
        ask::waiting(self, most, cursor).await.outward(self)
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

    async fn assign_case(&self, command: AssignCase) -> Result<Next, AppError> {
        assign::take(self, command).await.outward(self)
    }

    async fn unassign_case(&self, command: OneCase) -> Result<Next, AppError> {
        assign::give_back(self, &command.id).await.outward(self)
    }

    async fn add_note(&self, command: AddNote) -> Result<Next, AppError> {
        notes::add(self, command).await.outward(self)
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
