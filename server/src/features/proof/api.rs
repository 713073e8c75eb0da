use super::words;
use crate::door::{Outward, Request};
use crate::identity::proof as prove;
use app::error::{AppError, Next};
use app::permission::Role;
use app::proof::api::{CancelAct, ProofApi, ProofKind, ProofRule, Prove, WaitingAct};

#[async_trait::async_trait]
impl ProofApi for Request {
    async fn proof_kind(&self) -> Result<ProofKind, AppError> {
        prove::kind(self).await.outward(self)
    }

    async fn proof_rule(&self, of: Role) -> Result<ProofRule, AppError> {
        prove::rule(self, of).await.outward(self)
    }

    async fn waiting_act(&self) -> Result<Option<WaitingAct>, AppError> {
        words::view(self).await.outward(self)
    }

    async fn prove(&self, command: Prove) -> Result<Next, AppError> {
        prove::prove(self, command).await.outward(self)
    }

    async fn cancel_act(&self, command: CancelAct) -> Result<Next, AppError> {
        prove::cancel(self, &command.act).await.outward(self)
    }
}
