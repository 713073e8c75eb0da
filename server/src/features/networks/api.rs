use super::{change, lift, show};
use crate::door::{Outward, Request};
use app::error::{AppError, Next};
use app::networks::api::{
    AddNetwork, AskLift, EndLift, Lift, NetworkPage, NetworksApi, OneLift, OneNetwork, Proposal, SetScope, TryNetworks,
};

#[async_trait::async_trait]
impl NetworksApi for Request {
    async fn networks(&self, person: Option<&str>, proposal: Proposal) -> Result<NetworkPage, AppError> {
        show::page(self, person, proposal).await.outward(self)
    }

    async fn try_networks(&self, _: TryNetworks) -> Result<Next, AppError> {
        self.check(app::security::api::VIEW).await.outward(self)?;
        Err(AppError::Preview)
    }

    async fn set_scope(&self, command: SetScope) -> Result<Next, AppError> {
        change::set_scope(self, command).await.outward(self)
    }

    async fn add_network(&self, command: AddNetwork) -> Result<Next, AppError> {
        change::add(self, command).await.outward(self)
    }

    async fn remove_network(&self, command: OneNetwork) -> Result<Next, AppError> {
        change::remove(self, command).await.outward(self)
    }

    async fn end_lift(&self, _command: EndLift) -> Result<Next, AppError> {
        lift::end(self).await.outward(self)
    }

    async fn lift(&self, tenant: &str) -> Result<Lift, AppError> {
        lift::view(self, tenant).await.outward(self)
    }

    async fn ask_lift(&self, command: AskLift) -> Result<Next, AppError> {
        lift::ask(self, command).await.outward(self)
    }

    async fn approve_lift(&self, command: OneLift) -> Result<Next, AppError> {
        lift::approve(self, &command.lift).await.outward(self)
    }

    async fn cancel_lift(&self, command: OneLift) -> Result<Next, AppError> {
        lift::cancel(self, &command.lift).await.outward(self)
    }
}
