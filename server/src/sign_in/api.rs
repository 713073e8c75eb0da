use super::{by_password, out, verify};
use crate::door::Request;
use crate::use_case;
use app::error::{AppError, Next};
use app::second_factor::api::{Code, SendCode};
use app::sign_in::api::{SignIn, SignInApi, SignOut, Verification};

#[async_trait::async_trait]
impl SignInApi for Request {
    async fn sign_in(&self, command: SignIn) -> Result<Next, AppError> {
        use_case!(self, by_password::to_the_end(self.clone(), command))
    }

    async fn verification(&self) -> Result<Verification, AppError> {
        use_case!(self, verify::shown(self))
    }

    async fn send_code(&self, _command: SendCode) -> Result<Next, AppError> {
        use_case!(self, verify::send(self))
    }

    async fn verify(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, verify::verify(self, command))
    }

    async fn sign_out(&self, _command: SignOut) -> Result<Next, AppError> {
        use_case!(self, out::sign_out(self))
    }
}
