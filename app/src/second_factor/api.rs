use crate::error::{AppError, Next};
use crate::kit::When;
use async_trait::async_trait;
use serde::Deserialize;

/// A new secret, for the authenticator app.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Base32 in groups of four, for typing.
    pub secret: String,
    /// The same as `otpauth://` address, for a device that opens it.
    pub address: String,
    /// The address as a QR code: an SVG path over a square of so many modules.
    pub qr_path: String,
    pub qr_size: usize,
}

/// What the page of two-step verification shows.
#[derive(Clone, Debug)]
pub struct SecondFactor {
    /// Since when it is on.
    pub since: Option<When>,
    /// It may not be turned off.
    pub required: bool,
    /// It must be set up before anything else.
    pub forced: Option<Forced>,
    pub recovery_codes_left: u64,
    /// A change asks for a code: none was shown just now.
    pub needs_code: bool,
    pub pending: Pending,
    pub kind: FactorKind,
    /// Codes by mail may be chosen.
    pub mail_offered: bool,
}

/// What of a set-up is still to be done.
#[derive(Clone, Debug)]
pub enum Pending {
    Nothing,
    /// A new secret waits to be proved.
    App(Setup),
    /// A code was sent to this masked address, and waits to be typed.
    Mail(String),
    /// New recovery codes are shown, and none has been typed back.
    Codes,
}

/// Why only the page of two-step verification opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forced {
    Required,
    /// What was set up before is no longer offered.
    Outdated,
}

/// What a second step is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FactorKind {
    App,
    /// A code by mail.
    Mail,
}

/// Asks for another mail with a code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendCode {}

/// Stops what is being set up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancel {}

/// A code: of the app, or a recovery code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    #[serde(default)]
    pub code: String,
}

#[async_trait]
pub trait SecondFactorApi {
    async fn second_factor(&self) -> Result<SecondFactor, AppError>;

    /// The new recovery codes, until one of them is typed back.
    async fn recovery_codes(&self) -> Result<Vec<String>, AppError>;

    /// Begins to set it up; where it is on already, with a code that proves who asks.
    async fn start_second_factor(&self, command: Code) -> Result<Next, AppError>;

    /// As `start_second_factor`, with codes by mail in place of an app.
    async fn start_mail_codes(&self, command: Code) -> Result<Next, AppError>;

    /// Another mail: for what is being set up, or to change what is.
    async fn send_own_code(&self, command: SendCode) -> Result<Next, AppError>;

    /// The first code of the new secret.
    async fn prove_second_factor(&self, command: Code) -> Result<Next, AppError>;

    /// A recovery code typed back: from here on two-step verification is on.
    async fn finish_second_factor(&self, command: Code) -> Result<Next, AppError>;

    /// Leaves what is being set up; what is in force stays.
    async fn cancel_second_factor(&self, command: Cancel) -> Result<Next, AppError>;

    async fn stop_second_factor(&self, command: Code) -> Result<Next, AppError>;
}
