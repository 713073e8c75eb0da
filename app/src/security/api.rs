use crate::error::AppError;
use crate::kit::When;
use crate::text::Words;
use async_trait::async_trait;

/// A service profile as pages show it.
#[derive(Clone, Debug)]
pub struct ProfileView {
    pub name: String,
    pub title: Words,
    pub document: String,
    pub version: u32,
    /// The day it takes effect.
    pub effective: When,
    pub sections: Vec<ProfileSection>,
}

/// Values that belong together.
#[derive(Clone, Debug)]
pub struct ProfileSection {
    pub title: Words,
    pub lines: Vec<ProfileRow>,
}

/// One value in force and where it comes from.
#[derive(Clone, Debug)]
pub struct ProfileRow {
    pub label: Words,
    pub value: Words,
    /// The statement's id, such as SL-20b; none where the document is silent and the product decides.
    pub source: Option<String>,
    /// The sentence itself, shortened.
    pub statement: Option<Words>,
    /// Whether this version of the program keeps it, or only shows it.
    pub enforced: bool,
}

#[async_trait]
pub trait SecurityApi {
    /// The company's own profile in force.
    async fn own_profile(&self) -> Result<ProfileView, AppError>;
}
