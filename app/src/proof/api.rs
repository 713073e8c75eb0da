use crate::error::{AppError, Next};
use async_trait::async_trait;
use serde::Deserialize;

/// How somebody proves who they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofKind {
    Code,
    Password,
}

/// The proof, and what it was asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prove {
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub password: String,
    /// The path of the post that is done afterwards; none where a page asked.
    #[serde(default)]
    pub act: String,
    /// The fields of that post, as a form sends them.
    #[serde(default)]
    pub carried: String,
    /// The page that asked.
    #[serde(default)]
    pub return_to: String,
}

#[async_trait]
pub trait ProofApi {
    async fn proof_kind(&self) -> Result<ProofKind, AppError>;

    /// How old the last proof of who acts may be, in minutes, for whoever asks.
    async fn proof_minutes(&self) -> Result<u32, AppError>;

    async fn prove(&self, command: Prove) -> Result<Next, AppError>;
}
