use super::{change, lift, show};
use crate::door::Request;
use crate::use_case;
use app::error::{AppError, Next};
use app::networks::api::{
    AddNetwork, AskLift, EndLift, Lift, NetworkPage, NetworksApi, OneLift, OneNetwork, Proposal, SetScope, TryNetworks,
};
use app::permission::Permission;

#[async_trait::async_trait]
impl NetworksApi for Request {
    async fn networks(&self, person: Option<&str>, proposal: Proposal) -> Result<NetworkPage, AppError> {
        use_case!(self, show::page(self, person, proposal))
    }

    async fn try_networks(&self, _: TryNetworks) -> Result<Next, AppError> {
        use_case!(self, self.check(Permission::SecurityView))?;
        Err(AppError::Preview)
    }

    async fn set_scope(&self, command: SetScope) -> Result<Next, AppError> {
        use_case!(self, change::set_scope(self, command))
    }

    async fn add_network(&self, command: AddNetwork) -> Result<Next, AppError> {
        use_case!(self, change::add(self, command))
    }

    async fn remove_network(&self, command: OneNetwork) -> Result<Next, AppError> {
        use_case!(self, change::remove(self, command))
    }

    async fn end_lift(&self, _command: EndLift) -> Result<Next, AppError> {
        use_case!(self, lift::end(self))
    }

    async fn lift(&self, tenant: &str) -> Result<Lift, AppError> {
        use_case!(self, lift::shown(self, tenant))
    }

    async fn ask_lift(&self, command: AskLift) -> Result<Next, AppError> {
        use_case!(self, lift::ask(self, command))
    }

    async fn approve_lift(&self, command: OneLift) -> Result<Next, AppError> {
        use_case!(self, lift::approve(self, &command.lift))
    }

    async fn cancel_lift(&self, command: OneLift) -> Result<Next, AppError> {
        use_case!(self, lift::cancel(self, &command.lift))
    }
}
