use super::{by_password, sign_out, verify};
use crate::door::{Outward, Request};
use app::error::{AppError, Next};
use app::second_factor::api::{Code, SendCode};
use app::sign_in::api::{Ended, SignIn, SignInApi, SignOut, Verification};

#[async_trait::async_trait]
impl SignInApi for Request {
    async fn sign_in(&self, command: SignIn) -> Result<Next, AppError> {
        by_password::to_the_end(self.clone(), command).await.outward(self)
    }

    fn why_ended(&self, said: &str) -> Option<Ended> {
        self.read_ended(said)
    }

    async fn verification(&self) -> Result<Verification, AppError> {
        verify::view(self).await.outward(self)
    }

    async fn send_code(&self, _command: SendCode) -> Result<Next, AppError> {
        verify::send(self).await.outward(self)
    }

    async fn verify(&self, command: Code) -> Result<Next, AppError> {
        verify::verify(self, command).await.outward(self)
    }

    async fn sign_out(&self, _command: SignOut) -> Result<Next, AppError> {
        sign_out::sign_out(self).await.outward(self)
    }
}
