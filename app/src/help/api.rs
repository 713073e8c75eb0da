use super::topics::{HelpGroup, HelpTopic};
use crate::error::AppError;
use crate::kit::SafeHtml;
use crate::security::api::ProfileSection;
use crate::text::{Lang, Words};
use async_trait::async_trait;

/// A help page in the index.
#[derive(Clone, Debug)]
pub struct HelpLink {
    pub topic: &'static HelpTopic,
    pub title: Words,
}

/// The pages of one group, in the order of the index.
#[derive(Clone, Debug)]
pub struct HelpShelf {
    pub group: HelpGroup,
    pub links: Vec<HelpLink>,
}

/// A help page that contains what was searched for, with the part of it.
#[derive(Clone, Debug)]
pub struct HelpHit {
    pub link: HelpLink,
    pub excerpt: String,
}

/// A help page in one language.
#[derive(Clone, Debug)]
pub struct HelpPage {
    pub link: HelpLink,
    pub html: SafeHtml,
    /// The page of the console that it explains, if the reader may open it from here.
    pub opens: Option<&'static str>,
}

/// Whose policy it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PolicyReader {
    /// Nobody is signed in, so it is the policy of the deployment.
    Stranger,
    Member,
    /// Staff keep the strictest rule of all profiles in use.
    Staff,
}

/// What the policy of the reader's profile means for a person at the console.
#[derive(Clone, Debug)]
pub struct PlainPolicy {
    pub reader: PolicyReader,
    pub profile: Words,
    pub sections: Vec<ProfileSection>,
}

#[cfg_attr(test, unimock::unimock(api = HelpFake))]
#[async_trait]
pub trait HelpApi: Send + Sync {
    /// Every page that the reader may open.
    async fn help_shelves(&self) -> Result<Vec<HelpShelf>, AppError>;

    /// The pages whose title or text contains all words that were typed, those with a word in the title first.
    async fn help_found(&self, typed: &str, lang: Lang) -> Result<Vec<HelpHit>, AppError>;

    async fn help_page(&self, name: &str, lang: Lang) -> Result<HelpPage, AppError>;

    async fn help_policy(&self) -> Result<PlainPolicy, AppError>;
}
