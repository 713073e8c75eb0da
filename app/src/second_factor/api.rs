use crate::error::{AppError, Next};
use crate::kit::When;
use async_trait::async_trait;
use serde::Deserialize;

/// A new secret for the authenticator app.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Base32 in groups of four, for typing.
    pub secret: String,
    /// The secret as an `otpauth://` address, for a device that opens it.
    pub address: String,
    /// The address as a QR code: an SVG path over a square of `qr_size` modules.
    pub qr_path: String,
    pub qr_size: usize,
}

/// Whether an account has a second step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepState {
    Off,
    On,
    /// Its row is forged or gone, so that no code of it is taken.
    Altered,
}

/// The page of two-step verification.
#[derive(Clone, Debug)]
pub struct SecondFactor {
    /// The time it was turned on.
    pub since: Option<When>,
    /// True if it may not be turned off.
    pub required: bool,
    /// Set if it must be set up before anything else.
    pub forced: Option<EnrolReason>,
    pub recovery_codes_left: u64,
    /// True if a change needs a code, because none was shown recently.
    pub needs_code: bool,
    pub pending: Pending,
    pub kind: FactorKind,
    /// True if codes by mail may be chosen.
    pub mail_offered: bool,
    pub state: StepState,
}

/// The next step of a setup.
#[derive(Clone, Debug)]
pub enum Pending {
    Nothing,
    /// A new secret must be confirmed.
    Authenticator(Setup),
    /// A code was sent to this masked address and must be typed.
    Mail(String),
    /// New recovery codes are shown, and the person has not said yet that they are kept.
    Codes,
}

/// Why only the page of two-step verification opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EnrolReason {
    Required,
    /// The previous method is no longer offered.
    Outdated,
}

/// The kind of a second step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FactorKind {
    Authenticator,
    /// A code by mail.
    Mail,
}

/// Asks for another code by mail.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendCode {}

/// Cancels a setup.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancel {}

/// New recovery codes, and what the paper says that they are printed on.
#[derive(Clone, Debug)]
pub struct NewCodes {
    pub codes: Vec<String>,
    pub made: When,
    /// The name of the console.
    pub console: String,
    /// Its address, such as `https://console.example.jp`.
    pub address: String,
}

/// A code of the app or from a mail, or a recovery code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    #[serde(default)]
    pub code: String,
    /// Which of the two the page has asked for, so that a refused form asks for the same. Decides nothing.
    #[serde(default)]
    pub by: String,
}

#[cfg_attr(test, unimock::unimock(api = SecondFactorFake))]
#[async_trait]
pub trait SecondFactorApi: Send + Sync {
    async fn second_factor(&self) -> Result<SecondFactor, AppError>;

    /// The new recovery codes, until the person says that they are kept.
    async fn recovery_codes(&self) -> Result<NewCodes, AppError>;

    /// Starts a setup. If it is on already, the form needs a code.
    async fn start_second_factor(&self, command: Code) -> Result<Next, AppError>;

    /// Like `start_second_factor`, with codes by mail instead of an app.
    async fn start_mail_codes(&self, command: Code) -> Result<Next, AppError>;

    /// Sends another code, for a setup or for a change.
    async fn send_own_code(&self, command: SendCode) -> Result<Next, AppError>;

    /// Checks the first code of the new secret.
    async fn prove_second_factor(&self, command: Code) -> Result<Next, AppError>;

    /// The recovery codes are kept: turns two-step verification on.
    async fn finish_second_factor(&self, command: Code) -> Result<Next, AppError>;

    /// Cancels a setup. The second step in force stays.
    async fn cancel_second_factor(&self, command: Cancel) -> Result<Next, AppError>;

    async fn stop_second_factor(&self, command: Code) -> Result<Next, AppError>;
}
