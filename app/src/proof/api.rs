use crate::error::{AppError, Next};
use crate::permission::Role;
use crate::text::{Text, Words};
use async_trait::async_trait;
use serde::Deserialize;

/// The means of step-up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofKind {
    Code,
    Password,
}

/// An action that waits for step-up. The server keeps it; the page knows only its id and its words.
#[derive(Clone, Debug)]
pub struct WaitingAct {
    /// Valid once, and only in this session.
    pub id: String,
    pub title: Text,
    /// The action and its object in one sentence, if the feature has one.
    pub sentence: Option<Words>,
    pub facts: Vec<(Text, Words)>,
    /// The page of its form.
    pub page: String,
}

/// The actions that need step-up, in plain words, and the maximum age of the last proof for each weight.
#[derive(Clone, Debug)]
pub struct ProofRule {
    /// Grave actions.
    pub acts: Vec<Text>,
    pub minutes: u32,
    pub light_acts: Vec<Text>,
    pub light_minutes: u32,
}

/// The proof, and its purpose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prove {
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub password: String,
    /// The id of the action to continue; empty if a page asked for step-up.
    #[serde(default)]
    pub act: String,
    /// The page that asked for it.
    #[serde(default)]
    pub return_to: String,
    /// `recovery` if the page asked for a recovery code. It only says which field is shown again.
    #[serde(default)]
    pub by: String,
}

/// Drops an action that waits for step-up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelAct {
    #[serde(default)]
    pub act: String,
}

#[cfg_attr(test, unimock::unimock(api = ProofFake))]
#[async_trait]
pub trait ProofApi: Send + Sync {
    async fn proof_kind(&self) -> Result<ProofKind, AppError>;

    /// The actions for which a role needs step-up, and the maximum age of the last proof for the current user.
    async fn proof_rule(&self, of: Role) -> Result<ProofRule, AppError>;

    /// The action that waits for step-up in this session.
    async fn waiting_act(&self) -> Result<Option<WaitingAct>, AppError>;

    async fn prove(&self, command: Prove) -> Result<Next, AppError>;

    async fn cancel_act(&self, command: CancelAct) -> Result<Next, AppError>;
}
