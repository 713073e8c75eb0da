use crate::error::{AppError, Next};
use crate::text::{Text, Words};
use async_trait::async_trait;
use serde::Deserialize;

/// How somebody proves who they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofKind {
    Code,
    Password,
}

/// An act that was refused until its author proves who they are. The server keeps it; the page knows its id and its words.
#[derive(Clone, Debug)]
pub struct WaitingAct {
    /// Good once, in this session alone.
    pub id: String,
    pub title: Text,
    pub facts: Vec<(Text, Words)>,
    /// The page whose form it was.
    pub page: String,
}

/// The proof, and what it was asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prove {
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub password: String,
    /// The id of the act that goes on afterwards; none where a page asked.
    #[serde(default)]
    pub act: String,
    /// The page that asked.
    #[serde(default)]
    pub return_to: String,
}

/// Gives an act up that waits for a proof.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelAct {
    #[serde(default)]
    pub act: String,
}

#[async_trait]
pub trait ProofApi {
    async fn proof_kind(&self) -> Result<ProofKind, AppError>;

    /// How old the last proof of who acts may be, in minutes, for whoever asks.
    async fn proof_minutes(&self) -> Result<u32, AppError>;

    /// What waits for a proof in this session.
    async fn waiting_act(&self) -> Result<Option<WaitingAct>, AppError>;

    async fn prove(&self, command: Prove) -> Result<Next, AppError>;

    async fn cancel_act(&self, command: CancelAct) -> Result<Next, AppError>;
}
