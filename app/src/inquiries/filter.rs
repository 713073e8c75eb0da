//! The filter of the lists of inquiries: that of the company, and the queue of Support.

use super::messages as m;
use super::states::{InquiryCategory, InquiryState};
use crate::error::AppError;
use crate::kit::messages::NOT_LISTED;
use crate::kit::{codes, too_long};

codes! {
    /// Whose inquiries the queue shows.
    pub enum InquiryWith {
        Me = "me" => m::WITH_ME,
        Nobody = "nobody" => m::WITH_NOBODY,
    }
}

/// The filter of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InquiryFilter {
    /// Those alone that wait for an answer, soonest due first.
    pub queue: bool,
    pub state: Option<InquiryState>,
    pub category: Option<InquiryCategory>,
    pub with: Option<InquiryWith>,
    /// A number, the name of a person, or words of the texts; empty for all.
    pub words: String,
}

impl InquiryFilter {
    /// Reads the filter of the company's list. What is not in its lists is refused, because the list would look filtered.
    pub fn of_company<'q>(value: impl Fn(&str) -> Option<&'q str>) -> Result<InquiryFilter, AppError> {
        let words = value("q").unwrap_or_default().to_owned();
        if let Some(error) = too_long("q", &words) {
            return Err(AppError::Invalid(vec![error]));
        }
        let state = chosen("state", value("state"), InquiryState::from_code)?;
        let category = chosen("category", value("category"), InquiryCategory::from_code)?;
        Ok(InquiryFilter { queue: false, state, category, with: None, words })
    }

    /// Reads the filter of the queue of Support.
    pub fn of_desk<'q>(value: impl Fn(&str) -> Option<&'q str>) -> Result<InquiryFilter, AppError> {
        let with = chosen("with", value("with"), InquiryWith::from_code)?;
        Ok(InquiryFilter { queue: value("show").is_none(), with, ..InquiryFilter::of_company(value)? })
    }
}

fn chosen<T>(
    field: &'static str,
    value: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, AppError> {
    value.map(|code| read(code).ok_or_else(|| AppError::invalid(field, NOT_LISTED))).transpose()
}
