use crate::error::{AppError, Next};
use crate::second_factor::api::{Code, SendCode};
use async_trait::async_trait;
use serde::Deserialize;

/// What the sign-in form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    /// Where the person was going; followed only if it is a path of ours.
    #[serde(default)]
    pub return_to: String,
}

/// What the sign-out button sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOut {}

/// What the page of the second step shows.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The masked address to which codes are sent, where the second step is the mail.
    pub mailed_to: Option<String>,
    pub return_to: String,
}

#[async_trait]
pub trait SignInApi {
    /// Checks e-mail address and password and opens a session. Unknown, wrong and locked look and take the same.
    async fn sign_in(&self, command: SignIn) -> Result<Next, AppError>;

    /// Whether somebody is half-way through signing in.
    async fn verification(&self) -> Result<Verification, AppError>;

    /// Another mail with a code, in the middle of signing in.
    async fn send_code(&self, command: SendCode) -> Result<Next, AppError>;

    /// The second step of signing in.
    async fn verify(&self, command: Code) -> Result<Next, AppError>;

    /// Ends the session on the server.
    async fn sign_out(&self, command: SignOut) -> Result<Next, AppError>;
}
