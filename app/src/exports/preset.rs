//! Sets of columns for common purposes.

use super::api::COLUMNS;
use super::messages as m;
use crate::kit::codes;

codes! {
    /// A button that ticks columns.
    pub enum Preset {
        /// To write to people or to call them.
        Contact = "contact" => m::PRESET_CONTACT,
        /// To count people without knowing who they are.
        Analysis = "analysis" => m::PRESET_ANALYSIS,
        /// The columns that are ticked at first.
        Fewest = "fewest" => m::PRESET_FEWEST,
        All = "all" => m::PRESET_ALL,
        Nothing = "none" => m::PRESET_NONE,
    }
}

impl Preset {
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Preset::Contact => &["customer_id", "email", "email_verified", "name", "phone"],
            Preset::Analysis => &["customer_id", "provider", "gender", "prefecture", "created_at", "last_sign_in_at"],
            Preset::Fewest => FEWEST,
            Preset::All => &COLUMNS,
            Preset::Nothing => &[],
        }
    }
}

/// The columns that are ticked at first: as little about a person as makes an export (GDPR article 5, data minimisation).
pub const FEWEST: &[&str] = &["customer_id", "provider", "created_at", "last_sign_in_at"];
