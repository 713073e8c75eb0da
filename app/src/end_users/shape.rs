//! How a reader wants the list: the rows of a page and the columns. Both are in the address, beside the filter, and an export
//! has neither.

use super::api::EndUserFilter;
use super::messages as m;
use crate::error::AppError;
use crate::kit::messages::NOT_LISTED;
use crate::kit::{CHOSEN, OptionalColumn, is_row_choice};
use crate::page::PageCx;

/// The columns that may be left out. Customer ID and name always stay.
pub const OPTIONAL: &[OptionalColumn] = &[
    OptionalColumn { name: "provider", label: m::PROVIDER },
    OptionalColumn { name: "prefecture", label: m::PREFECTURE },
    OptionalColumn { name: "created", label: m::CREATED_ON },
    OptionalColumn { name: "last_sign_in", label: m::LAST_SIGN_IN },
];

/// What the reader chose; empty where nothing was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListShape {
    rows: String,
    columns: Vec<String>,
}

impl ListShape {
    /// Reads the choice in the address. A value that is in no list is refused.
    pub fn read(cx: &PageCx) -> Result<ListShape, AppError> {
        let rows = cx.query("rows").unwrap_or_default().to_owned();
        if !is_row_choice(&rows) {
            return Err(AppError::invalid("rows", NOT_LISTED));
        }
        let named = cx.query.iter().filter(|(name, value)| name == "columns" && !value.is_empty());
        let columns: Vec<String> = named.map(|(_, value)| value.clone()).collect();
        let known = |name: &String| name == CHOSEN || OPTIONAL.iter().any(|column| column.name == name);
        if !columns.iter().all(known) {
            return Err(AppError::invalid("columns", NOT_LISTED));
        }
        Ok(ListShape { rows, columns })
    }

    pub fn rows(&self) -> &str {
        &self.rows
    }

    /// True if the reader chose the columns. Otherwise a phone leaves some of them out.
    pub fn has_columns(&self) -> bool {
        !self.columns.is_empty()
    }

    pub fn shows(&self, column: &str) -> bool {
        self.columns.is_empty() || self.columns.iter().any(|name| name == column)
    }

    /// The names of the optional columns on the page.
    pub fn shown(&self) -> Vec<String> {
        OPTIONAL.iter().map(|column| column.name.to_owned()).filter(|name| self.shows(name)).collect()
    }

    /// The parameters of the address beside the filter.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let columns = self.columns.iter().map(|name| ("columns", name.clone()));
        self.row_pair().into_iter().chain(columns).collect()
    }

    /// The parameters beside the columns, which a form for the columns keeps.
    pub fn beside_columns(&self, filter: &EndUserFilter) -> Vec<(&'static str, String)> {
        let filter = filter.pairs().map(|(name, value)| (name, value.to_owned()));
        filter.into_iter().chain(self.row_pair()).collect()
    }

    fn row_pair(&self) -> Option<(&'static str, String)> {
        (!self.rows.is_empty()).then(|| ("rows", self.rows.clone()))
    }
}
