use super::{prove, words};
use crate::door::Request;
use crate::use_case;
use app::error::{AppError, Next};
use app::proof::api::{CancelAct, ProofApi, ProofKind, Prove, WaitingAct};

#[async_trait::async_trait]
impl ProofApi for Request {
    async fn proof_kind(&self) -> Result<ProofKind, AppError> {
        use_case!(self, prove::kind(self))
    }

    async fn proof_minutes(&self) -> Result<u32, AppError> {
        use_case!(self, prove::minutes(self))
    }

    async fn waiting_act(&self) -> Result<Option<WaitingAct>, AppError> {
        use_case!(self, words::shown(self))
    }

    async fn prove(&self, command: Prove) -> Result<Next, AppError> {
        use_case!(self, prove::prove(self, command))
    }

    async fn cancel_act(&self, command: CancelAct) -> Result<Next, AppError> {
        use_case!(self, prove::cancel(self, &command.act))
    }
}
