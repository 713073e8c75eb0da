use super::{codes, enrol, show, stop};
use crate::door::Request;
use crate::use_case;
use app::error::{AppError, Next};
use app::second_factor::api::{Cancel, Code, FactorKind, SecondFactor, SecondFactorApi, SendCode};

#[async_trait::async_trait]
impl SecondFactorApi for Request {
    async fn second_factor(&self) -> Result<SecondFactor, AppError> {
        use_case!(self, show::shown(self))
    }

    async fn recovery_codes(&self) -> Result<Vec<String>, AppError> {
        use_case!(self, codes::codes(self))
    }

    async fn start_second_factor(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::start(self, command, FactorKind::App))
    }

    async fn start_mail_codes(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::start(self, command, FactorKind::Mail))
    }

    async fn send_own_code(&self, _command: SendCode) -> Result<Next, AppError> {
        use_case!(self, enrol::send_again(self))
    }

    async fn prove_second_factor(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::prove(self, command))
    }

    async fn finish_second_factor(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, enrol::finish(self, command))
    }

    async fn cancel_second_factor(&self, _command: Cancel) -> Result<Next, AppError> {
        use_case!(self, enrol::cancel(self))
    }

    async fn stop_second_factor(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, stop::stop(self, command))
    }
}
