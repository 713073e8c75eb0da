use super::{codes, enrol, show, stop};
use crate::door::{Outward, Request};
use app::error::{AppError, Next};
use app::second_factor::api::{Cancel, Code, FactorKind, NewCodes, SecondFactor, SecondFactorApi, SendCode};

#[async_trait::async_trait]
impl SecondFactorApi for Request {
    async fn second_factor(&self) -> Result<SecondFactor, AppError> {
        show::view(self).await.outward(self)
    }

    async fn recovery_codes(&self) -> Result<NewCodes, AppError> {
        codes::codes(self).await.outward(self)
    }

    async fn start_second_factor(&self, command: Code) -> Result<Next, AppError> {
        enrol::start(self, command, FactorKind::Authenticator).await.outward(self)
    }

    async fn start_mail_codes(&self, command: Code) -> Result<Next, AppError> {
        enrol::start(self, command, FactorKind::Mail).await.outward(self)
    }

    async fn send_own_code(&self, _command: SendCode) -> Result<Next, AppError> {
        enrol::send_again(self).await.outward(self)
    }

    async fn prove_second_factor(&self, command: Code) -> Result<Next, AppError> {
        enrol::prove(self, command).await.outward(self)
    }

    async fn finish_second_factor(&self, command: Code) -> Result<Next, AppError> {
        enrol::finish(self, command).await.outward(self)
    }

    async fn cancel_second_factor(&self, _command: Cancel) -> Result<Next, AppError> {
        enrol::cancel(self).await.outward(self)
    }

    async fn stop_second_factor(&self, command: Code) -> Result<Next, AppError> {
        stop::stop(self, command).await.outward(self)
    }
}
