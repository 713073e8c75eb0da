//! The filter of the desk's queue.

use super::messages as m;
use super::number;
use super::states::CaseState;
use crate::error::AppError;
use crate::kit::codes;
use crate::kit::messages::NOT_LISTED;

codes! {
    /// Whose cases the queue shows.
    pub enum With {
        Me = "me" => m::WITH_ME,
        Nobody = "nobody" => m::WITH_NOBODY,
    }
}

/// The filter of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Open cases alone.
    pub open: bool,
    pub state: Option<CaseState>,
    pub with: Option<With>,
    /// The only case with this number.
    pub number: Option<i64>,
}

impl CaseFilter {
    /// Reads the filter from an address. What is not in its lists is refused, because the queue would look filtered.
    pub fn read<'q>(value: impl Fn(&str) -> Option<&'q str>) -> Result<CaseFilter, AppError> {
        let state = chosen("state", value("state"), CaseState::from_code)?;
        let with = chosen("with", value("with"), With::from_code)?;
        let refused = || AppError::invalid("q", m::NUMBER_WRONG);
        let number = value("q").map(|typed| number::read(typed).ok_or_else(refused)).transpose()?;
        Ok(CaseFilter { open: value("show").is_none(), state, with, number })
    }

    /// True for the queue of open cases, which is sorted by the deadline.
    pub fn is_queue(&self) -> bool {
        self.open && self.number.is_none()
    }
}

fn chosen<T>(
    field: &'static str,
    value: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, AppError> {
    value.map(|code| read(code).ok_or_else(|| AppError::invalid(field, NOT_LISTED))).transpose()
}
