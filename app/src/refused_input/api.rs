use crate::error::AppError;
use crate::kit::{ListCursor, Neighbours, When};
use crate::text::Words;
use async_trait::async_trait;

/// Where something was refused.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct At {
    /// The path of the page, without ids.
    pub path: String,
    pub field: String,
}

/// The words for such a place: those on the page itself.
#[derive(Clone, Debug)]
pub struct NamedPlace {
    pub at: At,
    pub page: Words,
    /// The label of the field; `None` if the file or form has nothing but its name.
    pub label: Option<Words>,
}

/// How much was refused at one place.
#[derive(Clone, Debug)]
pub struct Total {
    pub place: NamedPlace,
    pub number: u64,
}

/// How much was refused at one place on one day.
#[derive(Clone, Debug)]
pub struct OfDay {
    pub day: When,
    pub place: NamedPlace,
    pub number: u64,
}

/// Some days of the company.
#[derive(Clone, Debug)]
pub struct RefusedInput {
    /// The first and the last day.
    pub days: (When, When),
    /// The most refused first.
    pub totals: Vec<Total>,
    /// The newest day first.
    pub each: Vec<OfDay>,
    pub around: Neighbours,
    /// For how many days the numbers are kept.
    pub kept: u32,
}

#[cfg_attr(test, unimock::unimock(api = RefusedInputFake))]
#[async_trait]
pub trait RefusedInputApi: Send + Sync {
    async fn refused_input(&self, place: &ListCursor) -> Result<RefusedInput, AppError>;
}
