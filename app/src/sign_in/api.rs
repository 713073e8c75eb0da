use super::messages as m;
use crate::error::{AppError, Next};
use crate::kit::codes;
use crate::second_factor::api::{Code, SendCode};
use async_trait::async_trait;
use serde::Deserialize;

codes! {
    /// Why a session has ended.
    pub enum Ended {
        /// It is over, for one of many reasons.
        Over = "1" => m::ENDED,
        /// The company's row is forged, so nobody of it comes in.
        ShutOut = "company" => m::SHUT_OUT,
        /// The account's own row is forged.
        Altered = "account" => m::ALTERED,
    }
}

/// The sign-in form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    /// The page the person wanted. Used only if it is a path of this console.
    #[serde(default)]
    pub return_to: String,
}

/// The form of the sign-out button.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOut {}

/// The page of the second step.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The masked address that codes are sent to, if the second step is by mail.
    pub mailed_to: Option<String>,
    /// True if somebody else than the program has written the second step, so that only recovery codes are taken.
    pub altered: bool,
    pub return_to: String,
}

#[cfg_attr(test, unimock::unimock(api = SignInFake))]
#[async_trait]
pub trait SignInApi: Send + Sync {
    /// Checks e-mail address and password, and opens a session. An unknown address, a wrong password and a locked
    /// account look the same and take the same time.
    async fn sign_in(&self, command: SignIn) -> Result<Next, AppError>;

    /// Why a session has ended, as the address of the sign-in page says it; nothing if the console has not put that there,
    /// for this browser and a moment ago.
    fn why_ended(&self, said: &str) -> Option<Ended>;

    /// Returns the state of a sign-in that waits for its second step.
    async fn verification(&self) -> Result<Verification, AppError>;

    /// Sends another code by mail during sign-in.
    async fn send_code(&self, command: SendCode) -> Result<Next, AppError>;

    /// Checks the second step of sign-in.
    async fn verify(&self, command: Code) -> Result<Next, AppError>;

    /// Ends the session on the server.
    async fn sign_out(&self, command: SignOut) -> Result<Next, AppError>;
}
