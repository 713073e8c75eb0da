use crate::error::AppError;
use crate::kit::{ListCursor, Neighbours, When};
use crate::permission::{Permission, STAFF, Verb};
use crate::text::Words;
use async_trait::async_trait;

pub const EVERYWHERE: Permission = Permission::new(
    "support.refused_input",
    Verb::View,
    "契約企業の拒否した入力の件数を表示する",
    "View customers' rejected input counts",
)
.held_by(STAFF);

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
pub struct OfPlace {
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

/// The first and the last day that a page shows.
#[derive(Clone, Debug)]
pub struct ShownDays {
    pub first: When,
    pub last: When,
}

/// Some days of the company.
#[derive(Clone, Debug)]
pub struct RefusedInput {
    pub days: ShownDays,
    /// The most refused first.
    pub totals: Vec<OfPlace>,
    /// The newest day first.
    pub each: Vec<OfDay>,
    pub around: Neighbours,
    /// For how many days the numbers are kept.
    pub kept: u32,
}

/// How much was refused to one company at one place.
#[derive(Clone, Debug)]
pub struct OfCompany {
    pub tenant: String,
    pub company: Words,
    pub place: NamedPlace,
    pub number: u64,
}

/// Some days of all companies.
#[derive(Clone, Debug)]
pub struct RefusedEverywhere {
    pub days: ShownDays,
    /// The most refused first, at most `most`.
    pub totals: Vec<OfCompany>,
    pub most: u32,
    /// The sum of everything, also of what is not among the totals.
    pub sum: u64,
    pub around: Neighbours,
    /// For how many days the numbers are kept.
    pub kept: u32,
}

#[cfg_attr(test, unimock::unimock(api = RefusedInputFake))]
#[async_trait]
pub trait RefusedInputApi: Send + Sync {
    async fn refused_input(&self, place: &ListCursor) -> Result<RefusedInput, AppError>;

    async fn refused_everywhere(&self, place: &ListCursor) -> Result<RefusedEverywhere, AppError>;
}
